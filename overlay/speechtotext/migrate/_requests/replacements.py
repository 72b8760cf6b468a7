"""Find the operation of a service URL, and the call or request that replaces it."""

from __future__ import annotations

import re
from typing import Final

from speechtotext.migrate._analysis.values import ApiInstance, values_of_type
from speechtotext.migrate._versions.api_surface import Route, Version, methods, versions
from speechtotext.migrate._versions.changes import Change, Removed
from speechtotext.migrate._versions.plan import MigrationPlan
from speechtotext.migrate._versions.service_urls import ServiceUrl, migrate_url
from speechtotext.migrate._versions.type_hints import owner_of, type_hints

# Paths that moved after v2.0, whose accuracy tests became evaluations.
_MOVED_SINCE_V2: Final = {"/accuracytests": "/evaluations", "/transcriptions/hooks": "/webhooks"}


def find_routes(url: ServiceUrl, method: str | None) -> list[tuple[Version, Route]]:
    """Return the operations that a URL and method select; any method if None.

    The version in the URL comes first, then the oldest version that has a match.
    """
    path = url.path
    for old, new in _MOVED_SINCE_V2.items() if url.version == "v2.0" else ():
        path = new + path.removeprefix(old) if path.startswith(old) else path
    for version in sorted(versions(), key=lambda one: one.api_version != url.version):
        fitting = [one for one in version.routes if _path_pattern(one.path).fullmatch(path)]
        literal = [one for one in fitting if one.path == path]
        found = [(version, one) for one in literal or fitting if method in (None, one.method)]
        if found:
            return found
    return []


def replacement_call(route: Route, source: Version, plan: MigrationPlan) -> str | Change:
    """Return the call of this package that replaces an operation, or the change that removed it."""
    resolution = plan.resolve(f"{route.group}.{route.verb}", source)
    if resolution.obstacle is not None:
        return resolution.obstacle
    if resolution.name not in plan.target.names:
        return Removed(
            why=f"Version {plan.target.api_version} does not have it yet.", remedy="Move to a newer version."
        )
    group, _, verb = resolution.name.partition(".")
    function = dict(methods(plan.target.groups[group]))[verb]
    required = [name for name in type_hints(function) if f"{resolution.name}({name})" in plan.target.required]
    arguments = (_model_constructor(type_hints(function)[name]) or name for name in required)
    return f"stt.{resolution.name}({', '.join(arguments)})"


def replacement_request(route: Route, source: Version, plan: MigrationPlan) -> str:
    """Return the HTTP request of the target that replaces an operation."""
    name = plan.resolve(f"{route.group}.{route.verb}", source).name
    new = next(one for one in plan.target.routes if f"{one.group}.{one.verb}" == name)
    return f"{new.method} {migrate_url(f'/speechtotext/v0.0{new.path}', plan.target)}"


def _path_pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/:]+", re.escape(path)))


def _model_constructor(hint: object) -> str | None:
    """Return the constructor call of the model that a parameter takes; None if it takes none, or several."""
    kinds = [value.kind for value in values_of_type(hint) if isinstance(value, ApiInstance)]
    owners = [owner for kind in kinds if isinstance(kind, type) and (owner := owner_of(kind)) is not None]
    return f"models.{owners[0].name}(…)" if len(owners) == 1 else None


def describe_replacement(
    url: ServiceUrl, method: str | None, plan: MigrationPlan, *, in_python: bool = True
) -> tuple[str, str]:
    """Return a sentence about a request, and what replaces it.

    Args:
        url: the URL.
        method: HTTP method; None if unknown.
        plan: how names change on the way to the target.
        in_python: whether a Python program sends it, so that a call suffices as replacement.
    """
    if not url.path:
        client = f"Client(region=…) or Client(endpoint=…) of speechtotext.{plan.target.module} makes it"
        by_hand = "/speechtotext"
        return f"An address of API {url.version}.", f"{client}." if in_python else f"{client}; by hand it is {by_hand}."
    sentence = f"{method or 'A request of'} {url.path} of API {url.version}."
    found = find_routes(url, method)
    if not found:
        return sentence, "No operation has this path; look at the methods of Client."
    calls = [replacement_call(route, version, plan) for version, route in found]
    for one in calls:
        if isinstance(one, Change):
            return sentence, f"{one.why} {one.remedy}"
    remedy = f"Call {' or '.join(dict.fromkeys(map(str, calls)))}"
    requests = [replacement_request(route, version, plan) for version, route in found]
    return sentence, f"{remedy}." if in_python else f"{remedy}; by hand it is {' or '.join(requests)}."
