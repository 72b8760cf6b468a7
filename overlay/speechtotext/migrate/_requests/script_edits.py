"""Rewrite the requests of scripts where that is mechanical and certain: URLs, and members of JSON bodies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from speechtotext.migrate._command_lines.shell_words import Word
from speechtotext.migrate._scripts.script_requests import LINK_MARK, ScriptRequest
from speechtotext.migrate._versions.api_surface import Route, Version
from speechtotext.migrate._versions.conversions import hours

from .advice import Adviser
from .service_requests import ServiceRequest

_VERSION: Final = re.compile(r"(/speechtotext)/v3\.[012](?:-preview\.\d+)?(?=/|[\"'\s]|$)", re.IGNORECASE)

_VARIABLE: Final = re.compile(
    r"\$\{?(\w+)\}?|\$\((\w+)\)|%(\w+)%|\{\{\s*(?:env\.|variables\.)?([\w-]+)\s*\}\}|\$\(\$(\w+)\)"
)

_APART: Final = re.compile(
    r"##\*/|\bbasename\b|\.Split\(|-F\s*['\"]?/|-d\s*['\"]?/|\[-1\]|s[#|@]\S*/|grep -o|\.split\(", re.IGNORECASE
)

_MEMBERS_WITH_BODY: Final = {"POST", "PUT", "PATCH"}

_SAME_NAME: Final = {
    "displayName",
    "description",
    "customProperties",
    "locale",
    "contentUrls",
    "contentContainerUrl",
    "kind",
    "contentUrl",
    "webUrl",
    "events",
}


class Edit(NamedTuple):
    """A replacement in a text."""

    start: int
    end: int
    text: str


class _Planned(NamedTuple):
    edits: list[Edit]
    variable: str | None


def rewritten_script(
    text: str, requests: Iterable[tuple[ScriptRequest, ServiceRequest]], adviser: Adviser
) -> tuple[str, set[int]]:
    """Return a script with the requests that can be rewritten, and the lines of these requests.

    A request whose URL begins with a variable is rewritten with all others that the variable is used in, or not at all.

    Args:
        text: the script.
        requests: the requests to the service that it sends.
        adviser: finds what replaces them.
    """
    requests = list(requests)
    if _takes_links_apart(text) or any(_extends_link(script) for script, _ in requests):
        return text, set()
    planned: list[tuple[ScriptRequest, _Planned]] = []
    refused: set[str | None] = set()
    for script, request in requests:
        plan = _plan(text, script, request, adviser) if not script.callers else None
        if plan is None:
            refused |= set(_variables(text, script.call.words))
        else:
            planned.append((script, plan))
    edits: dict[tuple[int, int], Edit] = {}
    lines: set[int] = set()
    for name in dict.fromkeys(plan.variable for _, plan in planned):
        users = [(script, plan) for script, plan in planned if plan.variable == name]
        extra: list[Edit] = []
        if name is not None:
            definition = _definition(text, name)
            words = [word for script, _ in users for word in script.call.words]
            if name in refused or definition is None or not _all_used_in(text, name, words, definition):
                continue
            extra = [definition]
        for script, plan in users:
            lines.add(script.line)
            extra += plan.edits
        edits |= {(one.start, one.end): one for one in extra}
    for edit in sorted(edits.values(), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text, lines


def _takes_links_apart(text: str) -> bool:
    """Return whether a script takes ids out of URLs that the service gave, which end in ?api-version=… later."""
    return _APART.search(text) is not None and re.search(r"\bself\b|\blocation\b", text, re.IGNORECASE) is not None


def _extends_link(script: ScriptRequest) -> bool:
    """Return whether the URL of a request is a link that the service gave with a path after it."""
    return (
        re.match(
            rf"{LINK_MARK}self{LINK_MARK}.*/(?:transcriptions|datasets|models|evaluations|endpoints|projects|webhooks)/[^/]+/",
            script.url,
        )
        is not None
    )


def _plan(text: str, script: ScriptRequest, request: ServiceRequest, adviser: Adviser) -> _Planned | None:
    """Return the edits of a request; None if it is not certain what to write."""
    words = [word for word in script.call.words if word.end]
    if len(words) != 1 or len(script.call.urls) != 1 or request.link or not request.routes or request.method is None:
        return None
    version, route = request.routes[0]
    if (
        len(request.routes) != 1
        or adviser.obstacle(route, version) is not None
        or adviser.plan.target.api_version[:1] == "v"
    ):
        return None
    name = adviser.name(route, version)
    target = next(one for one in adviser.plan.target.routes if f"{one.group}.{one.verb}" == name)
    word = words[0]
    raw = text[word.start : word.end]
    if not _mapping_is_plain(route, target) or "\n" in raw or re.search(r"sasValidity|\?[^\"']*[$%{]", raw):
        return None
    url = _url(raw, route, target, adviser.plan.target, in_shell=script.call.in_shell)
    if url is None:
        return None
    edits = [Edit(word.start, word.end, url)]
    if target.method != route.method:
        return None
    if request.method in _MEMBERS_WITH_BODY:
        body = _body(text, script, version, route)
        if body is None:
            return None
        edits += body
    variables = [] if _VERSION.search(raw) else list(_variables(text, [word]))
    base = next((one for one in variables if _definition(text, one) is not None), None)
    return None if not _VERSION.search(raw) and base is None else _Planned(edits, base)


def _mapping_is_plain(route: Route, target: Route) -> bool:
    """Return whether the new path is the old one, perhaps with a verb after it."""
    return target.path == route.path or target.path.startswith(f"{route.path}:")


def _url(raw: str, route: Route, target: Route, version: Version, *, in_shell: bool) -> str | None:
    """Return a URL as it is written in a script, with the new path and version."""
    new = _VERSION.sub(r"\1", raw)
    quote = next((mark for mark in ('"', "'") if new.endswith(mark)), "")
    bare = new.removesuffix(quote)
    path, mark, query = bare.partition("?")
    suffix = target.path.removeprefix(route.path)
    path = path.rstrip("/") + suffix if suffix else path
    end = (
        f"{path}?{query}&api-version={version.api_version}"
        if mark and query
        else f"{path}?api-version={version.api_version}"
    )
    if quote:
        return end + quote
    if not in_shell:
        return end
    # Without quotes, a shell reads ? and & itself.
    return None if '"' in end or "'" in end else f'"{end}"'


def _variables(text: str, words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        for match in _VARIABLE.finditer(text[word.start : word.end]):
            yield next(name for name in match.groups() if name)


def _definition(text: str, name: str) -> Edit | None:
    """Return the edit of the assignment that gives a variable its URL with a version."""
    pattern = (
        rf"(?m)^[^\n#]*?(?<![\w$])[$@]?(?:\w+:)?{re.escape(name)}[\"']?\s*(?::=|=|\s|:)\s*[\"']?"
        r"[^\s\"']*?(/speechtotext/v3\.[012](?:-preview\.\d+)?)/?[\"']?[;,)]?\s*$"
    )
    found = list(re.finditer(pattern, text, re.IGNORECASE))
    return Edit(found[0].start(1), found[0].end(1), "/speechtotext") if len(found) == 1 else None


def _all_used_in(text: str, name: str, words: list[Word], definition: Edit) -> bool:
    """Return whether a variable is used in the words of rewritten requests alone."""
    line = text.count("\n", 0, definition.start)
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
        in_word = any(word.start <= match.start() < word.end for word in words)
        if not in_word and text.count("\n", 0, match.start()) != line:
            return False
    return _VERSION.search(text[definition.start : definition.end]) is not None


# Bodies.


def _body(text: str, script: ScriptRequest, version: Version, route: Route) -> list[Edit] | None:
    """Return the edits of a body that is written in the script; None if it is elsewhere or not certain."""
    if script.call.body is None:
        return [] if route.verb not in ("create", "submit", "update") else None
    words = [word for word in script.call.body_words if word.end]
    if len(words) != 1:
        return None
    word = words[0]
    raw = text[word.start : word.end]
    if not re.match(r"[\"']?\s*\{", raw) or re.search(r"\\\"", raw):
        return None
    if (version.api_version, f"{route.group}.{route.verb}") not in ((version.api_version, "transcriptions.create"),):
        names = set(re.findall(r"\"(\w+)\"\s*:", raw))
        return [] if names <= _SAME_NAME else None
    changed = _transcription(raw)
    return None if changed is None else [Edit(word.start, word.end, changed)]


def _transcription(raw: str) -> str | None:
    """Return the JSON of a transcription with the members of 2024-11-15 and later; None if that is not certain."""
    quote = raw[0] if raw[0] in "\"'" else ""
    content = raw[len(quote) : len(raw) - len(quote)]
    if not _is_json(content):
        return None
    live = re.search(r"\"timeToLive\"(\s*:\s*)\"([^\"]*)\"", content)
    if live is not None:
        number = hours(live[2])
        if number is None:
            return None
        content = content[: live.start()] + f'"timeToLiveHours"{live[1]}{number}' + content[live.end() :]
    elif match := re.search(r"\"properties\"\s*:\s*\{(\s*)(\}?)", content):
        inserted = '"timeToLiveHours": 48' + ("" if match[2] else f",{match[1] or ' '}")
        content = content[: match.end(1)] + inserted + content[match.end(1) :]
    else:
        opening = re.match(r"\s*\{(\s*)", content)
        if opening is None:
            return None
        content = (
            content[: opening.end()]
            + '"properties": {"timeToLiveHours": 48},'
            + (opening[1] or " ")
            + content[opening.end() :]
        )
    if '"diarization"' in content or re.search(r"\"diarizationEnabled\"\s*:(?!\s*(?:true|false)\b)", content):
        return None
    content = re.sub(
        r"(,\s*)\"diarizationEnabled\"\s*:\s*false(?=\s*[},])|\"diarizationEnabled\"\s*:\s*false\s*,\s*", "", content
    )
    content = re.sub(
        r"\"diarizationEnabled\"(\s*:\s*)true", r'"diarization"\1{"enabled": true, "maxSpeakers": 2}', content
    )
    if re.search(
        r"\"(?:diarizationEnabled|email|sasValidityInSeconds|timeToLive)\"|/speechtotext/v", content
    ) or not _is_json(content):
        return None
    return f"{quote}{content}{quote}"


def _is_json(content: str) -> bool:
    """Return whether a text is JSON once its variables have values."""
    filled = re.sub(r"\$\{?\w+\}?|\$\([^)]*\)|\{\{[^}]*\}\}|%\w+%|'\"[^\"']*\"'", "1", content)
    try:
        return isinstance(json.loads(filled), dict)
    except ValueError:
        return False
