"""What a transcription result is made of: phrases, their readings, words and times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import PurePosixPath
from typing import Annotated, Final, TypeAlias
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec.structs import replace

TICKS_PER_MILLISECOND: Final = 10_000
TICKS_PER_SECOND: Final = 10_000_000

# Three years either way: what is beyond is no time in a recording, and could not be told as a timedelta.
LONGEST: Final = 1e15
Ticks: TypeAlias = Annotated[float, msgspec.Meta(ge=-LONGEST, le=LONGEST)]


def time_of(ticks: float) -> timedelta:
    """Ticks, which are 100 nanoseconds each, as Python tells times."""
    return timedelta(0, 0, ticks / 10)


class Record(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """Something in a result file. None holds itself, so that the garbage collector need not look after them."""


class Timed(Record, frozen=True, kw_only=True):
    """A stretch of the audio."""

    offset_in_ticks: Ticks
    """Start in ticks of 100 nanoseconds from the start of the audio."""
    duration_in_ticks: Ticks
    """Duration in ticks."""

    @property
    def offset(self) -> timedelta:
        """Start, from the start of the audio."""
        # As `time_of` does: there are tens of thousands of words.
        return timedelta(0, 0, self.offset_in_ticks / 10)

    @property
    def duration(self) -> timedelta:
        """Duration."""
        return timedelta(0, 0, self.duration_in_ticks / 10)

    @property
    def end(self) -> timedelta:
        """End, from the start of the audio."""
        return self.offset + self.duration


class DisplayWord(Timed, frozen=True, kw_only=True):
    """A word in display form, with its punctuation; for fast transcription a `Word`."""

    text: str = msgspec.field(name="displayText")
    """Text of the word."""


class Word(DisplayWord, frozen=True, kw_only=True):
    """A word as spoken, lower case and without punctuation; for fast transcription in display form."""

    text: str = msgspec.field(name="word")
    """Text of the word."""
    confidence: float | None = None
    """Confidence, from 0 to 1."""


class TextForms(Record, frozen=True, kw_only=True):
    """One text in several forms; None for those that the file does not have, as `lexical` with Whisper models."""

    lexical: str | None = None
    """The words as spoken."""
    itn: str | None = None
    """Text with numbers and dates in written form (inverse text normalisation)."""
    masked_itn: str | None = msgspec.field(name="maskedITN", default=None)
    """`itn` with profanity masked."""
    display: str | None = None
    """Text with punctuation and capital letters."""

    @property
    def text(self) -> str:
        """The text in display form, or the next best form; empty if there is none."""
        if self.display is not None:
            return self.display
        forms = (self.masked_itn, self.itn, self.lexical)
        return next((form for form in forms if form is not None), "")


class ChannelText(TextForms, frozen=True, kw_only=True):
    """The text of one channel."""

    channel: int | None = None
    """Zero-based number of the channel; None if fast transcription mixed the channels."""


class Alternative(TextForms, frozen=True, kw_only=True):
    """An alternative for the text of a phrase."""

    confidence: float | None = None
    """Confidence, from 0 to 1."""
    words: tuple[Word, ...] = ()
    """The words of `lexical`, in a fast transcription those of `display`; empty without word timestamps."""
    display_words: tuple[DisplayWord, ...] = ()
    """The words of `display`; empty unless the job enables their times."""


class Phrase(Timed, frozen=True, kw_only=True):
    """A piece of recognised speech, about a sentence long."""

    recognition_status: str | None = None
    """`Success`, or the reason why there is no text; None for fast transcription."""
    channel: int | None = None
    """Zero-based number of the channel; None if fast transcription mixed the channels."""
    speaker: int | str | None = None
    """Number or name of the speaker; None unless speakers were separated."""
    locale: str | None = None
    """Identified language, such as `en-US`; None without language identification."""
    alternatives: tuple[Alternative, ...] = msgspec.field(name="nBest", default=())
    """Alternatives for the phrase, best first; empty if nothing was recognised."""
    has_times: bool = True
    """Whether the times are known. Some models of fast transcription return none: offset and duration are 0."""

    @property
    def text(self) -> str:
        """The text in display form; empty if nothing was recognised."""
        return self._best.text if self.succeeded else ""

    @property
    def succeeded(self) -> bool:
        """Whether the service recognised speech: `recognition_status` is `Success` or None."""
        return self.recognition_status in ("Success", None) or self.recognition_status.lower() == "success"

    @property
    def lexical(self) -> str | None:
        """The words as spoken."""
        return self._best.lexical

    @property
    def itn(self) -> str | None:
        """The text with numbers and dates in written form (inverse text normalisation)."""
        return self._best.itn

    @property
    def masked_itn(self) -> str | None:
        """`itn` with profanity masked."""
        return self._best.masked_itn

    @property
    def display(self) -> str | None:
        """The text with punctuation and capital letters."""
        return self._best.display

    @property
    def confidence(self) -> float | None:
        """Confidence of the best alternative, from 0 to 1."""
        return self._best.confidence

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of `lexical` with their times; in a fast transcription those of `display`.

        They are empty unless the job enables them.
        """
        return self._best.words

    @property
    def display_words(self) -> tuple[DisplayWord, ...]:
        """The words of `display` with their times; empty unless the job enables them."""
        return self._best.display_words

    @property
    def _best(self) -> Alternative:
        return self.alternatives[0] if self.alternatives else _NOTHING


