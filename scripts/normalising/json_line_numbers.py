"""On which line of a JSON text something stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_parsed = json.JSONDecoder().raw_decode

_Wanted = dict[str, "_Wanted"]


def line_numbers(text: str, pointers: Iterable[str]) -> dict[str, int]:
    """Pointer: the line, counted from 1, where the value or its key begins.

    Those on the way to what is asked for are there too; pointers that lead nowhere are left out.

    Args:
        text: valid JSON.
    """
    wanted: _Wanted = {}
    for pointer in pointers:
        node = wanted
        for step in pointer.split("/")[1:]:
            node = node.setdefault(step, {})
    found = {"": 1}
    line, counted = 1, 0
    for pointer, position in _Walk(text).positions(wanted):
        line += text.count("\n", counted, position)
        counted = position
        found[pointer] = line
    return found


class _Walk:
    """Goes down to what is wanted and lets the parser of `json` pass over all else."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def positions(self, wanted: _Wanted, above: str = "") -> Iterator[tuple[str, int]]:
        self._space()
        opening = self._text[self._at : self._at + 1]
        if not wanted or opening not in ("{", "["):
            _, self._at = _parsed(self._text, self._at)
            return
        self._at += 1
        index = 0
        self._space()
        while self._text[self._at] not in "}]":
            start = self._at
            step = self._key() if opening == "{" else str(index)
            pointer = f"{above}/{step}"
            below = wanted.get(step)
            if below is None:
                self._space()
                _, self._at = _parsed(self._text, self._at)
            else:
                yield pointer, start
                yield from self.positions(below, pointer)
            index += 1
            self._space()
            if self._text[self._at] == ",":
                self._at += 1
                self._space()
        self._at += 1

    def _key(self) -> str:
        key, self._at = _parsed(self._text, self._at)
        self._space()
        self._at += 1  # The colon.
        return str(key).replace("~", "~0").replace("/", "~1")

    def _space(self) -> None:
        found = _SPACE.match(self._text, self._at)
        assert found is not None  # It can be empty.
        self._at = found.end()
