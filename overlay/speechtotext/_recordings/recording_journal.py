"""The journal of a folder of results: recordings of any kind, beside the jobs that some of them are in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import uuid4

from speechtotext._batches.inputs import has_expired, normalized, source_of
from speechtotext._batches.journal import GONE, LARGEST_JOB, LINK_EXPIRED, SUBMITTED, Journal
from speechtotext._batches.matching import InputOutcome
from speechtotext._batches.stored_results import StoredResult, checked_result, set_aside
from speechtotext._transfers.file_names import collision_key

from .recording import Recording

FAST, BATCH = "fast", "batch"
# Failures of recordings that were not sent: they may be there by now.
NOT_READABLE: Final = "NotReadable"
_PASSING: Final = frozenset((LINK_EXPIRED, NOT_READABLE))
_FORGET: Final = "status = NULL, error_kind = NULL, error_message = NULL"
_ROW: Final = (
    "inputs.rowid, source, shown, kind, way, url, place, saved, object, audio_size, audio_modified, audio_digest, "
    "status, error_kind, error_message, result, job, state FROM inputs LEFT JOIN jobs USING (marker)"
)


class KnownRecording(NamedTuple):
    """What the journal knows of a recording.

    Args:
        number: by which it is found again.
        source: path, URL or address in storage.
        shown: the same as people know it.
        kind: file, url or stored.
        way: fast or batch.
        url: where the service fetches it; empty as long as that is not known.
        place: where its results go, below the folder and without an ending.
        saved: the formats that were saved.
        object: name of its upload, as long as there is one.
        audio_size: bytes of a file when it was found.
        audio_modified: when the file was changed last, in nanoseconds since 1970.
        audio_digest: SHA-256 of what was transcribed, in hexadecimal.
        status: Succeeded, Failed or None.
        error_kind: the kind of failure.
        error_message: why it failed.
        result: file of the result as the service gave it.
        job: id of its job.
        job_state: how far that is.
    """

    number: int
    source: str
    shown: str
    kind: str
    way: str
    url: str
    place: str
    saved: tuple[str, ...]
    object: str | None
    audio_size: int | None
    audio_modified: int | None
    audio_digest: str | None
    status: str | None
    error_kind: str | None
    error_message: str | None
    result: Path | None
    job: str | None
    job_state: str | None

    @property
    def has_ended(self) -> bool:
        """Whether no more will become of it in this run."""
        if self.status == "Succeeded":
            # The result of a job that is finished again is still to come.
            return self.result is not None or self.job_state == GONE
        return self.status == "Failed" and self.job_state != SUBMITTED


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


class RecordingJournal(Journal):
    """The journal of a folder of results; each change is on disk before the next step is taken."""

    def begin_run(self) -> int:
        """Return the number of this run."""
        number = int(self.setting("run") or 0) + 1
        self.keep_settings({"run": number})
        return number

    def identifier(self) -> str:
        """Return what tells this journal from all others."""
        known = self.setting("id")
        if known is None:
            known = uuid4().hex
            self.keep_settings({"id": known})
        return str(known)

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

    def plan_recordings(self, planned: Iterable[Planned], run: int, *, again: bool) -> PlanOutcome:
        """Put recordings into the journal that are not there yet.

        Args:
            planned: the recordings.
            run: number of this run; a recording that it has seen already is passed over.
            again: whether what has ended is transcribed once more.
        """
        new = seen = 0
        ended: list[KnownRecording] = []
        changed: list[tuple[KnownRecording, Recording]] = []
        with self._database.transaction() as changes:
            for recording, way in planned:
                known = self._known(changes, recording)
                if known is None:
                    _insert(changes, recording, way, run)
                    new, seen = new + 1, seen + 1
                elif _is_first(changes, known, run):
                    seen += 1
                    _refresh(changes, known, recording)
                    if (again and known.has_ended) or (known.job is None and known.error_kind in _PASSING):
                        _forget(changes, known.number, recording, way)
                    elif known.has_ended and _differs(known, recording):
                        changed.append((known, recording))
                    elif known.has_ended:
                        ended.append(known)
                    elif known.job_state is None and (known.way != way or _differs(known, recording)):
                        _forget(changes, known.number, recording, way)
        return PlanOutcome(new, seen, ended, changed)

    def _known(self, changes: sqlite3.Connection, recording: Recording) -> KnownRecording | None:
        # A URL is known by its normal form, which is its identity.
        column = "key" if recording.kind == "url" else "source"
        rows = changes.execute(f"SELECT {_ROW} WHERE {column} = ?", (recording.source,)).fetchall()
        return self._read_row(rows[0]) if rows else None

    def note_fault(self, recording: Recording, kind: str, message: str) -> None:
        """Note that a recording cannot be sent, unless it was before."""
        with self._database.transaction() as changes:
            known = self._known(changes, recording)
            if known is None:
                _insert(changes, recording, BATCH, 0)
            if known is None or known.job is None:
                changes.execute(
                    "UPDATE inputs SET status = 'Failed', error_kind = ?, error_message = ? WHERE source = ?",
                    (kind, message, recording.source),
                )

    def recording(self, source: str) -> KnownRecording:
        """Return what is known of a recording."""
        return self._read_row(self._rows(f"SELECT {_ROW} WHERE source = ?", (source,))[0])

    def next_local(self, after: int) -> KnownRecording | None:
        """Return the next recording that is to be transcribed at once, or to be uploaded; None if there is none."""
        rows = self._rows(
            f"SELECT {_ROW} WHERE marker IS NULL AND status IS NULL AND ready = 0 AND inputs.rowid > ? "
            "ORDER BY inputs.rowid LIMIT 1",
            (after,),
        )
        return self._read_row(rows[0]) if rows else None

    def waiting_for_job(self) -> tuple[int, bool]:
        """Return how many recordings can be put into a job, up to a whole one, and whether more are to be uploaded."""
        is_open = "FROM inputs WHERE marker IS NULL AND status IS NULL"
        ((ready,),) = self._rows(f"SELECT count(*) FROM (SELECT 1 {is_open} AND ready = 1 LIMIT ?)", (LARGEST_JOB,))
        return ready, bool(self._rows(f"SELECT 1 {is_open} AND ready = 0 AND way = 'batch' LIMIT 1"))

    def unfinished(self) -> list[KnownRecording]:
        """Return the recordings of jobs whose results are still to be fetched."""
        rows = self._rows(f"SELECT {_ROW} WHERE state = ? AND result IS NULL ORDER BY inputs.rowid", (SUBMITTED,))
        return [self._read_row(row) for row in rows]

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
                        f"UPDATE inputs SET result = NULL, audio_digest = NULL, {_FORGET} WHERE rowid = ?", damaged
                    )

    def retry_failed(self) -> None:
        """Have the recordings transcribed again that failed."""
        self._change(
            f"UPDATE inputs SET marker = NULL, ready = (way = 'batch' AND kind <> 'file'), {_FORGET} "
            "WHERE status = 'Failed'",
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
        """Note what became of a recording without a job."""
        with self._database.transaction() as changes:
            self._note(changes, known.source, outcome)
            changes.execute("UPDATE inputs SET audio_digest = ? WHERE rowid = ?", (digest, known.number))

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
            _forget(changes, known.number, recording, way)
            changes.execute(
                "UPDATE inputs SET place = ?, place_key = ?, saved = NULL WHERE rowid = ?",
                (place, collision_key(place), known.number),
            )

    def keep_saved(self, number: int, place: str, formats: Iterable[str]) -> None:
        """Note which formats were saved, and where."""
        with self._database.transaction() as changes:
            changes.execute(
                "UPDATE inputs SET place = ?, place_key = ?, saved = ? WHERE rowid = ?",
                (place, collision_key(place), " ".join(formats), number),
            )

    def is_taken(self, place: str) -> bool:
        """Whether results of a recording go to a place."""
        return bool(self._rows("SELECT 1 FROM inputs WHERE place_key = ?", (collision_key(place),)))

    def leftover_uploads(self, after: int) -> list[KnownRecording]:
        """Return the next recordings of which there may be an upload although they have ended, or failed."""
        query = (
            f"SELECT {_ROW} WHERE object IS NOT NULL AND status IS NOT NULL AND inputs.rowid > ? "
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
            for row in self._rows(f"SELECT {_ROW} WHERE marker = ? AND kind <> 'url' ORDER BY inputs.rowid", (marker,))
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
                    f"UPDATE inputs SET marker = NULL, {_FORGET} WHERE source = ?", ((each,) for each in renewed)
                )
        return renewed

    def _read_row(self, row: tuple[Any, ...]) -> KnownRecording:
        known = KnownRecording(*row)
        result: Any = known.result
        return known._replace(
            shown=known.shown or known.source,
            place=known.place or "",
            saved=tuple((row[7] or "").split()),
            result=None if result is None else self._folder / result,
        )


def _insert(changes: sqlite3.Connection, recording: Recording, way: str, run: int) -> None:
    is_url = recording.kind == "url"
    place = _free_place(changes, recording)
    changes.execute(
        "INSERT INTO inputs (source, url, key, shown, kind, way, ready, place, place_key, audio_size, audio_modified, "
        "run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            source_of(recording.address) if is_url else recording.source,
            recording.address if is_url else "",
            recording.source if is_url else None,
            recording.shown,
            recording.kind,
            way,
            _is_ready(recording, way),
            place,
            collision_key(place),
            recording.size,
            recording.modified,
            run,
        ),
    )


def _free_place(changes: sqlite3.Connection, recording: Recording) -> str:
    """Return where results go: where they belong, unless those of another recording are there."""
    key = collision_key(recording.place)
    taken = changes.execute("SELECT 1 FROM inputs WHERE place_key = ?", (key,)).fetchone()
    return recording.place if taken is None else distinct_place(recording.place, recording.source)


def distinct_place(place: str, source: str) -> str:
    """Return a place that no other recording has."""
    return f"{place}-{sha256(source.encode('utf-8', 'surrogateescape')).hexdigest()[:10]}"


def _is_first(changes: sqlite3.Connection, known: KnownRecording, run: int) -> bool:
    """Note that this run was given a recording; tell whether it is the first time."""
    query = "UPDATE inputs SET run = ? WHERE rowid = ? AND run IS NOT ?"
    return changes.execute(query, (run, known.number, run)).rowcount == 1


def _refresh(changes: sqlite3.Connection, known: KnownRecording, recording: Recording) -> None:
    """Take the newest link, and a place for what `submit_all` was given."""
    if recording.kind == "url":
        changes.execute("UPDATE inputs SET url = ? WHERE rowid = ?", (recording.address, known.number))
    if not known.place:
        place = _free_place(changes, recording)
        changes.execute(
            "UPDATE inputs SET place = ?, place_key = ? WHERE rowid = ?", (place, collision_key(place), known.number)
        )


def _differs(known: KnownRecording, recording: Recording) -> bool:
    return recording.kind == "file" and (known.audio_size, known.audio_modified) != (recording.size, recording.modified)


def _is_ready(recording: Recording, way: str) -> bool:
    """Whether the service can fetch a recording as it is."""
    return way == BATCH and recording.kind != "file"


def _forget(changes: sqlite3.Connection, number: int, recording: Recording, way: str) -> None:
    """Have a recording transcribed as if nothing were known of it; saved results stay where they are."""
    changes.execute(
        f"UPDATE inputs SET marker = NULL, way = ?, ready = ?, audio_size = ?, audio_modified = ?, {_FORGET}, "
        "audio_digest = NULL, result = NULL, size = NULL, digest = NULL, modified = NULL WHERE rowid = ?",
        (way, _is_ready(recording, way), recording.size, recording.modified, number),
    )
