"""Files that a shell script writes and then sends as the bodies of requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from speechtotext.migrate._command_lines.shell_words import HOLE, Command, Word

_EXPANSION: Final = re.compile(r"\\([$`\\])|\$\{?([A-Za-z_]\w*|\d)\}?(?![:%#/\[])|\$\{[^}]*\}|\$\([^()]*\)|`[^`]*`")

EDITORS: Final = {"cp", "ed", "ex", "install", "ln", "mv", "perl", "rm", "sed", "sponge", "tee", "yq"}
"""Commands that may change the files that they name."""


class BodyFiles:
    """The files of a script, as far as their content is certain.

    Args:
        read: returns the text of a file beside the script; None if there is none.
    """

    def __init__(self, read: Callable[[str], str | None]) -> None:
        self._read = read
        self._written: dict[str, str | None] = {}
        # A file that two commands write before it is sent, as in two branches, may hold either text.
        self._writers: dict[str, int] = {}
        self._sent: set[str] = set()

    def write(self, name: str, command: Command, words: list[Word], variables: Mapping[str, str]) -> None:
        """Take note of a file that a command writes.

        Args:
            name: the file.
            command: the command whose output goes there.
            words: its words, expanded.
            variables: values of variables.
        """
        name = _bare(name)
        is_certain = not command.appends and (
            self._writers.get(name, command.start) == command.start or name in self._sent
        )
        self._written[name] = _output(command, words, variables) if is_certain else None
        self._writers[name] = command.start
        self._sent.discard(name)

    def change(self, names: list[str]) -> None:
        """Take note of files that a command may change in a way that is not followed."""
        self._written |= dict.fromkeys(map(_bare, names))

    def content(self, name: str) -> str | None:
        """Return the text of a file, with `HOLE` for what is not known; None if it is not certain."""
        name = _bare(name)
        self._sent.add(name)
        if name in self._written:
            return self._written[name]
        return None if HOLE in name or "/" in name or "\\" in name else self._read(name)


def document_text(command: Command, variables: Mapping[str, str]) -> str:
    """Return the here-document of a command, with its variables expanded."""
    document = command.document or ""
    if command.is_literal:
        return document

    def value(match: re.Match[str]) -> str:
        return match[1] or (variables.get(match[2], HOLE) if match[2] else HOLE)

    return _EXPANSION.sub(value, document)


def _bare(name: str) -> str:
    return name.removeprefix("./")


def _output(command: Command, words: list[Word], variables: Mapping[str, str]) -> str | None:
    """Return what a command prints; None if that is not certain."""
    texts = [word.text for word in words]
    match texts:
        case ["cat"] if command.document is not None:
            return document_text(command, variables)
        case ["echo" | "printf", text] if not text.startswith("-") and "%" not in text:
            return text
        case ["printf", "%s" | "%s\\n", text]:
            return text
    return None
