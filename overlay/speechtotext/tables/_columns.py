"""Rows of the tables, column by column: recordings go in, record batches of bounded size come out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Final, Protocol

import pyarrow as pa
import pyarrow.compute

from speechtotext._transcripts.phrases import DisplayWord, Phrase, Word

from ._schemas import PARTITION_TYPES, PartitionKey, TableName, partitioned_schema

# Its functions are made when it is imported: type checkers do not see them.
pc: Any = pyarrow.compute

BATCH_ROWS: Final = 65_536
_TICKS_PER_MICROSECOND: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What is known of a recording, and its phrases.

    Attributes:
        file: of the result; None if it has none.
        source: the recording.
        job: id of its job.
        status: Succeeded, Failed or None.
        error_kind: kind of failure.
        error_message: why it failed.
        timestamp: when it was transcribed, in microseconds since 1970.
        duration: in microseconds.
        locale: the language of most of its phrases, or else of its job.
        phrases: of the recording.
        first: position of the first of them in the file.
    """

    file: str | None
    source: str | None
    job: str | None = None
    status: str | None = None
    error_kind: str | None = None
    error_message: str | None = None
    timestamp: int | None = None
    duration: int | None = None
    locale: str | None = None
    phrases: Sequence[Phrase] = ()
    first: int = 0


def words_of(phrase: Phrase) -> Sequence[Word | DisplayWord]:
    """Return the words of a phrase: those that were spoken, or those to be shown where the file has no others."""
    return phrase.words or phrase.display_words


