"""Follow variables, hash tables and functions of PowerShell scripts, and find the requests that they send."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from speechtotext.migrate._command_lines.clients import ClientCall, parse_client
from speechtotext.migrate._command_lines.shell_words import HOLE, Word

from .script_requests import ScriptRequest, entity_path, link_in, link_url

Known: TypeAlias = "str | dict[str, Known]"

_COMMAND: Final = re.compile(
    r"(?<![\w$-])(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr|curl(?:\.exe)?)(?![\w-])", re.IGNORECASE
)

_ASSIGNMENT: Final = re.compile(
    r"(?:^|[;{(])[ \t]*(?:\[[\w.\[\]]+\][ \t]*)*\$((?:\w+:)?\w+)((?:\.\w+|\[[^\]\n]+\])*)[ \t]*(\+?=)(?!=)",
    re.MULTILINE,
)

_FUNCTION: Final = re.compile(r"^[ \t]*function[ \t]+([\w-]+)[ \t]*(\([^)]*\))?\s*\{", re.MULTILINE | re.IGNORECASE)

_METHODS: Final = {"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"}

_TOKEN: Final = re.compile(
    r"@\"\r?\n(?P<here>.*?)\r?\n\"@|@'\r?\n(?P<raw>.*?)\r?\n'@|\"(?P<double>(?:[^\"`]|`.|\"\")*)\"|'(?P<single>(?:[^']|'')*)'"
    r"|@\{(?P<table>)|@\((?P<array>)|\$\((?P<sub>)|\((?P<paren>)"
    r"|\$(?P<variable>(?:\w+:)?\w+|\{[^}]+\})(?P<members>(?:\.\w+(?!\w*\()|\[[^\]\n]*\]|\.'[^']+')*)"
    r"|(?P<word>[^\s;|(){}\"'$@,=+]+)",
    re.DOTALL,
)


_INTERPOLATED: Final = re.compile(
    r"`(?P<escaped>.)|\$\((?P<sub>[^()]*(?:\([^()]*\)[^()]*)*)\)|\$\{(?P<braced>[^}]+)\}"
    r"|\$(?P<name>(?:env:|script:|global:)?\w+)"
)


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
        self._functions = self._find_functions()

    def run(self) -> list[ScriptRequest]:
        """Return the requests of the script."""
        events = [(match.start(), match) for match in _ASSIGNMENT.finditer(self.code)]
        events += [(match.start(), match) for match in _COMMAND.finditer(self.code)]
        events.sort(key=lambda event: (event[0], event[1].re is _COMMAND))
        for start, match in events:
            if match.re is _COMMAND:
                self._command(match, start)
            else:
                self._assign(match)
        return self.requests

    def _find_functions(self) -> list[_Function]:
        found: list[_Function] = []
        for match in _FUNCTION.finditer(self.code):
            end = _closing(self.code, match.end() - 1)
            header = match[2] or ""
            block = re.search(r"\bparam\s*\(", self.code[match.end() : end], re.IGNORECASE)
            if block:
                opening = match.end() + block.end() - 1
                header = self.code[opening : _closing(self.code, opening) + 1]
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
        value, end = self._expression(match.end(), self._variables)
        statement = self.code[match.end() : end]
        members = re.findall(r"\.(\w+)|\[['\"]?(\w+)['\"]?\]", match[2])
        command = _COMMAND.search(statement)
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

    # Expressions.

    def _expression(self, place: int, variables: dict[str, Known]) -> tuple[Known, int]:
        """Return the value of an expression, and where it ends."""
        value: Known | None = None
        code = self.code
        pending = "+"
        while place < len(code):
            blank = re.compile(r"(?:[ \t]|`\r?\n)*").match(code, place)
            place = blank.end() if blank else place
            if place >= len(code) or code[place] in "\r\n;})|,":
                break
            if match := re.compile(r"-f\b|-join\b|-replace\b|\+|,|-\w+").match(code, place):
                pending = match[0]
                place = match.end()
                if pending == "+":
                    skip = re.compile(r"\s*").match(code, place)
                    place = skip.end() if skip else place
                continue
            one, end = self._operand(place, variables)
            if end == place:
                place += 1
                continue
            place = end
            if value is None:
                value = one
            elif pending == "-f" and isinstance(value, str):
                arguments = [one]
                while (comma := re.compile(r"\s*,\s*").match(code, place)) is not None:
                    other, place = self._operand(comma.end(), variables)
                    arguments.append(other)
                value = _formatted(value, arguments)
            elif pending == "+" and isinstance(value, str):
                value += _as_text(one)
        return (HOLE if value is None else value), place

    def _operand(self, place: int, variables: dict[str, Known]) -> tuple[Known, int]:
        cast = re.compile(r"(?:\[[\w.]+\](?:::\w+)?)*").match(self.code, place)
        start = cast.end() if cast else place
        match = _TOKEN.match(self.code, start)
        if match is None:
            return HOLE, place
        kind = match.lastgroup if match.lastgroup != "members" else "variable"
        if match["table"] is not None:
            return self._table(match.end(), variables)
        if match["array"] is not None or match["paren"] is not None or match["sub"] is not None:
            end = _closing(self.code, match.end() - 1)
            inner = self.code[match.end() : end]
            value, _ = self._expression(match.end(), variables) if not _COMMAND.match(inner.strip()) else (HOLE, 0)
            members = re.compile(r"(?:\.\w+(?:\([^()]*\))?)*").match(self.code, end + 1)
            tail = members[0] if members else ""
            if _COMMAND.search(inner) and (link := link_in(tail)):
                value = link_url(link, None)
            return _after_methods(value, tail), end + 1 + len(tail)
        if match["variable"] is not None:
            value = self._variable(match["variable"].strip("{}"), match["members"] or "", variables)
            tail = self._methods_after(match.end())
            return _after_methods(value, tail), match.end() + len(tail)
        if kind in ("here", "double"):
            raw = match["here"] if match["here"] is not None else match["double"]
            tail = self._methods_after(match.end())
            return _after_methods(self._interpolated(raw, variables), tail), match.end() + len(tail)
        return str(match[str(kind)]).replace("''", "'"), match.end()

    def _methods_after(self, place: int) -> str:
        """Return the calls of methods at a place, such as .TrimEnd("/")."""
        match = re.compile(r"(?:\.\w+\([^()]*\))*").match(self.code, place)
        return match[0] if match else ""

    def _interpolated(self, raw: str, variables: dict[str, Known]) -> str:
        def value(match: re.Match[str]) -> str:
            if match["escaped"]:
                return str(match["escaped"])
            if match["sub"] is not None:
                inner = re.match(r"\s*\$(\w+(?::\w+)?)([.\w\[\]'\"@]*)\s*$", match["sub"])
                if inner is None:
                    link = link_in(match["sub"])
                    return link_url(link, None) if link else HOLE
                return _as_text(self._variable(inner[1], inner[2], variables))
            return _as_text(self._variable((match["braced"] or match["name"]), "", variables))

        return _INTERPOLATED.sub(value, raw)

    def _variable(self, name: str, members: str, variables: dict[str, Known]) -> Known:
        name = re.sub(r"^(?:script|global|local|env):", "", name.lower())
        value: Known = variables.get(
            name, variables.get(f"env:{name}", variables.get(f"script:{name}", variables.get(f"global:{name}", HOLE)))
        )
        path = [one.lower() for one in re.findall(r"\w+", members)]
        if isinstance(value, dict):
            for one in path:
                value = value.get(one, HOLE) if isinstance(value, dict) else HOLE
            return value
        link = link_in(members) if members else None
        if link is not None:
            return link_url(link, self._answers.get(name))
        if name in ("self", "nextlink"):
            return value
        return HOLE if path else value

    def _table(self, place: int, variables: dict[str, Known]) -> tuple[Known, int]:
        end = _closing(self.code, place - 1)
        table: dict[str, Known] = {}
        while place < end:
            match = re.compile(r"[\s;]*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=\s*").match(self.code, place)
            if match is None:
                break
            value, place = self._expression(match.end(), variables)
            while place < end and self.code[place] == ",":
                _, place = self._expression(place + 1, variables)
            table[(match[1] or match[2] or match[3]).lower()] = value
            while place < end and self.code[place] not in "\n;":
                place += 1
        return table, end + 1

    # Commands.

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
                value, _ = self._expression(match.end(), variables)
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
                value, end = self._operand(skip.end() if skip else option.end(), self._variables)
                given[option[1].lower()] = value
                place = max(end, option.end())
            else:
                value, end = self._operand(place, self._variables)
                positional.append(value)
                place = max(end, place + 1)
        rest = [name for name in names if name not in given]
        return {**dict.fromkeys(names, HOLE), **dict(zip(rest, positional, strict=False)), **given}

    def _parse(self, place: int, variables: dict[str, Known]) -> ClientCall | None:
        command = _COMMAND.match(self.code, place)
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
                value, place = self._word(place, variables)
                word = Word(_as_text(value), start=start, end=place)
                words.append(word)
                if option or not is_curl:
                    _set_option(call, option or ("uri" if positional == 0 else ""), value, word)
                    positional += not option
                    option = ""
        if is_curl:
            return parse_client([Word("curl"), *words])
        return call if call.urls else None

    def _word(self, place: int, variables: dict[str, Known]) -> tuple[Known, int]:
        """Return a word of a command: operands that touch each other."""
        value, end = self._operand(place, variables)
        while place < end < len(self.code) and self.code[end] not in " \t\r\n;|,)}`":
            more, following = self._operand(end, variables)
            if following == end:
                break
            value = _as_text(value) + _as_text(more)
            end = following
        while end < len(self.code) and (comma := re.compile(r"\s*,\s*").match(self.code, end)):
            _, end = self._operand(comma.end(), variables)
        return value, max(end, place + 1)

    def _record(self, call: ClientCall | None, place: int, callers: tuple[int, ...]) -> None:
        for url in call.urls if call is not None else ():
            assert call is not None
            self.requests.append(ScriptRequest(self._line(place), call, url, callers, self._is_polled(place)))

    def _is_polled(self, place: int) -> bool:
        for match in re.finditer(r"\b(?:while|do|until|for)\b[^{\n]*\{", self.code, re.IGNORECASE):
            end = _closing(self.code, match.end() - 1)
            if match.start() < place < end and re.search(
                r"Start-Sleep|\bsleep\b", self.code[match.end() : end], re.IGNORECASE
            ):
                return True
        return False


def _set_option(call: ClientCall, option: str, value: Known, word: Word | None) -> None:
    name = option.lower()
    if name and "uri".startswith(name[:3]) and name in ("uri", "ur", "u", "url"):
        call.urls.append(_as_text(value))
        if word is not None:
            call.words.append(word)
    elif name in ("method", "custommethod", "meth"):
        text = _as_text(value).upper()
        call.method = text if text in _METHODS else "?"
        call.method_word = word
    elif name == "headers" and isinstance(value, dict):
        call.headers |= {key: _as_text(one) for key, one in value.items()}
    elif name in ("body", "infile", "form"):
        call.body = _as_text(value)
        if word is not None:
            call.body_words.append(word)


def _formatted(template: str, arguments: list[Known]) -> str:
    """Return what the operator -f makes of a template."""

    def value(match: re.Match[str]) -> str:
        number = int(match[1])
        return _as_text(arguments[number]) if number < len(arguments) else HOLE

    return re.sub(r"\{(\d+)[^}]*\}", value, template)


def _as_text(value: Known) -> str:
    return value if isinstance(value, str) else HOLE


def _after_methods(value: Known, tail: str) -> Known:
    """Return a value after the methods that are called on it."""
    if not isinstance(value, str):
        return value
    for name, argument in re.findall(r"\.(\w+)\(([^()]*)\)", tail):
        character = argument.strip().strip("\"'")
        if name.lower() == "trimend":
            value = value.rstrip(character or None)
        elif name.lower() in ("tostring", "trim"):
            value = value.strip(character or None)
        elif name.lower() not in ("tolower",):
            return HOLE
    return value


def _closing(code: str, place: int) -> int:
    """Return where the bracket at a place is closed."""
    opening = code[place]
    closing = {"{": "}", "(": ")", "[": "]"}.get(opening, ")")
    depth = 0
    quote = ""
    while place < len(code):
        character = code[place]
        if quote:
            if character == "`":
                place += 1
            elif character == quote:
                quote = ""
        elif character in "\"'":
            quote = character
        elif character == opening:
            depth += 1
        elif character == closing:
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return len(code)
