"""Follow variables and functions of shell scripts, and find the requests that they send."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from speechtotext.migrate._command_lines.clients import parse_client
from speechtotext.migrate._command_lines.shell_words import HOLE, Command, Reference, Word, expand, split_commands

from .body_files import EDITORS, BodyFiles, document_text
from .script_requests import ScriptRequest, entity_path, link_in, link_url

_FUNCTION: Final = re.compile(
    r"^[ \t]*(?:function[ \t]+([\w:-]+)(?:[ \t]*\(\))?|([\w:-]+)[ \t]*\(\))\s*\{", re.MULTILINE
)

_FISH_FUNCTION: Final = re.compile(r"^function[ \t]+([\w-]+)([^\n]*)\n(.*?)^end\b", re.MULTILINE | re.DOTALL)

_ASSIGNMENT: Final = re.compile(r"([A-Za-z_]\w*)\s*(\+?=)(.*)$", re.DOTALL)

_DECLARES: Final = {
    "export",
    "readonly",
    "local",
    "declare",
    "typeset",
    "ENV",
    "ARG",
    "env",
    "set",
    "setenv",
    "SET",
    "setx",
}

_LOOP: Final = {"while", "until", "for"}

_MAX_DEPTH: Final = 4


@dataclass
class _Function:
    start: int
    end: int
    commands: list[Command]


class ShellScript:
    """A shell script.

    Args:
        code: its code.
        variables: values of variables that are set elsewhere.
        read: returns the code of a file that the script includes; None if there is none.
    """

    def __init__(
        self, code: str, variables: dict[str, str] | None = None, read: Callable[[str], str | None] = lambda name: None
    ) -> None:
        self.code = code
        self.variables = dict(variables or {})
        self.requests: list[ScriptRequest] = []
        self._read = read
        self._files = BodyFiles(read)
        self._arrays: dict[str, list[Word]] = {}
        self._answers: dict[str, str] = {}
        self._functions: dict[str, _Function] = {}
        self._seen: set[int] = set()
        self._loops = list(_loops(code))
        self._depth = 0
        self._pipeline = ""
        self._piped = False
        self._places: list[int] = []

    def run(self) -> list[ScriptRequest]:
        """Return the requests of the script."""
        commands = split_commands(self.code)
        for name, start, end in _functions(self.code):
            body = [one for one in commands if start <= one.start < end]
            self._functions.setdefault(name, _Function(start, end, body))
        inside = [(one.start, one.end) for one in self._functions.values()]
        self._find_arrays()
        top = [one for one in commands if not any(start <= one.start < end for start, end in inside)]
        for command in top:
            self._command(command, self.variables, [], ())
        for function in self._functions.values():
            self._body(function, dict(self.variables), None, ())
        return self.requests

    def _find_arrays(self) -> None:
        for match in re.finditer(
            r"^[ \t]*(?:(?:local|declare|readonly)\s+(?:-a\s+)?)?(\w+)=\(([^()]*(?:\$\([^()]*\)[^()]*)*)\)",
            self.code,
            re.MULTILINE,
        ):
            commands = split_commands(match[2].replace("\n", " "))
            self._arrays[match[1]] = [word for command in commands for word in command.words]

    def _line(self, place: int) -> int:
        return self.code.count("\n", 0, place) + 1

    def _body(
        self, function: _Function, variables: dict[str, str], arguments: list[Word] | None, callers: tuple[int, ...]
    ) -> None:
        """Run a function: alone, with unknown arguments, or as called."""
        self._depth += 1
        if arguments is None:
            variables |= {str(number): HOLE for number in range(1, 10)}
        else:
            variables |= {str(number): word.text for number, word in enumerate(arguments, 1)}
        for command in function.commands:
            self._command(command, variables, arguments, callers)
        self._depth -= 1

    def _command(
        self, command: Command, variables: dict[str, str], arguments: list[Word] | None, callers: tuple[int, ...]
    ) -> None:
        words = self._expanded(command.words, variables, arguments)
        if not callers:
            self._substitutions(command, variables, callers)
        words = [
            word
            for word in words
            if word.text not in ("{", "then", "do", "else", "fi", "done", "}", "if", "while", "until", "elif", "!")
        ]
        if not words:
            return
        before = self._pipeline if self._piped else ""
        self._pipeline, self._piped = f"{before} | {self.code[command.start : words[-1].end]}", command.pipes_on
        if command.output is not None:
            file = expand(command.output, variables, lambda code: self._output(code, variables))
            self._files.write(file, command, words, variables)
        if words[0].text in EDITORS:
            self._files.change([word.text for word in words[1:]])
        if self._assigns(words, command, variables):
            return
        name = words[0].text
        if name == "shift" and arguments:
            del arguments[:1]
            variables |= {str(number): word.text for number, word in enumerate(arguments, 1)}
        elif name in ("source", ".") and len(words) > 1:
            self._include(words[1].text, variables)
        elif name == "for" and len(words) > 2:
            variables[words[1].text] = next((word.text for word in words[3:] if "\1" in word.text), HOLE)
        elif name == "read":
            link = link_in(self._pipeline)
            for word in words[1:]:
                if re.fullmatch(r"[A-Za-z_]\w*", word.text):
                    variables[word.text] = (
                        HOLE if link is None else link_url(link, self._answer_of(self._pipeline, variables))
                    )
        elif name in self._functions and self._depth < _MAX_DEPTH:
            pipeline = self._pipeline, self._piped
            self._places.append(command.start)
            self._body(self._functions[name], dict(variables), words[1:], (self._line(command.start), *callers))
            self._places.pop()
            self._pipeline, self._piped = pipeline
        else:
            self._client(words, command, variables, callers)

    def _expanded(self, words: list[Word], variables: dict[str, str], arguments: list[Word] | None) -> list[Word]:
        found: list[Word] = []
        for word in words:
            match word.parts:
                case (Reference(name="@" | "*", modifier=modifier),) if arguments is not None:
                    skipped = re.match(r":(\d+)", modifier)
                    found += arguments[max(0, int(skipped[1]) - 1) if skipped else 0 :]
                case (Reference(name=name),) if name in self._arrays:
                    found += self._expanded(self._arrays[name], variables, arguments)
                case (Reference(name=name),) if (
                    " " in (value := variables.get(name, ""))
                    and re.match(r"\"?[$]", self.code[word.start : word.start + 2])
                    and not self.code.startswith('"', word.start)
                ):
                    inner = split_commands(value)
                    found += [replace(word, text=one.text) for one in (inner[0].words if inner else [])]
                case _:
                    text = expand(word, variables, lambda code: self._output(code, variables))
                    found.append(replace(word, text=text))
        return found

    def _assigns(self, words: list[Word], command: Command, variables: dict[str, str]) -> bool:
        """Set variables if a command is an assignment."""
        declared = words[0].text in _DECLARES
        rest = words[1:] if declared else words
        if declared and words[0].text in ("set", "SET", "setenv", "ENV", "setx"):
            options = [word for word in rest if not re.fullmatch(r"-\w+|/\w", word.text)]
            if options and "=" not in options[0].text and len(options) > 1:
                self._set(options[0].text, options[1].text, options[1], variables)
                return True
        if len(rest) > 2 and rest[1].text in (":=", "=", "?=", "::=", "+="):
            self._set(rest[0].text, " ".join(word.text for word in rest[2:]), rest[2], variables)
            return True
        assigned = False
        for word in rest:
            match = _ASSIGNMENT.match(word.text)
            if match is None:
                if not declared:
                    return assigned and len(rest) == 1
                continue
            self._set(match[1], match[3], word, variables)
            assigned = True
        return assigned or declared

    def _set(self, name: str, value: str, word: Word, variables: dict[str, str]) -> None:
        name = name.rstrip(":?+")
        variables[name] = value.strip("\"'")
        for part in word.parts:
            if isinstance(part, Reference) and part.command:
                path = self._answer_of(part.command, variables)
                if path is not None:
                    self._answers[name] = path

    def _answer_of(self, code: str, variables: dict[str, str]) -> str | None:
        """Return the path of the entity that the output of a command holds."""
        for command in split_commands(code):
            words = self._expanded(command.words, variables, None)
            call = parse_client(words)
            if call is not None:
                return next((path for url in call.urls if (path := entity_path(url, call.method)) is not None), None)
            if words and words[0].text in self._functions:
                inner = [word.text for one in self._functions[words[0].text].commands for word in one.words]
                path = next(
                    (one for one in (*(word.text for word in words[1:]), *inner) if re.match(r"/\w", one)), None
                )
                if path is not None:
                    return entity_path(f"/speechtotext/{HOLE}{path}", "?")
        names = re.findall(r"\$\{?(\w+)|([\w.-]+\.json)", code)
        return next((self._answers[one] for pair in names for one in pair if one in self._answers), None)

    def _output(self, code: str, variables: dict[str, str]) -> str:
        """Return what a command prints, as far as it can be told."""
        link = link_in(code)
        is_filter = any(re.search(rf"\b{re.escape(name)}\b", code) for name in self._functions) or re.search(
            r"\bjq\b|\bgrep\b|\bsed\b|\bawk\b|python|\bhead\b|yq|\bcut\b|json", code
        )
        if link is not None and is_filter:
            return link_url(link, self._answer_of(code, variables))
        match = re.match(r"\s*(?:echo|printf(?:\s+['\"]?%s['\"]?)?)\s+(.*)$", code, re.DOTALL)
        if match and "|" not in code:
            return "".join(expand(word, variables) for one in split_commands(match[1])[:1] for word in one.words[:1])
        return HOLE

    def _substitutions(self, command: Command, variables: dict[str, str], callers: tuple[int, ...]) -> None:
        """Run the commands whose output words hold."""
        for word in command.words:
            for part in word.parts:
                if isinstance(part, Reference) and part.command and " " in part.command:
                    offset = self.code.find(part.command, word.start)
                    if offset < 0:
                        continue
                    for inner in split_commands(part.command):
                        moved = Command(
                            inner.start + offset,
                            [replace(one, start=one.start + offset, end=one.end + offset) for one in inner.words],
                            inner.document,
                        )
                        self._command(moved, dict(variables), [], callers)

    def _include(self, name: str, variables: dict[str, str]) -> None:
        code = self._read(name)
        if code is not None:
            for command in split_commands(code):
                self._assigns(self._expanded(command.words, variables, None), command, variables)

    def _client(self, words: list[Word], command: Command, variables: dict[str, str], callers: tuple[int, ...]) -> None:
        call = parse_client(words)
        if call is None:
            if words[0].text in ("xargs", "parallel", "watch", "eval") or "curl" in [word.text for word in words[1:4]]:
                place = next(
                    (number for number, word in enumerate(words) if word.text in ("curl", "wget", "http", "https")),
                    None,
                )
                call = parse_client(words[place:]) if place is not None else None
            if call is None:
                return
        if command.document is not None and (call.body == "@-" or (call.body is None and call.method == "POST")):
            call.body = document_text(command, variables)
        elif call.body is not None and call.body.startswith("@"):
            call.body = self._files.content(call.body[1:]) or call.body
        output = re.search(
            r"(?:-o|--output|>)\s*\"?([\w.-]+\.json)",
            self.code[command.start : (words[-1].end if words else command.start) + 60],
        )
        for url in call.urls:
            if output and (path := entity_path(url, call.method)):
                self._answers[output[1]] = path
            places = [command.start, *self._places]
            polled = any(start <= place < end for start, end in self._loops for place in places)
            self.requests.append(ScriptRequest(self._line(command.start), call, url, callers, polled))


def _functions(code: str) -> Iterator[tuple[str, int, int]]:
    for match in _FUNCTION.finditer(code):
        depth, place = 1, match.end()
        while place < len(code) and depth:
            if code[place] == "\\":
                place += 1
            elif code[place] == "{" and code[place - 1] != "$":
                depth += 1
            elif code.startswith("${", place):
                place = code.find("}", place)
                place = len(code) if place < 0 else place
            elif code[place] == "}":
                depth -= 1
            place += 1
        yield match[1] or match[2], match.end() - 1, place
    for match in _FISH_FUNCTION.finditer(code):
        yield match[1], match.start(3) - 1, match.end(3)


def _loops(code: str) -> Iterator[tuple[int, int]]:
    """Yield where loops that sleep begin and end."""
    for match in re.finditer(
        r"^[ \t]*(?:while|until|for)\b.*?(?:^[ \t]*|;[ \t]*)(?:done|end)\b", code, re.MULTILINE | re.DOTALL
    ):
        if re.search(r"\bsleep\b", match[0]):
            yield match.start(), match.end()
