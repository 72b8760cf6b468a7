"""Paragraphs of transcripts, by speaker and pause; as plain text and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .options import TranscriptOptions
from .phrases import TICKS_PER_MILLISECOND, TICKS_PER_SECOND, Phrase
from .repetitions import without_repetitions
from .times import clock
from .voices import voices_of

# Full-width marks bring the space that follows with them.
FULL_WIDTH_MARKS: Final = tuple("。！？、，；：")

# What Markdown may take for markup: within a line, and at the beginning of a paragraph.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&~|$]")
_BLOCK: Final = re.compile(r"(?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)|(?P<mark>#{1,6}|[-+=]+)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What one voice says without a long pause.

    Attributes:
        voice: who speaks; None if that is not known.
        phrases: what is said.
    """

    voice: str | None
    phrases: list[Phrase]

    @property
    def text(self) -> str:
        """The text of the phrases, in one line."""
        return joined(phrase.text for phrase in self.phrases)

    @property
    def time(self) -> str | None:
        """When it begins, as in `00:01:07.250`; None if that is not known."""
        first = self.phrases[0]
        return clock(round(first.offset_in_ticks / TICKS_PER_MILLISECOND)) if first.has_times else None


def paragraphs_of(phrases: Sequence[Phrase], options: TranscriptOptions) -> list[Paragraph]:
    """Return what is said, by time and without repetitions: a paragraph begins with a speaker, or after a pause."""
    paragraphs: list[Paragraph] = []
    speaking: tuple[int | None, int | str | None] | None = None
    silent_since = 0.0
    ordered = without_repetitions(phrases)
    for phrase, voice in zip(ordered, voices_of(ordered, options.given_names, options.channel), strict=True):
        if not phrase.text.strip():
            continue
        begins = phrase.offset_in_ticks if phrase.has_times else silent_since
        pause = begins - silent_since
        if (phrase.channel, phrase.speaker) != speaking or pause > options.paragraph_pause * TICKS_PER_SECOND:
            paragraphs.append(Paragraph(voice, []))
            speaking, silent_since = (phrase.channel, phrase.speaker), begins
        paragraphs[-1].phrases.append(phrase)
        silent_since = max(silent_since, begins + phrase.duration_in_ticks)
    return paragraphs


def joined(texts: Iterable[str]) -> str:
    """Return texts as one line."""
    line = ""
    for text in texts:
        words = " ".join(text.split())
        line += words if not line or line.endswith(FULL_WIDTH_MARKS) else f" {words}"
    return line


def plain_text(phrases: Sequence[Phrase], options: TranscriptOptions, *, speakers: bool) -> str:
    """Return paragraphs with an empty line between them."""
    texts = []
    for paragraph in paragraphs_of(phrases, options):
        time = f"[{paragraph.time}] " if options.times and paragraph.time else ""
        voice = f"{paragraph.voice}: " if speakers and paragraph.voice else ""
        texts.append(f"{time}{voice}{paragraph.text}\n")
    return "\n".join(texts)


def markdown(phrases: Sequence[Phrase], options: TranscriptOptions, *, speakers: bool) -> str:
    """Return paragraphs of Markdown that begin with who speaks."""
    texts = []
    for paragraph in paragraphs_of(phrases, options):
        time = f"[{paragraph.time}] " if options.times and paragraph.time else ""
        voice = f"**{_escaped(paragraph.voice)}:** " if speakers and paragraph.voice else ""
        text = _escaped(paragraph.text)
        texts.append(f"{time}{voice}{text if time or voice else _without_block(text)}\n")
    return "\n".join(texts)


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _without_block(text: str) -> str:
    """Return a paragraph that Markdown takes for no heading, list or rule."""
    block = _BLOCK.match(text)
    if not block:
        return text
    number = block["number"]
    return f"{number}\\{text[len(number) :]}" if number else f"\\{text}"
