"""Requests of `.http` and `.rest` files."""

from __future__ import annotations

import re
from typing import Final

from speechtotext.migrate._command_lines.clients import ClientCall
from speechtotext.migrate._command_lines.shell_words import HOLE, Word

from .script_requests import ScriptRequest, entity_path, link_in, link_url
from .shell import ShellScript

_REQUEST: Final = re.compile(
    r"^(?:(GET|POST|PUT|PATCH|DELETE|HEAD)[ \t]+)?(\S*(?:://|\{\{)\S*|/speechtotext/\S+)"
    r"(?:[ \t]+HTTP/[\d.]+)?[ \t]*\r?$",
    re.IGNORECASE,
)

_VARIABLE: Final = re.compile(r"^@([\w-]+)\s*=\s*(.*?)\s*$")

_NAMED: Final = re.compile(r"^(?:#|//)\s*@name\s+([\w-]+)")


def http_file_requests(text: str) -> list[ScriptRequest]:
    """Return the requests of an HTTP file, and of the curl commands in it."""
    found: list[ScriptRequest] = []
    variables: dict[str, str] = {}
    answers: dict[str, str] = {}
    name = ""
    place = 0
    lines = text.splitlines(keepends=True)
    expects_request = True
    for number, line in enumerate(lines):
        start, place = place, place + len(line)
        bare = line.strip()
        if match := _VARIABLE.match(bare):
            variables[match[1]] = _expanded(match[2], variables, answers)
        elif bare.startswith("###"):
            expects_request, name = True, ""
        elif match := _NAMED.match(bare):
            name = match[1]
        elif bare.startswith(("#", "//")) or not bare:
            continue
        elif re.match(r"(?:curl|wget)\s", bare):
            end = number
            while end + 1 < len(lines) and lines[end].rstrip().endswith("\\"):
                end += 1
            code = "".join(lines[number : end + 1])
            for one in ShellScript(code, variables).run():
                one.line += number
                found.append(one)
        elif expects_request and (match := _REQUEST.match(line.rstrip("\n"))):
            url = _expanded(match[2], variables, answers)
            call = ClientCall((match[1] or "GET").upper(), [url], in_shell=False)
            word_start = start + match.start(2)
            call.words.append(Word(url, start=word_start, end=word_start + len(match[2])))
            if match[1]:
                call.method_word = Word(match[1], start=start + match.start(1), end=start + match.end(1))
            _read_rest(lines[number + 1 :], call, place)
            found.append(ScriptRequest(number + 1, call, url))
            expects_request = False
            path = entity_path(url, call.method)
            if name and path:
                answers[name] = path
    return found


def _read_rest(lines: list[str], call: ClientCall, place: int) -> None:
    """Read the query, headers and body that follow a request line."""
    body: list[str] = []
    in_body = False
    start = place
    for line in lines:
        if line.startswith("###"):
            break
        bare = line.strip()
        if in_body:
            body.append(line)
        elif not bare:
            in_body = True
            start = place + len(line)
        elif bare[0] in "?&" and call.urls:
            call.urls[0] += bare
            key, _, value = bare[1:].partition("=")
            call.query[key] = value
        elif ":" in bare and not bare.startswith(("#", "//")):
            name, _, value = bare.partition(":")
            call.headers[name.strip()] = value.strip()
        place += len(line)
    text = "".join(body)
    if text.strip():
        call.body = text
        call.body_words.append(Word(text, start=start, end=start + len(text)))


def _expanded(text: str, variables: dict[str, str], answers: dict[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if inner in variables:
            return variables[inner]
        link = link_in(inner) if "." in inner else None
        return link_url(link, answers.get(inner.partition(".")[0])) if link else HOLE

    return re.sub(r"\{\{([^{}]*)\}\}", value, text)
