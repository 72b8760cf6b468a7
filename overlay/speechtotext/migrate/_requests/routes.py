"""URLs of the service that programs spell out: which operation they are for, and what takes its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from speechtotext.migrate._analysis.values import Instance, described
from speechtotext.migrate._versions.api_surface import Route, Version, hints, methods, older_than, owner, versions
from speechtotext.migrate._versions.changes import Change, Gone
from speechtotext.migrate._versions.plan import Plan

UNTOLD: Final = "{}"
"""Stands for the parts of a URL that cannot be told."""

_URL: Final = re.compile(
    r"/speechtotext/(?P<version>v\d\.\d)(?:[-_.]\w[\w.]*)?(?P<path>(?:/[^\s\"'`<>?#]*)?)", re.IGNORECASE
)
_QUERY: Final = re.compile(r"(/speechtotext/.*[?&]api-version=)([\w-]+)")
# What was in other places in v2.0; its accuracy tests are evaluations since.
_MOVED_SINCE_V2: Final = {"/accuracytests": "/evaluations", "/transcriptions/hooks": "/webhooks"}


class Url(NamedTuple):
    """A URL of the service, or the beginning of one.

    Attributes:
        version: the API version in it, such as v3.1.
        path: what stands after the version, without a query.
    """

    version: str
    path: str


def found_in(text: str) -> Url | None:
    """The first URL of the service in a text that has a version in its path."""
    return next(all_in(text), None)


def all_in(text: str) -> Iterator[Url]:
    """The URLs of the service in a text that have a version in their path."""
    for match in _URL.finditer(text):
        yield Url(match["version"].lower(), match["path"].rstrip("/.,;)"))


def routes(url: Url, method: str | None) -> list[tuple[Version, Route]]:
    """The operations that a URL is for with a method, or with any method if that cannot be told.

    They are those of the version in the URL, or else those of the oldest version that has any.
    """
    path = url.path
    for old, new in _MOVED_SINCE_V2.items() if url.version == "v2.0" else ():
        path = new + path.removeprefix(old) if path.startswith(old) else path
    for version in sorted(versions(), key=lambda one: one.api_version != url.version):
        fitting = [one for one in version.routes if _template(one.path).fullmatch(path)]
        literal = [one for one in fitting if one.path == path]
        found = [(version, one) for one in literal or fitting if method in (None, one.method)]
        if found:
            return found
    return []


def call(route: Route, source: Version, plan: Plan) -> str | Change:
    """The call of this package that takes the place of an operation, or why there is none."""
    fate = plan.fate(f"{route.group}.{route.verb}", source)
    if fate.end is not None:
        return fate.end
    if fate.name not in plan.target.names:
        return Gone(why=f"Version {plan.target.api_version} does not have it yet.", remedy="Move to a newer version.")
    group, _, verb = fate.name.partition(".")
    function = dict(methods(plan.target.groups[group]))[verb]
    required = [name for name in hints(function) if f"{fate.name}({name})" in plan.target.required]
    return f"stt.{fate.name}({', '.join(_model(hints(function)[name]) or name for name in required)})"


def request(route: Route, source: Version, plan: Plan) -> str:
    """The request of the target that takes the place of an operation which it has."""
    name = plan.fate(f"{route.group}.{route.verb}", source).name
    new = next(one for one in plan.target.routes if f"{one.group}.{one.verb}" == name)
    return f"{new.method} {moved(f'/speechtotext/v0.0{new.path}', plan.target)}"


def moved(text: str, target: Version) -> str:
    """A URL as a version writes it: that version in its path, or in its query; a text without a URL as it is."""
    match = _URL.search(text)
    if match is None:
        older = {one.api_version for one in older_than(target)}
        return _QUERY.sub(lambda found: found[1] + (target.api_version if found[2] in older else found[2]), text)
    before, after = text[: match.start("version")], text[match.start("path") :]
    if target.api_version.startswith("v"):
        return f"{before}{target.api_version}{after}"
    return f"{before.removesuffix('/')}{after}{'&' if '?' in after else '?'}api-version={target.api_version}"


def _template(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/:]+", re.escape(path)))


def _model(hint: object) -> str | None:
    """The making of the model that a parameter takes, if it takes nothing else."""
    (*others, value) = described(hint)
    whose = owner(value.kind) if not others and isinstance(value, Instance) and isinstance(value.kind, type) else None
    return None if whose is None else f"models.{whose.name}(…)"


def instead(url: Url, method: str | None, plan: Plan, *, in_python: bool = True) -> tuple[str, str]:
    """What is requested, as a sentence, and what takes its place.

    Args:
        url: the URL.
        method: the HTTP method; None if it cannot be told.
        plan: the way to the target.
        in_python: whether it is a Python program that requests it, so that a call is all that is needed.
    """
    if not url.path:
        client = f"Client(region=…) or Client(endpoint=…) of speechtotext.{plan.target.module} makes it"
        by_hand = "/speechtotext"
        return f"An address of API {url.version}.", f"{client}." if in_python else f"{client}; by hand it is {by_hand}."
    sentence = f"{method or 'A request of'} {url.path} of API {url.version}."
    found = routes(url, method)
    if not found:
        return sentence, "No operation has this path; look at the methods of Client."
    calls = [call(route, version, plan) for version, route in found]
    for one in calls:
        if isinstance(one, Change):
            return sentence, f"{one.why} {one.remedy}"
    remedy = f"Call {' or '.join(dict.fromkeys(map(str, calls)))}"
    requests = [request(route, version, plan) for version, route in found]
    return sentence, f"{remedy}." if in_python else f"{remedy}; by hand it is {' or '.join(requests)}."
