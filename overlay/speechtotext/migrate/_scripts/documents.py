"""Which parts of a text file are scripts, and the requests that they send."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from speechtotext.migrate._command_lines.clients import ClientCall
from speechtotext.migrate._command_lines.shell_words import Word
from speechtotext.migrate._tracking.modules import nested_assignments

from .http_files import http_file_requests
from .powershell import PowerShellScript
from .script_requests import ScriptRequest
from .shell import ShellScript

SHELL: Final = {".bash", ".command", ".csh", ".envrc", ".fish", ".ksh", ".mk", ".sh", ".zsh"}

_SHELL_NAMES: Final = re.compile(
    r"(?:gnu)?makefile(?:\..*)?|justfile|dockerfile(?:\..*)?|containerfile|.*\.dockerfile|procfile|\.envrc|\.\w*(?:rc|profile)",
    re.IGNORECASE,
)

_POWERSHELL: Final = {".ps1", ".psd1", ".psm1"}

_BATCH: Final = {".bat", ".cmd"}

_HTTP: Final = {".http", ".rest"}

_EMBEDDED_CLIENT: Final = re.compile(
    r"(?<![\w./-])(?:curl(?:\.exe)?\b|wget\b|az\s+rest\b|(?:https?|xh)\s+(?=[-\"'$]*\w*\s*[\"'$]*\S*[/.]))",
    re.IGNORECASE,
)

_POWERSHELL_CLIENT: Final = re.compile(
    r"(?<![\w$-])(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)(?![\w-])", re.IGNORECASE
)

_VARIABLE: Final = re.compile(
    r"^\s*(?:-\s+|export\s+|(?:def|let|var|const|String|val|set)\s+)?[\"']?(?P<name>[A-Za-z_]\w*)[\"']?\s*[=:]\s*[\"']?(?P<value>[^\s\"',;]+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class _Part:
    """A script in a file.

    Args:
        code: its code.
        line: line of the file that it begins on, from 0.
        offset: where it begins in the file, if it is there as it stands; otherwise None.
    """

    code: str
    line: int
    offset: int | None


def script_requests(
    name: str, text: str, read: Callable[[str], str | None] = lambda name: None, variables: dict[str, str] | None = None
) -> list[ScriptRequest]:
    """Return the requests that a script, or the scripts in another file, send.

    Args:
        name: file name.
        text: its text.
        read: returns the text of a file that the script includes.
        variables: values of variables that are set elsewhere.
    """
    suffix = PurePath(name).suffix.lower()
    first = text.split("\n", 1)[0]
    if suffix in _HTTP:
        return http_file_requests(text)
    if suffix in _POWERSHELL or (first.startswith("#!") and "pwsh" in first):
        return PowerShellScript(text).run()
    if suffix in _BATCH:
        return ShellScript(_batch_as_shell(text)).run()
    if (
        suffix in SHELL
        or _SHELL_NAMES.fullmatch(PurePath(name).name)
        or re.match(r"#!.*\b(?:sh|bash|zsh|ksh|dash|fish|make|just)\b", first)
    ):
        return ShellScript(text, variables, read).run()
    return list(_embedded(suffix, text))


def _batch_as_shell(text: str) -> str:
    """Return a batch file with the same places, as a shell would read it."""
    text = re.sub(r"\^(?=\r?\n)", lambda match: "\\", text)
    text = re.sub(
        r"(?im)^([ \t]*)(?:@?rem\b|::)[^\n]*",
        lambda match: match[1] + "#" + " " * (len(match[0]) - len(match[1]) - 1),
        text,
    )
    text = re.sub(r"(?im)^([ \t]*)@(?=\w)", r"\1 ", text)
    return text.replace("'", "_")


def _embedded(suffix: str, text: str) -> Iterator[ScriptRequest]:
    if _EMBEDDED_CLIENT.search(text) is None and _POWERSHELL_CLIENT.search(text) is None:
        return
    variables = {match["name"]: match["value"] for match in _VARIABLE.finditer(text)}
    if suffix in (".yml", ".yaml"):
        variables |= dict(_flat(nested_assignments(text)))
    parts = list(_yaml_parts(text) if suffix in (".yml", ".yaml") else _string_parts(text))
    for part in parts:
        if _POWERSHELL_CLIENT.search(part.code):
            found = PowerShellScript(
                "".join(f'${name} = "{value}"; ' for name, value in variables.items() if "/" in value) + part.code
            ).run()
        else:
            found = ShellScript(part.code, variables).run()
        yield from (_moved(one, part) for one in found)


def _moved(request: ScriptRequest, part: _Part) -> ScriptRequest:
    """Return a request of a part as one of the file."""
    shift = part.offset

    def word(one: Word) -> Word:
        return replace(one, start=one.start + (shift or 0), end=one.end + (shift or 0))

    call = request.call
    moved = ClientCall(call.method, call.urls, call.headers, call.body, query=call.query, in_shell=call.in_shell)
    if shift is not None:
        moved.words, moved.body_words = list(map(word, call.words)), list(map(word, call.body_words))
        moved.method_word = None if call.method_word is None else word(call.method_word)
    return replace(
        request, line=request.line + part.line, call=moved, callers=tuple(one + part.line for one in request.callers)
    )


def _flat(nested: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in nested.items():
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            yield from _flat(value)


def _yaml_parts(text: str) -> Iterator[_Part]:
    lines = text.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    number = 0
    while number < len(lines):
        block = re.match(r"(\s*)(?:- )*[\"']?[\w. -]+[\"']?\s*:\s*[|>][-+\d]*\s*(?:#.*)?$", lines[number]) or re.match(
            r"(\s*)- [|>][-+]?\s*$", lines[number]
        )
        if block:
            indent, first = len(block[1]), number + 1
            number = first
            while number < len(lines) and (
                not lines[number].strip() or len(lines[number]) - len(lines[number].lstrip()) > indent
            ):
                number += 1
            code = "".join(lines[first:number])
            if _has_client(code):
                # Lines of a folded block are one.
                folded = re.search(r">[-+\d]*\s*(?:#.*)?$", lines[first - 1]) is not None
                yield _Part(re.sub(r"\r?\n(?=.*\S)", _spaces, code) if folded else code, first, offsets[first])
            continue
        scalar = re.match(r"\s*(?:- )*(?:[\w-]+\s*:\s+)?([\"']?)(?=\S)", lines[number])
        if scalar and _has_client(lines[number]):
            start = scalar.end() - len(scalar[1])
            code = lines[number][start:].rstrip()
            offset: int | None = offsets[number] + start
            if scalar[1] and code.endswith(scalar[1]) and len(code) > 1:
                code, offset = code[1:-1].replace('\\"', '"'), None
            if code.startswith("["):
                code, offset = " ".join(re.findall(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", code)), None
            yield _Part(code, number, offset)
        number += 1


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _has_client(code: str) -> bool:
    return _EMBEDDED_CLIENT.search(code) is not None or _POWERSHELL_CLIENT.search(code) is not None


_STRING: Final = re.compile(
    r"'''(?P<a>.*?)'''|\"\"\"(?P<b>.*?)\"\"\"|\"(?P<c>(?:[^\"\\\n]|\\.)*)\"|'(?P<d>(?:[^'\\\n]|\\.)*)'", re.DOTALL
)


def _string_parts(text: str) -> Iterator[_Part]:
    """Yield the commands in the strings of a text, and those that stand outside strings."""
    covered: list[tuple[int, int]] = []
    for match in _STRING.finditer(text):
        content = next((one for one in match.groups() if one is not None), "")
        if _has_client(content[:4000]) and (
            "\n" in content
            or re.match(
                r"\s*[@-]?(?:\w+=\S+\s+)*(?:sudo\s+)?\S*(?:curl|wget|https?|xh|az)\b|.*?(?:&&|;|\|)\s*(?:curl|wget)",
                content,
            )
        ):
            start = match.start(match.lastgroup or 0)
            is_plain = match.lastgroup in ("a", "b")
            code = content if is_plain else _unescaped(content)
            yield _Part(code, text.count("\n", 0, start), start if is_plain or code == content else None)
            covered.append((match.start(), match.end()))
    for match in _EMBEDDED_CLIENT.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if any(start <= match.start() < end for start, end in covered) or re.match(
            r"\s*(?:#|//|\*)", text[line_start : match.start()]
        ):
            continue
        end = match.start()
        while True:
            end = text.find("\n", end)
            if end < 0 or not text[:end].rstrip("\r").endswith("\\"):
                break
            end += 1
        end = len(text) if end < 0 else end
        covered.append((match.start(), end))
        yield _Part(text[match.start() : end], text.count("\n", 0, match.start()), match.start())


def _unescaped(content: str) -> str:
    try:
        return str(json.loads(f'"{content}"'))
    except ValueError:
        return content.replace('\\"', '"').replace("\\'", "'")
