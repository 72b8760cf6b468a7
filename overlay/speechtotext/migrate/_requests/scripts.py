"""Requests of scripts, each told once, where its operation is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from speechtotext.migrate._scripts.script_requests import ScriptRequest, split_link
from speechtotext.migrate._tracking.answers import SERVICE_PATH, is_of_service, path_of, version_of
from speechtotext.migrate._tracking.requests.json_bodies import json_body
from speechtotext.migrate._tracking.values import HOLE, Mapping, text

from .service_requests import ServiceRequest

_PLACEHOLDER: Final = re.compile(r"<[\w -]+>|\{[\w-]+\}|\[[\w-]+\]|\bYOUR_\w+|(?<=/):\w+(?=/|$)")


def located_requests(
    requests: list[ScriptRequest], has_evidence: bool
) -> Iterator[tuple[int, ScriptRequest, ServiceRequest]]:
    """Yield lines and requests to the service, each at the innermost line at which its operation is known."""
    by_line: dict[int, list[ScriptRequest]] = defaultdict(list)
    for one in requests:
        by_line[one.line].append(one)
    for group in by_line.values():
        kept: list[tuple[ScriptRequest, ServiceRequest]] = []
        partial: list[tuple[ScriptRequest, ServiceRequest]] = []
        for one in sorted(group, key=lambda each: len(each.callers)):
            request = _service_request(one, has_evidence)
            if request is None:
                continue
            if not (request.link or (request.method is not None and request.routes)):
                partial.append((one, request))
            elif not any(
                one.callers[: len(other.callers)] == other.callers and len(one.callers) > len(other.callers)
                for other, _ in kept
            ):
                kept.append((one, request))
        told: set[tuple[int, str | None, str]] = set()
        for one, request in kept or partial[:1]:
            line = one.callers[-1] if one.callers else one.line
            key = (line, request.method, request.path)
            if key not in told:
                told.add(key)
                yield line, one, request


def _service_request(one: ScriptRequest, has_evidence: bool) -> ServiceRequest | None:
    link, url = split_link(one.url)
    url = (
        _PLACEHOLDER.sub(HOLE, url)
        if "://" not in url
        else url.partition("://")[0] + "://" + _PLACEHOLDER.sub(HOLE, url.partition("://")[2])
    )
    method = None if one.call.method == "?" else one.call.method
    whole = text(url)
    body = json_body(one.call.body)
    query = Mapping({name: text(value) for name, value in one.call.query.items()})
    if link:
        return ServiceRequest(method, path_of(whole), None, link, one.polled, body, in_python=False)
    if is_of_service(whole):
        return ServiceRequest(method, path_of(whole), version_of(whole, query), "", one.polled, body, in_python=False)
    sends_key = any(name.lower() == "ocp-apim-subscription-key" for name in one.call.headers)
    path = _bare_path(url)
    if path and (sends_key or has_evidence):
        request = ServiceRequest(method, path, version_of(whole, query), "", one.polled, body, in_python=False)
        return request if request.routes and (path.startswith("/transcriptions") or sends_key) else None
    return None


def _bare_path(url: str) -> str:
    """Return the path of a URL whose beginning is not known."""
    from speechtotext.migrate._tracking.answers import may_be_path

    whole = text(url)
    return path_of(whole) if may_be_path(whole) else ""


def script_addresses(content: str, covered: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the lines and versions of service URLs outside the lines of requests."""
    for number, line in enumerate(content.splitlines(), 1):
        if number in covered or "speechtotext" not in line.lower():
            continue
        match = SERVICE_PATH.search(line.replace("\0", ""))
        dated = re.search(r"speechtotext\S*[?&]api-version=(\d{4}-\d\d-\d\d[\w-]*)", line)
        if match is not None and match["version"]:
            yield number, str(match["version"]).lower()
        elif dated:
            yield number, dated[1]
