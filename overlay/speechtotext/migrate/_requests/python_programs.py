"""Requests that Python programs send, each told once, where its operation is known."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from speechtotext.migrate._tracking.answers import SERVICE_PATH, is_of_service, may_be_path, path_of, version_of
from speechtotext.migrate._tracking.sent import Place, Sent
from speechtotext.migrate._tracking.values import (
    HOLE,
    Answer,
    Choice,
    Constant,
    Foreign,
    Items,
    Mapping,
    Text,
    Unknown,
    Value,
)
from speechtotext.migrate._versions.api_surface import versions

from .service_requests import ServiceRequest

_EVIDENCE: Final = re.compile(
    r"speech[-_ ]?to[-_ ]?text|\bcris\.ai\b|batch[-_ ]?transcri|SpeechSDK|azure.{0,20}speech", re.IGNORECASE
)

_KEY: Final = "ocp-apim-subscription-key"

_LINKS: Final = {
    "self": "self",
    "_self": "self",
    "self_": "self",
    "location": "self",
    "contenturl": "contentUrl",
    "content_url": "contentUrl",
    "@nextlink": "nextLink",
    "next_link": "nextLink",
    "files": "files",
}

_NAMED: Final = {
    "transcription": "transcriptions",
    "job": "transcriptions",
    "dataset": "datasets",
    "evaluation": "evaluations",
    "endpoint": "endpoints",
    "project": "projects",
    "model": "models",
    "hook": "webhooks",
}


class Located(NamedTuple):
    """A request, and where to tell it.

    Attributes:
        place: the file and line.
        request: the request.
        is_route: whether a server or a mock answers it.
        node: the call that sends it.
        sent: one way through the program that sends it.
        callers: the calls that lead to it, for a helper that is given the URL.
    """

    place: Place
    request: ServiceRequest
    is_route: bool
    node: ast.AST | None
    sent: Sent
    callers: tuple[tuple[Place, ...], ...] = ()


def located(sent: Iterable[Sent], texts: dict[Path, str]) -> list[Located]:
    """Return the requests of a run, each with the innermost place at which its operation is known.

    Args:
        sent: the requests as the ways through the programs send them.
        texts: the source code by file.
    """
    by_place: dict[tuple[Place, int], list[Sent]] = defaultdict(list)
    for one in sent:
        by_place[(one.places[0], id(one.node))].append(one)
    found = [one for group in by_place.values() for one in _of_one_place(group, texts)]
    places = {one.place for one in found}
    # A helper that another object may stand for is told where it is called.
    found = [one for one in found if not one.callers or not all(places & set(way) for way in one.callers)]
    told: dict[tuple[Place, str, str | None, str, bool], Located] = {}
    for request in found:
        sends = request.request
        key = (request.place, _operation(sends), sends.method, sends.link, request.is_route)
        told.setdefault(key, request)
    return list(told.values())


def _operation(request: ServiceRequest) -> str:
    return f"{request.routes[0][1].group}.{request.routes[0][1].verb}" if request.routes else request.path


def _of_one_place(group: list[Sent], texts: dict[Path, str]) -> Iterator[Located]:
    """Yield the requests that one call of the program sends."""
    chosen: list[tuple[Sent, ServiceRequest]] = []
    for one in sorted(group, key=lambda each: len(each.places)):
        chosen += [(one, request) for request in _service_requests(one, texts)]
    resolved = [(one, request) for one, request in chosen if _is_resolved(request)]
    certain = [
        (one, request)
        for one, request in chosen
        if one.is_route or (request.version is not None and (request.path or request.method is not None))
    ]
    kept: list[tuple[Sent, ServiceRequest]] = []
    if (
        resolved
        and _takes_a_url(group)
        and len({(_operation(request), request.method) for _, request in resolved}) == 1
    ):
        one, request = resolved[0]
        best = _most_informative(request, [other for _, other in resolved])
        callers = tuple(longer.places[1:] for longer, _ in resolved if len(longer.places) > 1)
        yield Located(one.places[0], best, one.is_route, one.node, one, callers)
        return
    for one, request in resolved:
        shadowed = any(
            len(other.places) < len(one.places) and one.places[: len(other.places)] == other.places for other, _ in kept
        )
        if not shadowed:
            kept.append((one, request))
    if not kept:
        kept = certain[:1]
    seen: set[Place] = set()
    for one, request in kept:
        place = one.places[-1]
        same = [other for shorter, other in kept if shorter.places == one.places]
        if place in seen and any(other.link or other.polled for other in same) and request is not same[0]:
            continue
        seen.add(place)
        best = _most_informative(
            request, [other for longer, other in resolved if longer.places[: len(one.places)] == one.places]
        )
        yield Located(place, best, one.is_route, one.node, one)


def _takes_a_url(group: list[Sent]) -> bool:
    """Return whether a function sends a request to a URL that it is given, alone or with a path after it."""
    alone = [one for one in group if len(one.places) == 1]
    if any(isinstance(part, Foreign) for one in group for url in one.urls for part in url.parts):
        return False
    return bool(alone) and all(
        url.pattern.count(HOLE) == 1 and url.pattern[0] == HOLE for one in alone for url in one.urls
    )


def _most_informative(request: ServiceRequest, others: list[ServiceRequest]) -> ServiceRequest:
    """Return a request with the version and body that a longer way to it knows."""
    alike = [one for one in others if _operation(one) == _operation(request)]
    version = request.version or next((one.version for one in alike if one.version), None)
    body = max((one.body for one in (request, *alike)), key=_known_values)
    polled = request.polled or any(one.polled for one in alike)
    return ServiceRequest(request.method, request.path, version, request.link, polled, body, query=request.query)


def _known_values(value: Value, depth: int = 0) -> int:
    """Return how many values of a body are known."""
    match value:
        case Mapping(entries):
            return 1 + sum(_known_values(one, depth + 1) for one in entries.values()) if depth < 6 else 1
        case Items(values):
            return sum(_known_values(one, depth + 1) for one in values) if depth < 6 else 0
        case Text():
            return int(value.known is not None)
        case Choice(alternatives):
            return max(_known_values(one, depth + 1) for one in alternatives) if depth < 6 else 0
        case Constant():
            return 1
    return 0


def _is_resolved(request: ServiceRequest) -> bool:
    if request.link in ("contentUrl", "nextLink") or (request.link and request.method):
        return True
    return request.method is not None and bool(request.routes)


def _service_requests(one: Sent, texts: dict[Path, str]) -> Iterator[ServiceRequest]:
    has_evidence = any(_EVIDENCE.search(texts.get(path, "")) for path, _ in one.places)
    for url in one.urls:
        if any(isinstance(part, Foreign) for part in url.parts):
            continue
        link, path = _link_of(url, has_evidence)
        if link:
            yield ServiceRequest(one.method, path, version_of(url, one.query), link, one.polled, one.body)
        elif is_of_service(url):
            yield ServiceRequest(
                one.method, path_of(url), version_of(url, one.query), "", one.polled, one.body, query=_query(one.query)
            )
        elif may_be_path(url) and (_sends_key(one.headers) or has_evidence):
            request = ServiceRequest(
                one.method, path_of(url), version_of(url, one.query), "", one.polled, one.body, query=_query(one.query)
            )
            if request.routes and (_sends_key(one.headers) or _is_distinctive(request.path, texts, one)):
                yield request


def _is_distinctive(path: str, texts: dict[Path, str], one: Sent) -> bool:
    """Return whether a path alone tells the service, in a program that has to do with speech."""
    return path.startswith("/transcriptions") or any(
        "speechtotext" in texts.get(file, "").lower() for file, _ in one.places
    )


def _query(query: Value) -> tuple[tuple[str, str], ...]:
    return tuple((key, "") for key in query.entries) if isinstance(query, Mapping) else ()


def _link_of(url: Text, has_evidence: bool) -> tuple[str, str]:
    """Return the name of the link that a URL is, and the path of what it leads to."""
    if url.link:
        first = url.parts[0] if url.parts else ""
        if url.link == "contentUrl":
            return "contentUrl", path_of(first.url) if isinstance(first, Answer) else "/transcriptions"
        return url.link, path_of(url) or f"/transcriptions/{HOLE}"
    first = url.parts[0] if url.parts else ""
    if not isinstance(first, Unknown) or not has_evidence:
        return "", ""
    names = [name.lower() for name in first.path]
    last = next((name for name in reversed(names) if name not in ("()", "[]", "get")), "")
    link = _LINKS.get(last, "")
    if (
        not link
        or (link == "files" and "links" not in names)
        or (link == "self" and len(names) == 1)
        or "." in names[0]
    ):
        return "", ""
    group = next((value for name in reversed(names) for key, value in _NAMED.items() if key in name), "transcriptions")
    rest = url.pattern[1:].partition("?")[0]
    path = f"/{group}/{HOLE}{rest}"
    if link == "files" and not path.endswith("/files"):
        path += "/files"
    if link == "nextLink":
        path = f"/{group}"
    return ("files" if link == "self" and path.endswith("/files") else link), path


def _sends_key(headers: Value) -> bool:
    return any(
        isinstance(one, Mapping) and any(key.lower() == _KEY for key in one.entries)
        for one in (headers.options if isinstance(headers, Choice) else (headers,))
    )


def addresses(nodes: list[ast.AST], used: set[ast.AST], *, in_calls: bool = True) -> Iterator[tuple[int, str]]:
    """Yield the lines and versions of service URLs that no request holds.

    Args:
        nodes: the nodes of a program.
        used: calls whose URLs are told already.
        in_calls: whether the arguments of calls count.
    """
    inside = {id(node) for call in used for node in ast.walk(call)}
    inside |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    if not in_calls:
        inside |= {id(part) for node in nodes if isinstance(node, ast.Call) for part in ast.walk(node)}
    newest = versions()
    for node in nodes:
        if id(node) in inside or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        known = _literal(node)
        match = SERVICE_PATH.search(known) if "speechtotext" in known.lower() else None
        if match is None or " " in known.strip().split("speechtotext")[0][-200:].strip():
            continue
        number = match["version"] if match["version"] not in (None, HOLE) else None
        dated = re.search(r"api-version=(\d{4}-\d\d-\d\d[\w-]*)", known)
        if number or dated:
            yield node.lineno, str(number).lower() if number else str(dated[1] if dated else newest)


def _literal(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)
    return node.value if isinstance(node.value, str) else ""
