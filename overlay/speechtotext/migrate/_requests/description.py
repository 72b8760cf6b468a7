"""Say what a request is, and what to type in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from speechtotext.migrate._findings import Finding
from speechtotext.migrate._versions.api_surface import Route, Version
from speechtotext.migrate._versions.changes import Change
from speechtotext.migrate._versions.json_names import json_name, json_name_change
from speechtotext.migrate._versions.plan import split_name

from .advice import Adviser
from .bodies import v2_names
from .service_requests import ServiceRequest

_GROUP: Final = re.compile(r"/(\w+)")

_ENTITIES: Final = {
    "transcriptions": "job",
    "datasets": "dataset",
    "models": "model",
    "evaluations": "evaluation",
    "endpoints": "endpoint",
    "projects": "project",
    "webhooks": "web_hook",
    "operations": "operation",
}

_WITH_JOBS: Final = {"datasets", "endpoints", "evaluations", "models", "transcriptions"}


class Describer:
    """Describes requests.

    Args:
        adviser: finds the calls that replace them.
    """

    def __init__(self, adviser: Adviser) -> None:
        self._adviser = adviser
        self._plan = adviser.plan
        self._noted: set[str] = set()

    def begin_file(self) -> None:
        """Forget the notes that were told; each is told once a file."""
        self._noted.clear()

    def address(self, line: int, version: str | None, *, in_python: bool = True) -> Finding:
        """Return the finding for a URL that no request is known to be sent to."""
        client = f"Client(region=…) or Client(endpoint=…) of speechtotext.{self._plan.target.module} makes it"
        remedy = f"{client}." if in_python else f"{client}; its URL over HTTP is /speechtotext."
        return Finding(line, f"An address of {_api(version)}.", remedy, kind="address")

    def route(self, line: int, request: ServiceRequest) -> Finding:
        """Return the finding for a path that a server or a mock answers."""
        what = f"{request.method or 'requests of'} {request.shown_path}"
        sentence = f"A server or mock answers {what} of {_api(request.version)}."
        found = request.routes
        new = [
            self._adviser.request(route, version)
            for version, route in found
            if self._adviser.obstacle(route, version) is None
        ]
        remedy = (
            f"In {self._plan.target.api_version} it is {' or '.join(dict.fromkeys(new))}."
            if new
            else "The target has no such path."
        )
        return Finding(line, sentence, remedy, kind="route")

    def request(self, line: int, request: ServiceRequest) -> Iterator[Finding]:
        """Yield the findings for a request and its body."""
        if request.link:
            yield self._link(line, request)
            return
        if not request.path:
            yield Finding(
                line,
                f"A request to {_api(request.version)} whose path is not known.",
                "Look for its operation among the methods of Client.",
                kind="request",
            )
            return
        sentence = f"{request.method or 'A request of'} {request.shown_path} of {_api(request.version)}."
        found = request.routes
        if not found:
            remedy = "No operation has this path; look at the methods of Client."
            yield Finding(line, sentence, remedy, kind="request")
            return
        yield from self._operation(line, sentence, request, found)

    def _operation(
        self, line: int, sentence: str, request: ServiceRequest, found: list[tuple[Version, Route]]
    ) -> Iterator[Finding]:
        obstacle = next(
            (one for version, route in found if (one := self._adviser.obstacle(route, version)) is not None), None
        )
        operation = f"{found[0][1].group}.{found[0][1].verb}"
        if isinstance(obstacle, Change):
            yield Finding(line, sentence, f"{obstacle.why} {obstacle.remedy}", kind="request", operation=operation)
            return
        is_v2 = request.version is not None and request.version.startswith(("v2", "v1"))
        advice = [self._adviser.call(route, version, request.body, of_v2=is_v2) for version, route in found]
        calls = list(dict.fromkeys(one.call for one in advice))
        remedy = f"Call {' or '.join(calls)}"
        if request.polled and request.method == "GET" and (waited := _waits(found[0][1])):
            calls = [waited]
            remedy = f"Call {waited}, which polls until the job has ended"
        elif operation.endswith(".list_files"):
            remedy += _for_results(request)
        if not request.in_python:
            requests = [self._adviser.request(route, version) for version, route in found]
            remedy += f"; over HTTP, send {' or '.join(dict.fromkeys(requests))}"
        new_notes = [note for one in advice for note in one.notes if note not in self._noted]
        self._noted.update(new_notes)
        notes = " ".join(dict.fromkeys(new_notes))
        name = calls[0].removeprefix("stt.").partition("(")[0]
        yield Finding(
            line, sentence, f"{remedy}.{' ' + notes if notes else ''}", kind="request", operation=name, call=calls[0]
        )
        unknown = dict.fromkeys(pair for one in advice for pair in one.unknown)
        if is_v2:
            for key, place, what in v2_names(request.body):
                yield Finding(
                    place or line,
                    f"{key}: {_api(request.version)} is the last version that has it.",
                    what,
                    kind="property",
                )
            unknown = {}
        for key, place in unknown:
            yield self._unknown(place or line, key, request.version, found[0][0])

    def _unknown(self, line: int, key: str, version: str | None, source: Version) -> Finding:
        """Return the finding for a property that the version which takes a request does not have."""
        change = json_name_change(key, self._plan)
        in_target = any(json_name(split_name(name)[1]) == key for name in self._plan.target.names if name[0].isupper())
        remedy = "Keep it: the target accepts it." if in_target else "Remove it." if change is None else change.remedy
        sentence = f"{key}: {_api(version or source.api_version)} has no such property; the service ignores it."
        return Finding(line, sentence, remedy, kind="property")

    # Links.

    def _link(self, line: int, request: ServiceRequest) -> Finding:
        group = _GROUP.match(request.path)
        name = group[1].lower() if group else "transcriptions"
        entity = _ENTITIES.get(name, "job")
        attribute = "web_hooks" if name == "webhooks" else name
        sentence, calls, text = self._followed(request, attribute, entity)
        remedy = f"Call {text}."
        operation = calls[0].removeprefix("stt.").partition("(")[0]
        verb = request.method or "A request of"
        return Finding(line, f"{verb} {sentence}.", remedy, kind="link", operation=operation, call=calls[0])

    def _followed(self, request: ServiceRequest, group: str, entity: str) -> tuple[str, list[str], str]:
        """Return what a followed link is, and the calls that replace it, as a list and as text."""
        link = request.link
        if link == "contentUrl":
            if group == "transcriptions":
                results = f"stt.transcriptions.results({entity})"
                return "the link contentUrl of a file", [results], f"{results}, which downloads and reads the results"
            download = f'stt.{group}.download({entity}, "files")'
            return "the link contentUrl of a file", [download], download
        if link == "nextLink":
            found = request.routes
            listed = self._adviser.call(found[0][1], found[0][0]).call if found else f"stt.{group}.list()"
            listed = f"{listed}.all()"
            return "the link to the next page", [listed], f"{listed}: a listing fetches all pages"
        found = request.routes
        if not found:
            call = f"stt.{group}.get({entity})" if group != "models" else f"stt.models.get_custom_model({entity})"
            return f"the link {link} that the service gave", [call], call
        obstacle = self._adviser.obstacle(found[0][1], found[0][0])
        if obstacle is not None:
            return (
                f"the link {link} of {_article(entity)}",
                [obstacle.why],
                f"no replacement: {obstacle.why} {obstacle.remedy}".rstrip("."),
            )
        advice = self._adviser.call(found[0][1], found[0][0], request.body, entity=entity)
        calls = [advice.call]
        text = advice.call
        if link == "files" or advice.call.startswith(f"stt.{group}.list_files("):
            text += _for_results(request, entity)
        elif (
            request.method == "GET"
            and group in _WITH_JOBS
            and re.match(r"stt\.\w+\.get\(|stt\.models\.get_custom", advice.call)
        ):
            wait = f"stt.{group}.wait({entity})"
            if request.polled:
                return f"the link {link} of {_article(entity)}", [wait], f"{wait}, which polls until the job has ended"
            text += f", or {wait} to poll until the job has ended"
        return f"the link {link} of {_article(entity)}", calls, text


def _api(version: str | None) -> str:
    return "an API version that is not known" if version is None else f"API {version}"


def _article(entity: str) -> str:
    word = "transcription" if entity == "job" else entity.replace("_", " ")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _waits(route: Route) -> str:
    if route.verb == "get" or (route.group, route.verb) == ("models", "get_custom_model"):
        return f"stt.{route.group}.wait(id)"
    return ""


def _for_results(request: ServiceRequest, entity: str = "id") -> str:
    if "/transcriptions/" not in f"{request.path}/":
        return ""
    return f", or stt.transcriptions.results({entity}) for the transcripts"
