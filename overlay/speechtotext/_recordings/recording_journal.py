"""The journal of a folder of results: recordings of any kind, beside the jobs that some of them are in."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import uuid4

from speechtotext._batches import planned_jobs
from speechtotext._batches.inputs import has_expired, normalized
from speechtotext._batches.journal import Journal
from speechtotext._batches.matching import InputOutcome
from speechtotext._batches.planned_jobs import FORGET, LINK_EXPIRED, SENDING, SUBMITTED, TRY_AGAIN
from speechtotext._batches.stored_results import StoredResult, checked_result, set_aside
from speechtotext._files.filesystem import file_identity
from speechtotext._transfers.file_names import collision_key

from .finding.recording import Recording
from .known_recordings import (
    BATCH,
    ROW,
    KnownRecording,
    differs,
    distinct_place,
    find_known,
    find_urls,
    forget,
    identity_of,
    insert,
    read_row,
    refresh,
    storable,
)

# So many runs are remembered with what they found.
MOST_RUNS: Final = 1000
# Failures of recordings that were not sent: they may be there by now.
NOT_READABLE: Final = "NotReadable"
_PASSING: Final = frozenset((LINK_EXPIRED, NOT_READABLE))


class Planned(NamedTuple):
    """A recording that is put into the journal, and the way that it is to be transcribed."""

    recording: Recording
    way: str


class PlanOutcome(NamedTuple):
    """What recordings that were planned are.

    Args:
        new: how many were put into the journal.
        seen: how many this run had not been given before.
        ended: those that had ended before.
        changed: those that had, but whose files may hold something else by now.
    """

    new: int
    seen: int
    ended: list[KnownRecording]
    changed: list[tuple[KnownRecording, Recording]]


class WaitingForJob(NamedTuple):
    """Recordings that can be put into a job.

    Args:
        ready: how many there are, up to a whole job.
        is_full: whether they make a whole job.
        more_to_come: whether more are to be uploaded.
    """

    ready: int
    is_full: bool
    more_to_come: bool


class RecordingJournal(Journal):
    """The journal of a folder of results; each change is on disk before the next step is taken."""

    _seen: bytearray | None = None
    """A bit for each recording, by its number: whether this search was given it, or it has ended meanwhile."""

    def begin_search(self) -> None:
        """Take all recordings for new ones that are found from now on."""
        self._seen = bytearray()

    def end_search(self) -> None:
        """Keep which recordings this run found, for `prune`."""
        with self._database.transaction() as changes:
            found = zlib.compress(self._seen or b"", 1)
            changes.execute("INSERT INTO searches (found) VALUES (?)", (found,))
            changes.execute("DELETE FROM searches WHERE number <= (SELECT max(number) FROM searches) - ?", (MOST_RUNS,))

    def _is_first(self, number: int) -> bool:
        """Note that this search was given a recording; tell whether it is the first time."""
        if self._seen is None:
            return True
        index, bit = number >> 3, 1 << (number & 7)
        if index >= len(self._seen):
            self._seen.extend(bytes(index + 4096 - len(self._seen)))
        is_first = not self._seen[index] & bit
        self._seen[index] |= bit
        return is_first

    def _note(self, changes: sqlite3.Connection, source: str, outcome: InputOutcome) -> None:
        super()._note(changes, source, outcome)
        # What ends before the recording is found has not ended before this search.
        if self._seen is not None:
            for (number,) in changes.execute("SELECT rowid FROM inputs WHERE source = ?", (source,)):
                self._is_first(number)

    def identifier(self) -> str:
        """Return what tells this journal from all others."""
        known, file = self.setting("id"), file_identity(self.path)
        # A copy, and what it was copied from, may run at the same time.
        if known is None or known["file"] != file:
            known = {"id": uuid4().hex, "file": file}
            self.keep_settings({"id": known})
        return str(known["id"])

    def setting(self, name: str) -> Any:
        """Return a setting that was kept; None if there is none."""
        rows = self._rows("SELECT value FROM settings WHERE name = ?", (name,))
        return json.loads(rows[0][0]) if rows else None

    def keep_settings(self, settings: dict[str, Any]) -> None:
        """Keep settings for later runs."""
        with self._database.transaction() as changes:
            changes.executemany(
                "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                [(name, json.dumps(value, sort_keys=True)) for name, value in settings.items()],
            )

    def has_transcribed(self, way: str) -> bool:
        """Whether something was transcribed this way."""
        return bool(self._rows("SELECT 1 FROM inputs WHERE way = ? AND status = 'Succeeded' LIMIT 1", (way,)))

    def plan_recordings(self, planned: Sequence[Planned], *, again: bool) -> PlanOutcome:
        """Put recordings into the journal that are not there yet.

        Args:
            planned: the recordings; one that this search was given already is passed over.
            again: whether what has ended is transcribed once more.
        """
        ended: list[KnownRecording] = []
        changed: list[tuple[KnownRecording, Recording]] = []
        with self._database.transaction() as changes:
            new, left, seen = self._sorted(changes, planned)
            all_known = find_known(changes, (each.recording for each in left), self._folder)
            for each in left:
                recording, way = each
                identity = identity_of(recording)
                known = all_known.get(identity)
                if known is None:
                    new.setdefault(identity, each)
                elif self._is_first(known.number):
                    seen += 1
                    refresh(changes, known, recording)
                    if (again and known.has_ended) or (known.job is None and known.error_kind in _PASSING):
                        forget(changes, known.number, recording, way)
                    elif known.has_ended and differs(known, recording):
                        changed.append((known, recording))
                    elif known.has_ended:
                        ended.append(known)
                    elif known.job_state is None and (known.way != way or differs(known, recording)):
                        forget(changes, known.number, recording, way)
            for number in insert(changes, list(new.values())):
                self._is_first(number)
        return PlanOutcome(len(new), seen + len(new), ended, changed)

    def _sorted(
        self, changes: sqlite3.Connection, planned: Sequence[Planned]
    ) -> tuple[dict[tuple[bool, str], Planned], list[Planned], int]:
        """Return the URLs that are new, what is to be looked at, and how many URLs wait as the journal has them."""
        known = find_urls(changes, (each.source for each, _ in planned if each.kind == "url"))
        new: dict[tuple[bool, str], Planned] = {}
        left, seen = [], 0
        for each in planned:
            recording, way = each
            if recording.kind != "url":
                left.append(each)
            elif (found := known.get(recording.source)) is None:
                new.setdefault((True, recording.source), each)
            else:
                number, url, known_way, waits = found
                if waits and url == recording.address and known_way == way:
                    seen += self._is_first(number)
                else:
                    left.append(each)
        return new, left, seen

    def note_fault(self, recording: Recording, kind: str, message: str) -> None:
        """Note that a recording cannot be sent, unless it was before."""
        with self._database.transaction() as changes:
            known = find_known(changes, [recording], self._folder).get(identity_of(recording))
            for number in insert(changes, [(recording, BATCH)]) if known is None else [known.number]:
                self._is_first(number)
            if known is None or known.job is None:
                changes.execute(
                    "UPDATE inputs SET status = 'Failed', error_kind = ?, error_message = ? WHERE source = ?",
                    (kind, message, storable(recording.source)),
                )

    def recording(self, source: str) -> KnownRecording:
        """Return what is known of a recording."""
        return self._read_row(self._rows(f"SELECT {ROW} WHERE source = ?", (source,))[0])

    def next_local(self, after: int) -> KnownRecording | None:
        """Return the next recording that is to be transcribed at once, or to be uploaded; None if there is none."""
        rows = self._rows(
            f"SELECT {ROW} WHERE marker IS NULL AND status IS NULL AND ready = 0 AND inputs.rowid > ? "
            "ORDER BY inputs.rowid LIMIT 1",
            (after,),
        )
        return self._read_row(rows[0]) if rows else None

    def waiting_for_job(self) -> WaitingForJob:
        """Return what can be put into a job."""
        largest = planned_jobs.LARGEST_JOB
        is_open = "FROM inputs WHERE marker IS NULL AND status IS NULL"
        ((ready,),) = self._rows(f"SELECT count(*) FROM (SELECT 1 {is_open} AND ready = 1 LIMIT ?)", (largest,))
        more = bool(self._rows(f"SELECT 1 {is_open} AND ready = 0 AND way = 'batch' LIMIT 1"))
        return WaitingForJob(ready, ready == largest, more)

    def unfinished(self, origin: str) -> list[KnownRecording]:
        """Return the recordings of a resource's jobs that may be there, and whose results are still to be fetched."""
        rows = self._rows(
            f"SELECT {ROW} WHERE state IN (?, ?) AND coalesce(origin = ?, 1) AND result IS NULL "
            "AND status IS NOT 'Failed' ORDER BY inputs.rowid",
            (SENDING, SUBMITTED, origin),
        )
        return [self._read_row(row) for row in rows]

    def needs_storage(self) -> bool:
        """Return whether a local file is to be uploaded still, or an upload to be deleted."""
        needed = "kind = 'file' AND way = ? AND (status IS NULL OR object IS NOT NULL)"
        return bool(self._rows(f"SELECT 1 FROM inputs WHERE {needed} LIMIT 1", (BATCH,)))

    def running_jobs(self) -> int:
        """Return how many jobs run."""
        ((count,),) = self._rows("SELECT count(*) FROM jobs WHERE state = ?", (SUBMITTED,))
        return int(count)

    def reset_unread_results(self) -> None:
        """Have fast transcriptions made again whose results are not there any more as they were."""
        query = (
            "SELECT rowid, result, size, digest, modified FROM inputs WHERE way = 'fast' AND result IS NOT NULL "
            "AND rowid > ? ORDER BY rowid LIMIT 500"
        )
        last = 0
        while rows := self._rows(query, (last,)):
            last = rows[-1][0]
            damaged = []
            for number, result, *seen in rows:
                stored = StoredResult(self._folder / result, *seen)
                if checked_result(stored) is None:
                    set_aside(stored.path)
                    damaged.append((number,))
            if damaged:
                with self._database.transaction() as changes:
                    changes.executemany(
                        f"UPDATE inputs SET result = NULL, audio_digest = NULL, {FORGET} WHERE rowid = ?", damaged
                    )

    def retry_failed(self) -> None:
        """Have the recordings transcribed again that failed."""
        self._change(
            f"UPDATE inputs SET ready = (way = 'batch' AND kind <> 'file'), {TRY_AGAIN} WHERE status = 'Failed'",
            (),
        )

    def take_to_batch(self, number: int) -> None:
        """Note that a recording which fast transcription does not take is transcribed by a job."""
        self._change("UPDATE inputs SET way = 'batch' WHERE rowid = ?", (number,))

    def begin_upload(self, number: int, name: str) -> None:
        """Note how an upload is called, before there is one."""
        self._change("UPDATE inputs SET object = ? WHERE rowid = ?", (name, number))

    def end_upload(self, number: int, url: str, digest: str) -> None:
        """Note that the service can fetch a recording, by a link to this URL."""
        self._change(
            "UPDATE inputs SET ready = 1, key = ?, url = ?, audio_digest = ? WHERE rowid = ?",
            (normalized(url), url, digest, number),
        )

    def settle_at_once(self, known: KnownRecording, outcome: InputOutcome, digest: str | None) -> None:
        """Note what became of a recording without a job, and which formats of it are to be saved."""
        with self._database.transaction() as changes:
            self._note(changes, known.source, outcome)
            changes.execute("UPDATE inputs SET audio_digest = ? WHERE rowid = ?", (digest, known.number))
            if known.saved:
                _keep_saved(changes, [known])

    def fail(self, known: KnownRecording, kind: str, message: str) -> None:
        """Note why a recording cannot be transcribed."""
        self.settle_at_once(known, InputOutcome("Failed", kind, message), None)

    def keep_unchanged(self, known: KnownRecording, recording: Recording) -> None:
        """Note that a file holds what was transcribed, although it was written again."""
        self._change(
            "UPDATE inputs SET audio_size = ?, audio_modified = ? WHERE rowid = ?",
            (recording.size, recording.modified, known.number),
        )

    def begin_again(self, known: KnownRecording, recording: Recording, way: str) -> None:
        """Note that a file holds something else than what was transcribed, whose results stay as they are."""
        place = distinct_place(recording.place, f"{recording.source} {recording.modified}")
        with self._database.transaction() as changes:
            forget(changes, known.number, recording, way)
            changes.execute(
                "UPDATE inputs SET place = ?, place_key = ?, saved = NULL WHERE rowid = ?",
                (place, collision_key(place), known.number),
            )

    def keep_saved(self, recordings: Iterable[KnownRecording]) -> None:
        """Note which formats of recordings are saved, and where."""
        known = list(recordings)
        if known:
            with self._database.transaction() as changes:
                _keep_saved(changes, known)

    def is_taken(self, place: str) -> bool:
        """Whether results of a recording go to a place."""
        return bool(self._rows("SELECT 1 FROM inputs WHERE place_key = ?", (collision_key(place),)))

    def leftover_uploads(self, after: int) -> list[KnownRecording]:
        """Return the next recordings of which there may be an upload although they have ended, or failed."""
        query = (
            f"SELECT {ROW} WHERE object IS NOT NULL AND status IS NOT NULL AND inputs.rowid > ? "
            "ORDER BY inputs.rowid LIMIT 500"
        )
        return [self._read_row(row) for row in self._rows(query, (after,))]

    def forget_uploads(self, numbers: Iterable[int]) -> None:
        """Note that uploads are not there any more, or are to stay."""
        with self._database.transaction() as changes:
            changes.executemany("UPDATE inputs SET object = NULL WHERE rowid = ?", ((number,) for number in numbers))

    def links_needed(self, marker: str) -> list[KnownRecording]:
        """Return the recordings of a job that are fetched from the user's storage."""
        return [
            self._read_row(row)
            for row in self._rows(f"SELECT {ROW} WHERE marker = ? AND kind <> 'url' ORDER BY inputs.rowid", (marker,))
        ]

    def keep_links(self, links: Sequence[tuple[int, str]]) -> None:
        """Note new links to recordings."""
        with self._database.transaction() as changes:
            changes.executemany(
                "UPDATE inputs SET url = ?, key = ? WHERE rowid = ?",
                ((link, normalized(link), number) for number, link in links),
            )

    def renew_expired(self, sources: Iterable[str], now: datetime) -> set[str]:
        """Have those recordings sent once more that failed while their links had ended, and return them."""
        renewed = {
            known.source
            for known in map(self.recording, sources)
            if known.status == "Failed" and known.kind != "url" and has_expired(known.url, now)
        }
        if renewed:
            with self._database.transaction() as changes:
                changes.executemany(
                    f"UPDATE inputs SET marker = NULL, {FORGET} WHERE source = ?", ((each,) for each in renewed)
                )
        return renewed

    def _read_row(self, row: tuple[Any, ...]) -> KnownRecording:
        return read_row(row, self._folder)


def _keep_saved(changes: sqlite3.Connection, recordings: Iterable[KnownRecording]) -> None:
    changes.executemany(
        "UPDATE inputs SET place = ?, place_key = ?, saved = ? WHERE rowid = ?",
        ((known.place, collision_key(known.place), " ".join(known.saved), known.number) for known in recordings),
    )
