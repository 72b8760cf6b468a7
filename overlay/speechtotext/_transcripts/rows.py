"""Phrases as rows of a table, for one result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from .phrases import TICKS_PER_SECOND, DisplayWord, Phrase, by_time
from .voices import named_speaker


class Row(TypedDict):
    """A phrase as a row of a table.

    `source` is the URL of the audio without its signature; None in a fast transcription. `start` and `end` are seconds
    from the start of the audio; None where the times are not known. `status` is `Success`, or why there is no text;
    None in a fast transcription.
    """

    source: str | None
    channel: int | None
    speaker: int | str | None
    start: float | None
    end: float | None
    locale: str | None
    confidence: float | None
    status: str | None
    text: str


class WordRow(TypedDict):
    """A word of a row: `start` and `end` are seconds from the start of the audio."""

    start: float
    end: float
    text: str
    confidence: float | None


class RowWithWords(Row):
    """A phrase as a row of a table, with its words; of a file that has times of shown words alone, those."""

    words: list[WordRow]


def rows(phrases: Sequence[Phrase], names: Mapping[str, str], source: str | None) -> list[Row]:
    """Return a row for each phrase, by time, with the names of the speakers."""
    return [_row(phrase, names, source) for phrase in by_time(phrases)]


def rows_with_words(phrases: Sequence[Phrase], names: Mapping[str, str], source: str | None) -> list[RowWithWords]:
    """Return a row for each phrase, by time, with the names of the speakers and the words."""
    return [
        RowWithWords(
            **_row(phrase, names, source), words=[_word_row(word) for word in phrase.words or phrase.display_words]
        )
        for phrase in by_time(phrases)
    ]


def _row(phrase: Phrase, names: Mapping[str, str], source: str | None) -> Row:
    return Row(
        source=source,
        channel=phrase.channel,
        speaker=named_speaker(phrase.speaker, names),
        start=phrase.offset_in_ticks / TICKS_PER_SECOND if phrase.has_times else None,
        end=(phrase.offset_in_ticks + phrase.duration_in_ticks) / TICKS_PER_SECOND if phrase.has_times else None,
        locale=phrase.locale,
        confidence=phrase.confidence,
        status=phrase.recognition_status,
        text=phrase.text,
    )


def _word_row(word: DisplayWord) -> WordRow:
    return WordRow(
        start=word.offset_in_ticks / TICKS_PER_SECOND,
        end=(word.offset_in_ticks + word.duration_in_ticks) / TICKS_PER_SECOND,
        text=word.text,
        confidence=getattr(word, "confidence", None),
    )
