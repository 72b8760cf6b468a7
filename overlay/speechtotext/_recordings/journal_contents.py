"""What a journal holds, for people who look after it; and forgetting what has gone. Flows."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from speechtotext._batches.planned_jobs import ENDED, GONE
from speechtotext._core.flows import within
from speechtotext._core.steps import Flow, RunBlocking

from .known_recordings import ROW, KnownRecording
from .recording_journal import RecordingJournal
from .saving import STATE_FOLDER, journal_of


class JournalEntry(NamedTuple):
    """What a journal knows of an input.

    Args:
        source: path, URL without its signature, or address in storage.
        status: Succeeded, Failed, or Pending while nothing is known.
        way: fast or batch.
        job: id of its job.
        error_kind: kind of failure.
        error_message: why it failed.
        result: file of the result as the service gave it.
        files: the files that were saved.
    """

    source: str
    status: str
    way: str
    job: str | None
    error_kind: str | None
    error_message: str | None
    result: Path | None
    files: tuple[Path, ...]


class JournalContents(NamedTuple):
    """What a journal holds.

    Args:
        path: of the journal.
        api_version: that its jobs were submitted with; None without jobs.
        origin: scheme and host of the resource; None without jobs.
        entries: its inputs, in the order in which they came.
    """

    path: Path
    api_version: str | None
    origin: str | None
    entries: tuple[JournalEntry, ...]


def journal_at(place: Path) -> Path:
    """Return the journal of a folder of results, or the path itself if it is no folder."""
    return journal_of(place) if place.is_dir() else place


def read_contents(place: Path) -> Flow[JournalContents]:
    """Return the steps that read a journal, also while another run holds it.

    Raises:
        FileError: it does not exist, or is something else.
    """
    with closing((yield from _Contents.read(journal_at(place)))) as journal:
        contents: JournalContents = yield RunBlocking(journal.contents)
        return contents


def prune(place: Path, runs: int, timeout: float, *, dry_run: bool) -> Flow[list[JournalEntry]]:
    """Return the steps that forget recordings that have ended and have not been found for some runs.

    Files on this machine that still exist are kept: a later run would find them, and pay for them again. Saved texts
    stay; the results as the service gave them are deleted.

    Args:
        place: the journal, or the folder of results that it is of.
        runs: how many runs have not found them.
        timeout: seconds to wait for a run that holds the journal.
        dry_run: whether nothing is changed.

    Raises:
        DeadlineExceeded: another run holds the journal.
        FileError: it does not exist, or cannot be written.
    """
    opening = _Contents.read(journal_at(place)) if dry_run else _Contents.go_on(journal_at(place))
    with closing((yield from within(timeout, opening, "Opening the journal", "Wait for the other run."))) as journal:
        gone: list[KnownRecording] = yield RunBlocking(partial(journal.unseen, runs))
        if not dry_run:
            yield RunBlocking(partial(journal.forget, gone))
        return [journal.entry(known) for known in gone]


class _Contents(RecordingJournal):
    """A journal that is looked through."""

    def contents(self) -> JournalContents:
        ((api_version, origin),) = self._rows("SELECT api_version, origin FROM batch") or [(None, None)]
        rows = self._rows(f"SELECT {ROW} ORDER BY inputs.rowid")
        entries = tuple(self.entry(self._read_row(row)) for row in rows)
        return JournalContents(self.path, api_version, origin, entries)

    def entry(self, known: KnownRecording) -> JournalEntry:
        folder = self._folder.parent if self._folder.name == STATE_FOLDER else self._folder
        return JournalEntry(
            known.shown,
            known.status or "Pending",
            known.way,
            known.job,
            known.error_kind,
            known.error_message,
            known.result,
            tuple(folder / f"{known.place}.{each}" for each in known.saved),
        )

    def unseen(self, runs: int) -> list[KnownRecording]:
        """Return the recordings that have ended and that so many runs have not found."""
        searches = self._rows("SELECT found FROM searches ORDER BY number DESC LIMIT ?", (runs,))
        if len(searches) < runs:
            return []
        seen = 0
        for (search,) in searches:
            seen |= int.from_bytes(zlib.decompress(search), "little")
        bits = seen.to_bytes((seen.bit_length() + 7) // 8, "little")
        rows = self._rows(
            f"SELECT {ROW} WHERE status IS NOT NULL AND object IS NULL "
            "AND (state IS NULL OR state IN (?, ?)) ORDER BY inputs.rowid",
            (ENDED, GONE),
        )
        found = map(self._read_row, rows)
        missed = [known for known in found if not _is_set(bits, known.number)]
        return [known for known in missed if known.kind != "file" or not os.path.lexists(known.path)]

    def forget(self, gone: Sequence[KnownRecording]) -> None:
        """Forget recordings, and delete their results as the service gave them."""
        with self._database.transaction() as changes:
            changes.executemany("DELETE FROM inputs WHERE rowid = ?", ((known.number,) for known in gone))
            changes.execute(
                "DELETE FROM jobs WHERE state IN (?, ?) AND marker NOT IN "
                "(SELECT marker FROM inputs WHERE marker IS NOT NULL)",
                (ENDED, GONE),
            )
        for known in gone:
            # Only what this package has put there itself.
            if known.result is not None and STATE_FOLDER in known.result.parts:
                with suppress(OSError):
                    known.result.unlink(missing_ok=True)
                    known.result.parent.rmdir()


def _is_set(bits: bytes, number: int) -> bool:
    index = number >> 3
    return index < len(bits) and bool(bits[index] & 1 << (number & 7))
