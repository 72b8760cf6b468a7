"""Follow variables, hash tables and functions of PowerShell scripts, and find the requests that they send."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from speechtotext.migrate._command_lines.clients import ClientCall, parse_client
from speechtotext.migrate._command_lines.shell_words import HOLE, Word

from .powershell_expressions import COMMAND, Known, PowerShellExpressions, as_text, closing_bracket
from .script_requests import ScriptRequest, entity_path, link_in, link_url

_ASSIGNMENT: Final = re.compile(
    r"(?:^|[;{(])[ \t]*(?:\[[\w.\[\]]+\][ \t]*)*\$((?:\w+:)?\w+)((?:\.\w+|\[[^\]\n]+\])*)[ \t]*(\+?=)(?!=)",
    re.MULTILINE,
)

_FUNCTION: Final = re.compile(r"^[ \t]*function[ \t]+([\w-]+)[ \t]*(\([^)]*\))?\s*\{", re.MULTILINE | re.IGNORECASE)

_METHODS: Final = {"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"}


@dataclass
class _Function:
    name: str
    start: int
    end: int
    parameters: list[str]
    callers: list[tuple[int, dict[str, str]]]


class PowerShellScript:
    """A PowerShell script.

    Args:
        code: its code.
    """

    def __init__(self, code: str) -> None:
        self.code = re.sub(r"<#.*?#>", lambda match: re.sub(r"[^\n]", " ", match[0]), code, flags=re.DOTALL)
        self.code = re.sub(
            r"(?m)(^|\s)#[^\n\"']*$",
            lambda match: " " * len(match[0]) if "\n" not in match[0] else "\n" + " " * (len(match[0]) - 1),
            self.code,
        )
        self._variables: dict[str, Known] = {}
        self._answers: dict[str, str] = {}
        self.requests: list[ScriptRequest] = []
        self._expressions = PowerShellExpressions(self.code, self._answers)
        self._functions = self._find_functions()

    def run(self) -> list[ScriptRequest]:
        """Return the requests of the script."""
        events = [(match.start(), match) for match in _ASSIGNMENT.finditer(self.code)]
        events += [(match.start(), match) for match in COMMAND.finditer(self.code)]
        events.sort(key=lambda event: (event[0], event[1].re is COMMAND))
        for start, match in events:
            if match.re is COMMAND:
                self._command(match, start)
            else:
                self._assign(match)
        return self.requests

    def _find_functions(self) -> list[_Function]:
        found: list[_Function] = []
        for match in _FUNCTION.finditer(self.code):
            end = closing_bracket(self.code, match.end() - 1)
            header = match[2] or ""
            block = re.search(r"\bparam\s*\(", self.code[match.end() : end], re.IGNORECASE)
            if block:
                opening = match.end() + block.end() - 1
                header = self.code[opening : closing_bracket(self.code, opening) + 1]
            header = re.sub(r"\[[^\[\]]*(?:\([^()]*\))?\]", "", header)
            parameters = re.findall(r"\$(\w+)", header)
            found.append(_Function(match[1], match.start(), end, parameters, []))
        for function in found:
            for match in re.finditer(rf"(?<![\w$-]){re.escape(function.name)}(?![\w-])", self.code, re.IGNORECASE):
                if not function.start <= match.start() <= function.start + len(function.name) + 20:
                    function.callers.append((match.start(), {}))
        return found

    def _line(self, place: int) -> int:
        return self.code.count("\n", 0, place) + 1

    def _assign(self, match: re.Match[str]) -> None:
        name = match[1].lower()
        value, end = self._expressions.value_at(match.end(), self._variables)
        statement = self.code[match.end() : end]
        members = re.findall(r"\.(\w+)|\[['\"]?(\w+)['\"]?\]", match[2])
        command = COMMAND.search(statement)
        if command is not None:
            call = self._parse(match.end() + command.start(), self._variables)
            path = next((p for url in (call.urls if call else []) if (p := entity_path(url, "?")) is not None), None)
            if path is not None:
                self._answers[name] = path
            suffix = re.search(r"\)\s*\.([\w.]+)\s*$", statement.rstrip())
            link = link_in(suffix[1]) if suffix else None
            value = link_url(link, path) if link else HOLE
        if not members:
            known = self._variables.get(name)
            self._variables[name] = (
                known + value if match[3] == "+=" and isinstance(known, str) and isinstance(value, str) else value
            )
            return
        holder = self._variables.setdefault(name, {})
        for first, second in members[:-1]:
            inner = holder.setdefault((first or second).lower(), {}) if isinstance(holder, dict) else {}
            holder = inner
        if isinstance(holder, dict):
            holder["".join(members[-1]).lower()] = value

    def _command(self, match: re.Match[str], start: int) -> None:
        around = next((one for one in self._functions if one.start < start < one.end), None)
        if around is not None:
            alone = {**self._variables, **dict.fromkeys((name.lower() for name in around.parameters), HOLE)}
            self._run_body(around, alone)
            self._record(self._parse(start, alone), start, ())
            for place, _ in around.callers:
                bound = {**self._variables, **self._arguments(around, place)}
                self._run_body(around, bound)
                self._record(self._parse(start, bound), start, (self._line(place),))
            return
        self._record(self._parse(start, self._variables), start, ())

    def _run_body(self, function: _Function, variables: dict[str, Known]) -> None:
        """Run the assignments of a function."""
        parameters = [name.lower() for name in function.parameters]
        for match in _ASSIGNMENT.finditer(self.code, function.start, function.end):
            if not match[2] and match[1].lower() not in parameters:
                value, _ = self._expressions.value_at(match.end(), variables)
                variables[match[1].lower()] = value

    def _arguments(self, function: _Function, place: int) -> dict[str, Known]:
        given: dict[str, Known] = {}
        names = [name.lower() for name in function.parameters]
        positional: list[Known] = []
        place += len(function.name)
        while place < len(self.code):
            blank = re.compile(r"(?:[ \t]|`\r?\n)*").match(self.code, place)
            place = blank.end() if blank else place
            if place >= len(self.code) or self.code[place] in "\r\n;|})":
                break
            option = re.compile(r"-([A-Za-z]\w*):?").match(self.code, place)
            if option:
                skip = re.compile(r"[ \t]*").match(self.code, option.end())
                value, end = self._expressions.operand_at(skip.end() if skip else option.end(), self._variables)
                given[option[1].lower()] = value
                place = max(end, option.end())
            else:
                value, end = self._expressions.operand_at(place, self._variables)
                positional.append(value)
                place = max(end, place + 1)
        rest = [name for name in names if name not in given]
        return {**dict.fromkeys(names, HOLE), **dict(zip(rest, positional, strict=False)), **given}

    def _parse(self, place: int, variables: dict[str, Known]) -> ClientCall | None:
        command = COMMAND.match(self.code, place)
        if command is None:
            return None
        is_curl = command[0].lower().startswith("curl.exe") or (
            command[0].lower() == "curl" and re.match(r"[ \t]+-[XHsd]\b", self.code[command.end() : command.end() + 6])
        )
        words: list[Word] = []
        call = ClientCall("GET")
        place = command.end()
        option = ""
        positional = 0
        while place < len(self.code):
            blank = re.compile(r"(?:[ \t]|`\r?\n)*").match(self.code, place)
            place = blank.end() if blank else place
            if place >= len(self.code) or self.code[place] in "\r\n;|})":
                break
            splat = re.compile(r"@(\w+)").match(self.code, place)
            named = re.compile(r"-([A-Za-z][\w-]*):?").match(self.code, place)
            if splat:
                table = variables.get(splat[1].lower())
                for key, value in table.items() if isinstance(table, dict) else ():
                    _set_option(call, key, value, None)
                place = splat.end()
            elif named and not is_curl:
                option = named[1]
                place = named.end()
            else:
                start = place
                value, place = self._expressions.word_at(place, variables)
                word = Word(as_text(value), start=start, end=place)
                words.append(word)
                if option or not is_curl:
                    _set_option(call, option or ("uri" if positional == 0 else ""), value, word)
                    positional += not option
                    option = ""
        if is_curl:
            return parse_client([Word("curl"), *words])
        return call if call.urls else None

    def _record(self, call: ClientCall | None, place: int, callers: tuple[int, ...]) -> None:
        for url in call.urls if call is not None else ():
            assert call is not None
            self.requests.append(ScriptRequest(self._line(place), call, url, callers, self._is_polled(place)))

    def _is_polled(self, place: int) -> bool:
        for match in re.finditer(r"\b(?:while|do|until|for)\b[^{\n]*\{", self.code, re.IGNORECASE):
            end = closing_bracket(self.code, match.end() - 1)
            if match.start() < place < end and re.search(
                r"Start-Sleep|\bsleep\b", self.code[match.end() : end], re.IGNORECASE
            ):
                return True
        return False


def _set_option(call: ClientCall, option: str, value: Known, word: Word | None) -> None:
    name = option.lower()
    if name and "uri".startswith(name[:3]) and name in ("uri", "ur", "u", "url"):
        call.urls.append(as_text(value))
        if word is not None:
            call.words.append(word)
    elif name in ("method", "custommethod", "meth"):
        text = as_text(value).upper()
        call.method = text if text in _METHODS else "?"
        call.method_word = word
    elif name == "headers" and isinstance(value, dict):
        call.headers |= {key: as_text(one) for key, one in value.items()}
    elif name in ("body", "infile", "form"):
        call.body = as_text(value)
        if word is not None:
            call.body_words.append(word)
