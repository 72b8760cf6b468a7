"""Subtitles as parsers read them that know nothing of this package."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import timedelta

import pysubs2
import srt  # type: ignore[import-untyped]
import webvtt

# Marks the direction of lines of right-to-left text for players: it is not seen.
MARKS = re.compile("\u200f")

# Angle brackets, and what SubRip shows for those that players would take for tags.
BRACKETS = str.maketrans("‹›", "<>")


@dataclass(frozen=True)
class Shown:
    """What is on the screen, in milliseconds."""

    start: int
    end: int
    lines: list[str]
    voice: str | None = None


def by_srt(text: str) -> list[Shown]:
    def milliseconds(time: timedelta) -> int:
        return round(time / timedelta(milliseconds=1))

    return [Shown(milliseconds(one.start), milliseconds(one.end), one.content.split("\n")) for one in srt.parse(text)]


def by_pysubs2(text: str) -> list[Shown]:
    return [Shown(one.start, one.end, one.text.split("\\N")) for one in pysubs2.SSAFile.from_string(text, "srt")]


def by_webvtt(text: str) -> list[Shown]:
    return [
        Shown(
            one.start_time.in_milliseconds(),
            one.end_time.in_milliseconds(),
            html.unescape(one.text).split("\n"),
            one.voice,
        )
        for one in webvtt.WebVTT.from_string(text, strict=True).captions
    ]


def words(*texts: str) -> str:
    """Texts without what a subtitle may change: spaces, line breaks, marks of direction and brackets."""
    return MARKS.sub("", "".join("".join(text.split()) for text in texts)).translate(BRACKETS)