class Rows(Protocol):
    """Collects the rows of a table."""

    def add(self, recording: Recording) -> Iterator[pa.RecordBatch]:
        """Take the rows of a recording, and yield the batches that are full."""
        ...

    def rest(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows that have not been yielded."""
        ...


def collector(table: TableName, most: int, partition_by: tuple[PartitionKey, ...] = ()) -> Rows:
    """Return what collects the rows of a table.

    Args:
        table: its name.
        most: rows of a batch.
        partition_by: columns to add, those that the table has not got.
    """
    match table:
        case "inputs":
            return _InputRows(table, most, partition_by)
        case "phrases":
            return _PhraseRows(table, most, partition_by)
        case "words":
            return _WordRows(table, most, partition_by)


class _Rows(ABC):
    def __init__(self, table: TableName, most: int, partition_by: tuple[PartitionKey, ...]) -> None:
        self._schema = partitioned_schema(table, partition_by)
        self._partition_by = partition_by
        self._most = most
        self._begin()

    def _begin(self) -> None:
        # Recordings, and how many of the rows are of each.
        self._recordings: list[Recording] = []
        self._counts: list[int] = []
        self._size = 0

    def _note(self, recording: Recording, count: int) -> None:
        if count:
            self._recordings.append(recording)
            self._counts.append(count)
            self._size += count

    def rest(self) -> Iterator[pa.RecordBatch]:
        if not self._size:
            return
        columns = {**self._origin(), **self._columns()}
        batch = pa.RecordBatch.from_arrays([columns[name] for name in self._schema.names], schema=self._schema)
        self._begin()
        for start in range(0, batch.num_rows, self._most):
            yield batch.slice(start, self._most)

    @abstractmethod
    def _columns(self) -> dict[str, pa.Array]:
        """Return the columns of the rows that have not been yielded."""

    def _origin(self) -> dict[str, pa.Array]:
        """Return the columns that every row of a recording has alike."""
        origin = {
            name: _repeated(pa.array([getattr(each, name) for each in self._recordings], pa.string()), self._counts)
            for name in ("file", "source")
        }
        for key in self._partition_by:
            values = [each.timestamp if key == "date" else getattr(each, key) for each in self._recordings]
            array = _timestamps(values).cast(pa.date32()) if key == "date" else pa.array(values, PARTITION_TYPES[key])
            origin[key] = _repeated(array, self._counts)
        return origin


class _InputRows(_Rows):
    def add(self, recording: Recording) -> Iterator[pa.RecordBatch]:
        counted = (len(recording.phrases), sum(len(words_of(phrase)) for phrase in recording.phrases))
        # A batch of inputs holds no phrases.
        self._note(replace(recording, phrases=()), 1)
        self._contents.append(counted)
        if self._size >= self._most:
            yield from self.rest()

    def _begin(self) -> None:
        super()._begin()
        self._contents: list[tuple[int, int]] = []

    def _columns(self) -> dict[str, pa.Array]:
        of = self._recordings
        return {
            **{
                name: pa.array([getattr(each, name) for each in of], pa.string())
                for name in ("job", "status", "error_kind", "error_message", "locale")
            },
            "timestamp": _timestamps([each.timestamp for each in of]),
            "duration": pa.array([each.duration for each in of], pa.int64()).cast(pa.duration("us")),
            "phrases": pa.array([phrases for phrases, _ in self._contents], pa.int64()),
            "words": pa.array([words for _, words in self._contents], pa.int64()),
        }


class _PhraseRows(_Rows):
    def add(self, recording: Recording) -> Iterator[pa.RecordBatch]:
        for start in range(0, len(recording.phrases), self._most):
            phrases = recording.phrases[start : start + self._most]
            if self._size + len(phrases) > self._most:
                yield from self.rest()
            self._note(recording, len(phrases))
            self._phrases += phrases
            self._positions += range(recording.first + start, recording.first + start + len(phrases))

    def _begin(self) -> None:
        super()._begin()
        self._phrases: list[Phrase] = []
        self._positions: list[int] = []

    def _columns(self) -> dict[str, pa.Array]:
        of = self._phrases
        start, end = _times(
            [each.offset_in_ticks if each.has_times else None for each in of],
            [each.duration_in_ticks if each.has_times else None for each in of],
        )
        locale = pa.array([each.locale for each in of], pa.string())
        if "locale" in self._partition_by:
            locale = pc.coalesce(locale, self._origin()["locale"])
        return {
            "position": pa.array(self._positions, pa.int64()),
            "channel": pa.array([each.channel for each in of], pa.int64()),
            "speaker": pa.array([None if each.speaker is None else str(each.speaker) for each in of], pa.string()),
            "start": start,
            "end": end,
            "locale": locale,
            "confidence": pa.array([each.confidence for each in of], pa.float64()),
            "status": pa.array([each.recognition_status for each in of], pa.string()),
            "text": pa.array([each.text for each in of], pa.string()),
            "lexical": pa.array([each.lexical for each in of], pa.string()),
            "itn": pa.array([each.itn for each in of], pa.string()),
            "masked_itn": pa.array([each.masked_itn for each in of], pa.string()),
            "display": pa.array([each.display for each in of], pa.string()),
        }


class _WordRows(_Rows):
    def add(self, recording: Recording) -> Iterator[pa.RecordBatch]:
        added = 0
        for position, phrase in enumerate(recording.phrases, recording.first):
            words = words_of(phrase)
            if not words:
                continue
            if self._size + added + len(words) > self._most:
                self._note(recording, added)
                added = 0
                yield from self.rest()
            added += len(words)
            self._words += words
            self._phrases.append(position)
            self._locales.append(phrase.locale)
            self._words_of_phrase.append(len(words))
        self._note(recording, added)

    def _begin(self) -> None:
        super()._begin()
        self._words: list[Word | DisplayWord] = []
        self._phrases: list[int] = []
        self._locales: list[str | None] = []
        self._words_of_phrase: list[int] = []

    def _columns(self) -> dict[str, pa.Array]:
        of = self._words
        start, end = _times([each.offset_in_ticks for each in of], [each.duration_in_ticks for each in of])
        columns = {
            "phrase": _repeated(pa.array(self._phrases, pa.int64()), self._words_of_phrase),
            "position": pa.array([number for count in self._words_of_phrase for number in range(count)], pa.int64()),
            "start": start,
            "end": end,
            "text": pa.array([each.text for each in of], pa.string()),
            "confidence": pa.array([getattr(each, "confidence", None) for each in of], pa.float64()),
        }
        if "locale" in self._partition_by:
            told = _repeated(pa.array(self._locales, pa.string()), self._words_of_phrase)
            columns["locale"] = pc.coalesce(told, self._origin()["locale"])
        return columns


def _repeated(values: pa.Array, counts: Iterable[int]) -> pa.Array:
    """Return each of the values as often as its count says."""
    ends = pa.array(list(accumulate(counts)), pa.int64())
    return pc.run_end_decode(pa.RunEndEncodedArray.from_arrays(ends, values))


def _times(offsets: Sequence[float | None], durations: Sequence[float | None]) -> tuple[pa.Array, pa.Array]:
    """Return starts and ends, rounded as `timedelta` does, of times in ticks."""
    start, duration = (
        pc.round(pc.divide(pa.array(ticks, pa.float64()), _TICKS_PER_MICROSECOND), round_mode="half_to_even").cast(
            pa.int64()
        )
        for ticks in (offsets, durations)
    )
    return start.cast(pa.duration("us")), pc.add(start, duration).cast(pa.duration("us"))


def _timestamps(values: Sequence[Any]) -> pa.Array:
    return pa.array(values, pa.int64()).cast(pa.timestamp("us", "UTC"))
