"""How large subtitles are, and how long they are shown: by guideline and by script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from unicodedata import east_asian_width

from speechtotext._transcripts.options import SubtitleStyle, TranscriptOptions

from .line_breaks import Segment

_Script: TypeAlias = Literal["alphabetic", "chinese", "japanese", "korean"]

# Hangul is the first of the scripts whose characters take two columns.
_WIDE_AT_ALL = re.compile("[\u1100-\U0003ffff]")
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a guideline says.

    Attributes:
        columns: columns of a line by script.
        reading_speed: characters a second by script; None if it tells no speed.
        shortest: shortest time on the screen, in milliseconds.
    """

    columns: dict[_Script, int]
    reading_speed: dict[_Script, float] | None
    shortest: int


_FIGURES: Final[dict[SubtitleStyle | None, _Figures]] = {
    None: _Figures({"alphabetic": 42, "chinese": 32, "japanese": 32, "korean": 32}, None, 1000),
    "netflix": _Figures(
        {"alphabetic": 42, "chinese": 32, "japanese": 26, "korean": 32},
        {"alphabetic": 17, "chinese": 9, "japanese": 4, "korean": 12},
        833,
    ),
    # Of scripts that are not written in letters the guideline says nothing: the width of the line is the same.
    "bbc": _Figures(
        {"alphabetic": 37, "chinese": 36, "japanese": 36, "korean": 36},
        {"alphabetic": 15, "chinese": 15, "japanese": 15, "korean": 15},
        1000,
    ),
}
_LINES: Final = 2
_LONGEST: Final = 7000


@dataclass(frozen=True, slots=True)
class Layout:
    """Size and times of subtitles.

    Attributes:
        columns: columns of a line.
        lines: lines of a subtitle.
        longest: longest time on the screen, in milliseconds.
        shortest: shortest time where there is room.
        reading: time to read a column; 0 if the speed of reading is of no matter.
    """

    columns: int
    lines: int
    longest: int
    shortest: int
    reading: float

    def needed(self, pieces: Sequence[Segment]) -> int:
        """Return how long a text is shown if there is room, in milliseconds."""
        width = sum(piece.width + piece.spaced for piece in pieces) - pieces[0].spaced
        return round(min(max(self.shortest, width * self.reading), self.longest))


class Layouts:
    """The layouts of the texts of one transcript."""

    def __init__(self, options: TranscriptOptions) -> None:
        self._options = options
        self._by_script: dict[_Script, Layout] = {}

    def of(self, text: str) -> Layout:
        """Return the layout for a text, by its script."""
        script = _script_of(text)
        if script not in self._by_script:
            self._by_script[script] = self._layout(script)
        return self._by_script[script]

    def _layout(self, script: _Script) -> Layout:
        options, figures = self._options, _FIGURES[self._options.style]
        longest = _LONGEST if options.max_seconds is None else round(options.max_seconds * 1000)
        shortest = figures.shortest if options.min_seconds is None else round(options.min_seconds * 1000)
        speed = options.characters_per_second or (figures.reading_speed or {}).get(script)
        columns_of_character = 1 if script == "alphabetic" else 2
        return Layout(
            columns=options.columns or figures.columns[script],
            lines=options.lines or _LINES,
            longest=longest,
            shortest=min(max(shortest, 1), longest),
            reading=1000 / (speed * columns_of_character) if speed else 0,
        )


def _script_of(text: str) -> _Script:
    if text.isascii() or not _WIDE_AT_ALL.search(text):
        return "alphabetic"
    wide = sum(east_asian_width(character) in "WF" for character in text)
    if 2 * wide <= len(text) - wide:
        return "alphabetic"
    if _KANA.search(text):
        return "japanese"
    return "korean" if 2 * len(_HANGUL.findall(text)) > wide else "chinese"