_NOTHING: Final = Alternative()


class Sentence(Timed, frozen=True, kw_only=True):
    """A sentence of a transcript."""

    text: str
    """The sentence in display form."""
    channel: int | None = None
    """Zero-based number of the channel; None if fast transcription mixed the channels."""
    speaker: int | str | None = None
    """Number or name of the speaker; None unless speakers were separated."""
    locale: str | None = None
    """Language of its last phrase; None without language identification."""
    has_times: bool = True
    """Whether the times are known; otherwise offset and duration are 0."""


class SearchMatch(Timed, frozen=True, kw_only=True):
    """A place where a text was found. Its times are those of its words, or estimated if the file has none."""

    text: str
    """The words that contain the text."""
    phrase: Phrase
    """The phrase that contains the text."""


def by_time(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Return the phrases in the order in which they begin; in a file one channel may come after the other.

    A phrase without times follows the one before it in its channel, or else precedes the one after it.
    """
    given = list(phrases)
    first = {phrase.channel: phrase.offset_in_ticks for phrase in reversed(given) if phrase.has_times}
    begins = []
    for phrase in given:
        if phrase.has_times:
            first[phrase.channel] = phrase.offset_in_ticks
        begins.append(first.get(phrase.channel, 0.0))
    return [given[index] for index in sorted(range(len(given)), key=begins.__getitem__)]


def with_times(ordered: Iterable[Phrase]) -> list[Phrase]:
    """Return phrases, by time, each with times: those without have what is between their neighbours, shared equally."""
    groups = [(has_times, list(group)) for has_times, group in groupby(ordered, key=lambda phrase: phrase.has_times)]
    placed: list[Phrase] = []
    start = end = 0.0
    for number, (has_times, group) in enumerate(groups):
        if has_times:
            placed += group
            start = group[-1].offset_in_ticks
            end = start + max(group[-1].duration_in_ticks, 0)
            continue
        until = groups[number + 1][1][0].offset_in_ticks if number + 1 < len(groups) else end
        start = max(min(end, until), start)
        step = max(until - start, 0) / len(group)
        for phrase in group:
            placed.append(replace(phrase, offset_in_ticks=start, duration_in_ticks=step, has_times=True))
            start += step
    return placed


@dataclass(frozen=True, slots=True)
class Recording:
    """What a transcript tells of the recording."""

    source: str | None
    """Its URL; None if it is not known."""
    duration: timedelta
    """How long it is."""

    @property
    def title(self) -> str:
        """The name of the file, without what else is in its URL."""
        try:
            name = PurePosixPath(unquote(urlsplit(self.source or "").path)).name
        except ValueError:
            # It is no valid URL.
            name = ""
        return name or "Transcript"
