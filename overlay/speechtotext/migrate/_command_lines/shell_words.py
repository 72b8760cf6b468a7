"""Split shell code into commands and words, and expand their variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

HOLE: Final = "\0"
"""Stands for a part that is not known."""


@dataclass(frozen=True)
class Reference:
    """A variable, or the output of a command, in a word.

    Args:
        name: name of the variable; empty for a command.
        modifier: what follows the name in braces, such as `:-default`.
        command: code of the command.
    """

    name: str = ""
    modifier: str = ""
    command: str = ""


@dataclass
class Word:
    """A word of a command.

    Args:
        text: its text, with `HOLE` for what is not known.
        parts: its literal parts and references.
        start: where it begins in the code.
        end: where it ends.
    """

    text: str
    parts: tuple[str | Reference, ...] = ()
    start: int = 0
    end: int = 0


@dataclass
class Command:
    """A simple command.

    Args:
        start: where it begins in the code.
        words: its words.
        document: text that it reads from a here-document.
        is_literal: whether that text holds no variables, as its delimiter is quoted.
        pipes_on: whether another command reads its output.
        output: file that its output goes to.
        appends: whether the output is added to the file.
    """

    start: int
    words: list[Word] = field(default_factory=list)
    document: str | None = None
    is_literal: bool = False
    pipes_on: bool = False
    output: Word | None = None
    appends: bool = False


_NAME: Final = re.compile(r"[A-Za-z_]\w*|[0-9@*#?!$-]")

_SEPARATORS: Final = ("&&", "||", ";;", ";", "&", "|", "\n", "(", ")")

_GITHUB: Final = re.compile(r"\$\{\{\s*(?:env|vars|secrets|inputs|parameters|variables)\.(\w+)\s*\}\}")


class _Reader:
    """Reads shell code from the left."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.place = 0
        self.documents: list[tuple[Command, str, bool]] = []

    def commands(self) -> Iterator[Command]:
        command = Command(0)
        while self.place < len(self.code):
            self._skip_blanks()
            if self.place >= len(self.code):
                break
            if self.code[self.place] == "#" and (self.place == 0 or self.code[self.place - 1] in " \t\n;"):
                self.place = _line_end(self.code, self.place)
                continue
            separator = next((one for one in _SEPARATORS if self.code.startswith(one, self.place)), None)
            if separator is not None:
                command.pipes_on = separator == "|"
                self.place += len(separator)
                if command.words:
                    yield command
                if separator == "\n":
                    self._read_documents()
                command = Command(self.place)
            elif self.code[self.place] in "<>" or re.match(r"\d[<>]", self.code[self.place : self.place + 2]):
                self._redirection(command)
            else:
                word = self._word()
                if not command.words:
                    command.start = word.start
                command.words.append(word)
        self._read_documents()
        if command.words:
            yield command

    def _skip_blanks(self) -> None:
        while self.place < len(self.code):
            if self.code[self.place] in " \t\r":
                self.place += 1
            elif match := re.compile(r"\\\r?\n").match(self.code, self.place):
                self.place = match.end()
            else:
                return

    def _redirection(self, command: Command) -> None:
        match = re.compile(r"\d?(<<<|<<-?|<|>>|>&|>\||>)").match(self.code, self.place)
        assert match is not None
        self.place = match.end()
        operator = match[1]
        self._skip_blanks()
        if operator.startswith("<<") and operator != "<<<":
            delimiter = re.compile(r"\\?([\"']?)([\w.-]+)\1").match(self.code, self.place)
            if delimiter is not None:
                self.place = delimiter.end()
                command.is_literal = delimiter[0] != delimiter[2]
                self.documents.append((command, delimiter[2], operator == "<<-"))
            return
        if self.place < len(self.code) and self.code[self.place] not in ";|&\n()":
            word = self._word()
            if operator == "<<<":
                command.document = word.text
            elif operator in (">", ">>", ">|") and match[0] in (operator, f"1{operator}"):
                command.output, command.appends = word, operator == ">>"

    def _read_documents(self) -> None:
        for command, delimiter, tabs in self.documents:
            lines: list[str] = []
            while self.place < len(self.code):
                end = _line_end(self.code, self.place)
                line = self.code[self.place : end]
                self.place = min(end + 1, len(self.code))
                if (line.lstrip("\t ") if tabs else line).rstrip("\r ") == delimiter or line.strip() == delimiter:
                    break
                lines.append(line)
            command.document = "\n".join(lines)
        self.documents = []

    def _word(self) -> Word:
        start = self.place
        parts: list[str | Reference] = []
        while self.place < len(self.code):
            character = self.code[self.place]
            if character in " \t\r\n;|&<>()" and not self._is_placeholder(character):
                break
            if character == "'":
                end = self.code.find("'", self.place + 1)
                end = len(self.code) if end < 0 else end
                parts.append(self.code[self.place + 1 : end])
                self.place = end + 1
            elif character == '"':
                self.place += 1
                self._quoted(parts, '"')
            else:
                self._piece(parts)
        if self.place == start:
            self.place += 1
        return Word(_text(parts), tuple(_merged(parts)), start, self.place)

    def _is_placeholder(self, character: str) -> bool:
        """Return whether a bracket begins or ends a placeholder such as <id>, which documentation has in URLs."""
        if character == "<":
            return (
                self.code[self.place - 1 : self.place] in ("/", "=")
                and re.compile(r"<[\w -]+>").match(self.code, self.place) is not None
            )
        return (
            character == ">" and re.search(r"[/=]<[\w-]+$", self.code[max(0, self.place - 40) : self.place]) is not None
        )

    def _quoted(self, parts: list[str | Reference], quote: str) -> None:
        while self.place < len(self.code):
            character = self.code[self.place]
            if character == quote:
                self.place += 1
                return
            self._piece(parts, quoted=True)

    def _piece(self, parts: list[str | Reference], *, quoted: bool = False) -> None:
        code, place = self.code, self.place
        character = code[place]
        if character == "\\" and place + 1 < len(code):
            following = code[place + 1]
            if following == "\n" or (following == "\r" and code[place + 2 : place + 3] == "\n"):
                self.place += 2 if following == "\n" else 3
                return
            parts.append(following if not quoted or following in '"\\$`' else character + following)
            self.place += 2
        elif character == "`":
            end = code.find("`", place + 1)
            end = len(code) if end < 0 else end
            parts.append(Reference(command=code[place + 1 : end]))
            self.place = end + 1
        elif character == "$" and (found := _reference(code, place)) is not None:
            parts.append(found[0])
            self.place = found[1]
        elif code.startswith("{{", place) and (match := re.compile(r"\{\{\s*([\w.]+)[^}]*\}\}").match(code, place)):
            parts.append(Reference(match[1].rpartition(".")[2]))
            self.place = match.end()
        elif character == "%" and (match := re.compile(r"%([A-Za-z_]\w*)%").match(code, place)):
            parts.append(Reference(match[1]))
            self.place = match.end()
        else:
            parts.append(character)
            self.place += 1


