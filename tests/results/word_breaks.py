"""Sentences whose words are marked, of languages that put no space between them; and where their lines break.

Each line of `words/` is a sentence, with `|` between its words. They were written for this.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from unittest.mock import patch

from results.subtitles import by_srt
from results.test_saving import spoken
from speechtotext._transcripts.subtitles import words

LANGUAGES = {file.stem: file for file in sorted((Path(__file__).parent / "words").glob("*.txt"))}
# Narrow lines, so that there are many; but as wide as the longest word.
COLUMNS = {"japanese": 20, "chinese": 16}


def sentences(language: str) -> list[list[str]]:
    """The words of the sentences of a language."""
    return [line.split("|") for line in LANGUAGES[language].read_text(encoding="utf-8").splitlines()]


def lines(sentence: list[str], columns: int) -> list[str]:
    """The lines of a sentence without times of words."""
    shown = by_srt(spoken((0, 6, "".join(sentence))).to_text("srt", columns=columns, lines=4))
    return [line for one in shown for line in one.lines]


def breaks(language: str) -> tuple[int, int]:
    """How many of the breaks of a language are inside words, and how many there are."""
    inside = count = 0
    for sentence in sentences(language):
        found = list(accumulate(len(line) for line in lines(sentence, COLUMNS.get(language, 12))))[:-1]
        inside += len(set(found) - set(accumulate(map(len, sentence))))
        count += len(found)
    return inside, count


@contextmanager
def without_the_extra() -> Iterator[None]:
    """Nothing that finds words is installed."""
    find = (words._budoux, words._icu)
    for function in find:
        function.cache_clear()
    try:
        with patch.dict(sys.modules, {"budoux": None, "icu4py": None, "icu4py.breakers": None}):
            yield
    finally:
        for function in find:
            function.cache_clear()
