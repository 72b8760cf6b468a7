"""Expressions of PowerShell: texts, variables and hash tables, as far as they can be followed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from speechtotext.migrate._command_lines.shell_words import HOLE

from .script_requests import link_in, link_url

Known: TypeAlias = "str | dict[str, Known]"

COMMAND: Final = re.compile(
    r"(?<![\w$-])(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr|curl(?:\.exe)?)(?![\w-])", re.IGNORECASE
)

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


class PowerShellExpressions:
    """Values of the expressions of a script.

    Args:
        code: the script, without comments.
        answers: path of the entity that a variable holds, by the name of the variable.
    """

    def __init__(self, code: str, answers: Mapping[str, str]) -> None:
        self._code = code
        self._answers = answers

    def value_at(self, place: int, variables: dict[str, Known]) -> tuple[Known, int]:
        """Return the value of an expression, and where it ends."""
        value: Known | None = None
        code = self._code
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
            one, end = self.operand_at(place, variables)
            if end == place:
                place += 1
                continue
            place = end
            if value is None:
                value = one
            elif pending == "-f" and isinstance(value, str):
                arguments = [one]
                while (comma := re.compile(r"\s*,\s*").match(code, place)) is not None:
                    other, place = self.operand_at(comma.end(), variables)
                    arguments.append(other)
                value = _formatted(value, arguments)
            elif pending == "+" and isinstance(value, str):
                value += as_text(one)
        return (HOLE if value is None else value), place

    def operand_at(self, place: int, variables: dict[str, Known]) -> tuple[Known, int]:
        """Return the value of one operand, and where it ends."""
        cast = re.compile(r"(?:\[[\w.]+\](?:::\w+)?)*").match(self._code, place)
        start = cast.end() if cast else place
        match = _TOKEN.match(self._code, start)
        if match is None:
            return HOLE, place
        kind = match.lastgroup if match.lastgroup != "members" else "variable"
        if match["table"] is not None:
            return self._table(match.end(), variables)
        if match["array"] is not None or match["paren"] is not None or match["sub"] is not None:
            end = closing_bracket(self._code, match.end() - 1)
            inner = self._code[match.end() : end]
            value, _ = self.value_at(match.end(), variables) if not COMMAND.match(inner.strip()) else (HOLE, 0)
            members = re.compile(r"(?:\.\w+(?:\([^()]*\))?)*").match(self._code, end + 1)
            tail = members[0] if members else ""
            if COMMAND.search(inner) and (link := link_in(tail)):
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
        match = re.compile(r"(?:\.\w+\([^()]*\))*").match(self._code, place)
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
                return as_text(self._variable(inner[1], inner[2], variables))
            return as_text(self._variable((match["braced"] or match["name"]), "", variables))

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
        end = closing_bracket(self._code, place - 1)
        table: dict[str, Known] = {}
        while place < end:
            match = re.compile(r"[\s;]*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=\s*").match(self._code, place)
            if match is None:
                break
            value, place = self.value_at(match.end(), variables)
            while place < end and self._code[place] == ",":
                _, place = self.value_at(place + 1, variables)
            table[(match[1] or match[2] or match[3]).lower()] = value
            while place < end and self._code[place] not in "\n;":
                place += 1
        return table, end + 1

    def word_at(self, place: int, variables: dict[str, Known]) -> tuple[Known, int]:
        """Return a word of a command: operands that touch each other."""
        value, end = self.operand_at(place, variables)
        while place < end < len(self._code) and self._code[end] not in " \t\r\n;|,)}`":
            more, following = self.operand_at(end, variables)
            if following == end:
                break
            value = as_text(value) + as_text(more)
            end = following
        while end < len(self._code) and (comma := re.compile(r"\s*,\s*").match(self._code, end)):
            _, end = self.operand_at(comma.end(), variables)
        return value, max(end, place + 1)


def _formatted(template: str, arguments: list[Known]) -> str:
    """Return what the operator -f makes of a template."""

    def value(match: re.Match[str]) -> str:
        number = int(match[1])
        return as_text(arguments[number]) if number < len(arguments) else HOLE

    return re.sub(r"\{(\d+)[^}]*\}", value, template)


def as_text(value: Known) -> str:
    """Return a text, or `HOLE` for a table."""
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


def closing_bracket(code: str, place: int) -> int:
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