def _reference(code: str, place: int) -> tuple[Reference, int] | None:
    if match := _GITHUB.match(code, place):
        return Reference(match[1]), match.end()
    if match := re.compile(r"\$\{\{[^}]*\}\}").match(code, place):
        return Reference(), match.end()
    if code.startswith("$$", place) and (match := re.compile(r"\$\$\{?(\w+)\}?").match(code, place)):
        return Reference(match[1]), match.end()
    if code.startswith("${", place):
        end = _closing(code, place + 1, "{", "}")
        inner = code[place + 2 : end]
        name = re.match(r"[#!]?(?:env\.|params\.)?([A-Za-z_]\w*|[0-9@*#?])", inner)
        return (Reference(name[1], inner[name.end() :]) if name else Reference()), end + 1
    if code.startswith("$(", place):
        end = _closing(code, place + 1, "(", ")")
        inner = code[place + 2 : end]
        is_name = re.fullmatch(r"[A-Za-z_]\w*", inner) is not None
        return (Reference(inner, command=inner) if is_name else Reference(command=inner)), end + 1
    name = _NAME.match(code, place + 1)
    return None if name is None else (Reference(name[0]), name.end())


def _closing(code: str, place: int, opening: str, closing: str) -> int:
    """Return where the bracket at a place is closed."""
    depth = 0
    quote = ""
    while place < len(code):
        character = code[place]
        if character == "\\":
            place += 1
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"" and opening == "(":
            quote = character
        elif character == opening:
            depth += 1
        elif character == closing:
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return len(code)


def _line_end(code: str, place: int) -> int:
    end = code.find("\n", place)
    return len(code) if end < 0 else end


def _merged(parts: list[str | Reference]) -> Iterator[str | Reference]:
    known = ""
    for part in parts:
        if isinstance(part, str):
            known += part
            continue
        if known:
            yield known
        known = ""
        yield part
    if known:
        yield known


def _text(parts: list[str | Reference]) -> str:
    return "".join(part if isinstance(part, str) else HOLE for part in parts)


def split_commands(code: str) -> list[Command]:
    """Return the commands of shell code."""
    return list(_Reader(code).commands())


def expand(word: Word, variables: Mapping[str, str], output: Callable[[str], str] = lambda command: HOLE) -> str:
    """Return the text of a word.

    Args:
        word: the word.
        variables: values of variables.
        output: returns what a command prints, as far as it can be told.
    """
    return "".join(part if isinstance(part, str) else _expand(part, variables, output) for part in word.parts)


def _expand(part: Reference, variables: Mapping[str, str], output: Callable[[str], str]) -> str:
    if part.command and part.name not in variables:
        return output(part.command)
    value = variables.get(part.name)
    modifier = part.modifier
    if modifier[:2] in (":-", ":=") or modifier[:1] in ("-", "="):
        default = modifier.lstrip(":").lstrip("-=")
        inner = split_commands(default)
        text = expand(inner[0].words[0], variables, output) if inner and inner[0].words else default
        return text if value is None or value == HOLE else value
    if value is None:
        return HOLE
    if modifier[:1] == "%":
        pattern = modifier.lstrip("%")
        return (
            value.removesuffix(pattern)
            if "*" not in pattern
            else value.rpartition(pattern.replace("*", ""))[0] or value
        )
    if modifier[:1] == "#":
        pattern = modifier.lstrip("#")
        if "*/" in pattern:
            return HOLE
        return value.removeprefix(pattern)
    if modifier[:1] in ("[", ":", "/"):
        return HOLE if modifier[:1] != "[" else value
    return value
