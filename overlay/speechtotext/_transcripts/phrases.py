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
    """A stretch of the audio.

    Attributes:
        offset_in_ticks: where it begins, in ticks of 100 nanoseconds from the start of the audio.
        duration_in_ticks: how long it lasts, in ticks.
    """

    offset_in_ticks: Ticks
    duration_in_ticks: Ticks

    @property
    def offset(self) -> timedelta:
        """Where it begins, from the start of the audio."""
        # As `time_of` does: there are tens of thousands of words.
        return timedelta(0, 0, self.offset_in_ticks / 10)

    @property
    def duration(self) -> timedelta:
        """How long it lasts."""
        return timedelta(0, 0, self.duration_in_ticks / 10)

    @property
    def end(self) -> timedelta:
        """Where it ends, from the start of the audio."""
        return self.offset + self.duration


class DisplayWord(Timed, frozen=True, kw_only=True):
    """A word as it is to be shown, with the punctuation attached to it; in a fast transcription a `Word`.

    Attributes:
        text: the word.
    """

    text: str = msgspec.field(name="displayText")


class Word(DisplayWord, frozen=True, kw_only=True):
    """A word as it was spoken, lower case and without punctuation; in a fast transcription as it is to be shown.

    Attributes:
        text: the word.
        confidence: how sure the recogniser is of it, from 0 to 1.
    """

    text: str = msgspec.field(name="word")
    confidence: float | None = None


class TextForms(Record, frozen=True, kw_only=True):
    """One text in several forms; None for those that the file does not have, as `lexical` with Whisper models.

    Attributes:
        lexical: the words as spoken.
        itn: numbers, dates and the like written as such (inverse text normalisation).
        masked_itn: the same with profanity masked.
        display: with punctuation and capital letters.
    """

    lexical: str | None = None
    itn: str | None = None
    masked_itn: str | None = msgspec.field(name="maskedITN", default=None)
    display: str | None = None

    @property
    def text(self) -> str:
        """The form to show people: `display`, or the next best that there is; empty if there is none."""
        if self.display is not None:
            return self.display
        forms = (self.masked_itn, self.itn, self.lexical)
        return next((form for form in forms if form is not None), "")


class ChannelText(TextForms, frozen=True, kw_only=True):
    """All that was said in one channel.

    Attributes:
        channel: number of the channel, from 0; None where a fast transcription mixed the channels.
    """

    channel: int | None = None


class Alternative(TextForms, frozen=True, kw_only=True):
    """One reading of a phrase.

    Attributes:
        confidence: how sure the recogniser is of it, from 0 to 1.
        words: the words of `lexical`, in a fast transcription those of `display`; empty unless there are times of them.
        display_words: the words of `display`; empty unless the job asked for their times.
    """

    confidence: float | None = None
    words: tuple[Word, ...] = ()
    display_words: tuple[DisplayWord, ...] = ()


class Phrase(Timed, frozen=True, kw_only=True):
    """A stretch of recognised speech, about a sentence long.

    Attributes:
        recognition_status: `Success`, or why there is no text; None in a fast transcription.
        channel: number of the channel, from 0; None where a fast transcription mixed the channels.
        speaker: number of the speaker, or the name that the service gave; None unless speakers were told apart.
        locale: language that was found, such as `en-US`; None unless the job looked for it.
        alternatives: the readings of the phrase, best first; empty where nothing was recognised.
        has_times: whether it is known when it was said. Some models of fast transcription do not tell; offset and
            duration are 0 then.
    """

    recognition_status: str | None = None
    channel: int | None = None
    speaker: int | str | None = None
    locale: str | None = None
    alternatives: tuple[Alternative, ...] = msgspec.field(name="nBest", default=())
    has_times: bool = True

    @property
    def text(self) -> str:
        """The text to show people; empty where nothing was recognised, or the recognition failed."""
        return self._best.text if self.succeeded else ""

    @property
    def succeeded(self) -> bool:
        """Whether the service recognised speech, as far as it says so: `recognition_status` is `Success` or None."""
        return self.recognition_status in ("Success", None) or self.recognition_status.lower() == "success"

    @property
    def lexical(self) -> str | None:
        """The words as spoken."""
        return self._best.lexical

    @property
    def itn(self) -> str | None:
        """Numbers, dates and the like written as such (inverse text normalisation)."""
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
        """How sure the recogniser is of the best reading, from 0 to 1."""
        return self._best.confidence

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of `lexical` with their times; in a fast transcription those of `display`.

        They are empty unless the job asked for them.
        """
        return self._best.words

    @property
    def display_words(self) -> tuple[DisplayWord, ...]:
        """The words of `display` with their times; empty unless the job asked for them."""
        return self._best.display_words

    @property
    def _best(self) -> Alternative:
        return self.alternatives[0] if self.alternatives else _NOTHING


_NOTHING: Final = Alternative()


class Sentence(Timed, frozen=True, kw_only=True):
    """A sentence of a transcript.

    Attributes:
        text: the sentence, as it is to be shown.
        channel: number of the channel, from 0; None where a fast transcription mixed the channels.
        speaker: number of the speaker, or the name that the service gave; None unless speakers were told apart.
        locale: language of the phrase in which it ends; None unless the job looked for it.
        has_times: whether it is known when it was said; offset and duration are 0 if not.
    """

    text: str
    channel: int | None = None
    speaker: int | str | None = None
    locale: str | None = None
    has_times: bool = True


class SearchMatch(Timed, frozen=True, kw_only=True):
    """Where a text was found; the times are those of its words, or near them where the file tells none of words.

    Attributes:
        text: the words that hold it, as they are shown.
        phrase: the phrase that holds it.
    """

    text: str
    phrase: Phrase


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
    """What a transcript tells of the recording.

    Attributes:
        source: its URL; None if it is not known.
        duration: how long it is.
    """

    source: str | None
    duration: timedelta

    @property
    def title(self) -> str:
        """The name of the file, without what else is in its URL."""
        try:
            name = PurePosixPath(unquote(urlsplit(self.source or "").path)).name
        except ValueError:
            # It is no valid URL.
            name = ""
        return name or "Transcript"
