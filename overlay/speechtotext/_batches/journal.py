"""The journal of a batch of inputs: what is to be transcribed, in which job each input is, and what became of it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, Self
from uuid import uuid4

from speechtotext._core.flows import Flow
from speechtotext._core.locked_database import LockedDatabase, open_locked
from speechtotext._errors import ConfigurationError, FileError

from .inputs import source_of
from .layout import prepare

# The most URLs that the service takes in one job (batch transcription documentation).
LARGEST_JOB: Final = 1000

LINK_EXPIRED: Final = "LinkExpired"
_EXPIRED: Final = "The permission of the link has ended: give a new one."

PLANNED, SENDING, SUBMITTED, ENDED = "planned", "sending", "submitted", "ended"


@dataclass(frozen=True, slots=True)
class BatchInput:
    """One input of a batch.

    Attributes:
        source: its URL, without the signature that gave access to it.
        status: Succeeded, Failed, or None while nothing is known.
        job: id of the job that it is in; None as long as it is in none.
        result: where its result is, once it has been fetched: `TranscriptionResult.load` reads it. None for an input
            that the service has transcribed, but whose result cannot be fetched: then `error_message` says why, and
            `resume` tries again.
        error_kind: the kind of failure, such as InvalidAudio, or Refused, LinkExpired, ResultUnavailable, NoResult.
        error_message: why it failed, in the service's own words where it gave any.
    """

    source: str
    status: str | None
    job: str | None
    result: Path | None
    error_kind: str | None
    error_message: str | None


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What became of the inputs of a batch.

    Attributes:
        inputs: all inputs, in the order in which they were given.
    """

    inputs: tuple[BatchInput, ...]

    @property
    def succeeded(self) -> tuple[BatchInput, ...]:
        """The inputs whose results are there."""
        return tuple(entry for entry in self.inputs if entry.status == "Succeeded")

    @property
    def failed(self) -> tuple[BatchInput, ...]:
        """The inputs that were not transcribed; each tells why."""
        return tuple(entry for entry in self.inputs if entry.status == "Failed")

    @property
    def pending(self) -> tuple[BatchInput, ...]:
        """The inputs of which nothing is known yet."""
        return tuple(entry for entry in self.inputs if entry.status is None)

    @property
    def jobs(self) -> tuple[str, ...]:
        """The ids of the jobs."""
        return tuple(dict.fromkeys(entry.job for entry in self.inputs if entry.job is not None))

    def __repr__(self) -> str:
        counts = f"{len(self.succeeded)} succeeded, {len(self.failed)} failed, {len(self.pending)} pending"
        return f"<BatchSummary: {counts}, in {len(self.jobs)} jobs>"


class PlannedJob(NamedTuple):
    """A job of a batch.

    Args:
        marker: by which it is found in a listing: the service keeps it among the job's custom properties.
        state: planned, sending, submitted or ended.
        job: its id, once it is known.
        sent: when it was sent, in seconds since 1970.
    """

    marker: str
    state: str
    job: str | None
    sent: float | None


class InputOutcome(NamedTuple):
    """What became of an input.

    Args:
        result: where its result is.
        size: of the result, in bytes.
        digest: of the result, SHA-256 in hexadecimal.
    """

    status: str
    error_kind: str | None = None
    error_message: str | None = None
    result: Path | None = None
    size: int | None = None
    digest: str | None = None


class Journal:
    """A journal that this run holds; each change is on disk before the next step is taken."""

    def __init__(self, database: LockedDatabase) -> None:
        self.path = database.path
        self._database = database

    @classmethod
    def open(cls, path: Path) -> Flow[Self]:
        """Return the steps that take hold of a journal, which is made if it is not there."""
        return cls((yield from open_locked(path, prepare)))

    def close(self) -> None:
        self._database.close()

    def describe(self, api_version: str, origin: str, body: dict[str, Any]) -> None:
        """Keep what all jobs have in common.

        Raises:
            ConfigurationError: the journal is of other jobs, of another version of the API or another resource.
        """
        text = json.dumps(body, sort_keys=True)
        known = self._rows("SELECT api_version, origin, body FROM batch")
        if not known:
            self._change("INSERT INTO batch VALUES (?, ?, ?)", (api_version, text, origin))
            return
        self._check(api_version, origin)
        if known[0][2] != text:
            differences = _differences(json.loads(known[0][2]), body)
            raise ConfigurationError(
                f"{self.path} is the journal of other jobs: {differences}. Give the same body, or another journal."
            )

    def body(self, api_version: str, origin: str) -> dict[str, Any]:
        """Return what all jobs have in common.

        Raises:
            FileError: nothing was ever submitted with this journal.
            ConfigurationError: the journal is of another version of the API, or of another resource.
        """
        known = self._rows("SELECT body FROM batch")
        if not known:
            raise FileError(f"{self.path} is no journal of submitted jobs: begin with submit_all.")
        self._check(api_version, origin)
        body: dict[str, Any] = json.loads(known[0][0])
        return body

    def _check(self, api_version: str, origin: str) -> None:
        ((known_version, known_origin),) = self._rows("SELECT api_version, origin FROM batch")
        if known_version != api_version:
            raise ConfigurationError(
                f"{self.path} was begun with API version {known_version}, this client is of {api_version}: "
                "go on with a client of that version."
            )
        if known_origin is None:
            # Of the first layout, which did not keep it.
            self._change("UPDATE batch SET origin = ?", (origin,))
        elif known_origin != origin:
            raise ConfigurationError(
                f"{self.path} was begun with the resource at {known_origin}, this client is of {origin}: "
                "go on with a client of that resource."
            )

    def unsent(self, urls: Iterable[str]) -> list[str]:
        """Return those of the inputs that are in no job of which it is known that the service has it."""
        query = "SELECT source FROM inputs JOIN jobs USING (marker) WHERE state IN (?, ?)"
        sent = {row[0] for row in self._rows(query, (SUBMITTED, ENDED))}
        return [url for url in urls if source_of(url) not in sent]

    def plan(self, urls: Iterable[str], expired: Iterable[str] = ()) -> None:
        """Put the inputs that are in no job yet into new ones. Of one that is there already the newest URL is kept.

        Args:
            expired: inputs whose links have ended: they have failed, until they come with another link.
        """
        with self._database.transaction() as changes:
            changes.executemany(
                "INSERT INTO inputs (source, url) VALUES (?, ?) "
                "ON CONFLICT (source) DO UPDATE SET url = excluded.url WHERE url <> excluded.url",
                ((source_of(url), url) for url in urls),
            )
            changes.execute(
                "UPDATE inputs SET status = NULL, error_kind = NULL, error_message = NULL "
                "WHERE marker IS NULL AND error_kind = ?",
                (LINK_EXPIRED,),
            )
            changes.executemany(
                "UPDATE inputs SET status = 'Failed', error_kind = ?, error_message = ?, marker = NULL "
                "WHERE source = ?",
                ((LINK_EXPIRED, _EXPIRED, source_of(url)) for url in expired),
            )
            self._plan_free(changes)

    def plan_failed(self) -> None:
        """Put the inputs that failed into new jobs."""
        with self._database.transaction() as changes:
            changes.execute(
                "UPDATE inputs SET marker = NULL, status = NULL, error_kind = NULL, error_message = NULL "
                "WHERE status = 'Failed'"
            )
            self._plan_free(changes)

    def divide(self, marker: str) -> None:
        """Put the inputs of a planned job into two."""
        with self._database.transaction() as changes:
            rows = changes.execute("SELECT rowid FROM inputs WHERE marker = ? ORDER BY rowid", (marker,)).fetchall()
            changes.execute("DELETE FROM jobs WHERE marker = ?", (marker,))
            half = (len(rows) + 1) // 2
            _plan_jobs(changes, [row[0] for row in rows[:half]])
            _plan_jobs(changes, [row[0] for row in rows[half:]])

    def _plan_free(self, changes: sqlite3.Connection) -> None:
        """Put the inputs that are in no job, and have not failed, into new ones."""
        free = [
            row[0]
            for row in changes.execute(
                "SELECT rowid FROM inputs WHERE marker IS NULL AND status IS NULL ORDER BY rowid"
            )
        ]
        for start in range(0, len(free), LARGEST_JOB):
            _plan_jobs(changes, free[start : start + LARGEST_JOB])

    def next_planned(self) -> PlannedJob | None:
        """Return the job to submit next; None if there is none."""
        return next(iter(self.jobs(PLANNED)), None)

    def count(self, marker: str) -> int:
        """Return how many inputs a job has."""
        ((count,),) = self._rows("SELECT count(*) FROM inputs WHERE marker = ?", (marker,))
        return int(count)

    def sources(self, marker: str) -> list[str]:
        """Return the inputs of a job, without signatures, in their order."""
        return [row[0] for row in self._rows("SELECT source FROM inputs WHERE marker = ? ORDER BY rowid", (marker,))]

    def jobs(self, *states: str) -> list[PlannedJob]:
        """The jobs in these states, in the order of their inputs."""
        marks = ", ".join("?" * len(states))
        query = (
            "SELECT jobs.marker, state, job, sent FROM jobs JOIN inputs USING (marker) "
            f"WHERE state IN ({marks}) GROUP BY jobs.marker ORDER BY min(inputs.rowid)"
        )
        return [PlannedJob(*row) for row in self._rows(query, states)]

    def urls(self, marker: str) -> list[str]:
        """The inputs of a job."""
        return [row[0] for row in self._rows("SELECT url FROM inputs WHERE marker = ? ORDER BY rowid", (marker,))]

    def set_state(self, marker: str, state: str, *, job: str | None = None, sent: datetime | None = None) -> None:
        """Note how far a job is."""
        self._change(
            "UPDATE jobs SET state = ?, job = coalesce(?, job), sent = coalesce(?, sent) WHERE marker = ?",
            (state, job, sent and sent.timestamp(), marker),
        )

    def end(self, marker: str, outcomes: dict[str, InputOutcome], otherwise: InputOutcome) -> None:
        """Note that a job has ended and what became of each of its inputs, told by `source_of`."""
        with self._database.transaction() as changes:
            for source in self.sources(marker):
                outcome = outcomes.get(source, otherwise)
                changes.execute(
                    "UPDATE inputs SET status = ?, error_kind = ?, error_message = ?, result = ?, size = ?, digest = ? "
                    "WHERE source = ?",
                    (*outcome[:3], outcome.result and self._relative(outcome.result), *outcome[4:], source),
                )
            changes.execute("UPDATE jobs SET state = ? WHERE marker = ?", (ENDED, marker))

    def reopen_damaged(self) -> None:
        """Have the jobs finished again whose results are not there any more as they were fetched.

        A power failure can take what was not on disk, and people move files. What is damaged is deleted.
        """
        query = (
            "SELECT DISTINCT marker, result, size, digest FROM inputs JOIN jobs USING (marker) "
            "WHERE status = 'Succeeded' AND state = ?"
        )
        damaged = set()
        for marker, result, size, digest in self._rows(query, (ENDED,)):
            path = None if result is None else self._absolute(result)
            if path is None or not _is_whole(path, size, digest):
                damaged.add(marker)
                if path is not None:
                    path.unlink(missing_ok=True)
        with self._database.transaction() as changes:
            changes.executemany("UPDATE jobs SET state = ? WHERE marker = ?", ((SUBMITTED, each) for each in damaged))

    def summary(self) -> BatchSummary:
        """Return what is known of the inputs."""
        query = (
            "SELECT source, status, job, result, error_kind, error_message "
            "FROM inputs LEFT JOIN jobs USING (marker) ORDER BY inputs.rowid"
        )
        return BatchSummary(
            tuple(
                BatchInput(source, status, job, None if result is None else self._absolute(result), kind, message)
                for source, status, job, result, kind, message in self._rows(query)
            )
        )

    def _relative(self, result: Path) -> str:
        """A path as it is kept: relative to the journal if it lies beside or below it, so that both can be moved."""
        folder, path = self.path.absolute().parent, result.absolute()
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)

    def _absolute(self, result: str) -> Path:
        return self.path.absolute().parent / result

    def _rows(self, query: str, arguments: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        return self._database.rows(query, arguments)

    def _change(self, query: str, arguments: Iterable[Any]) -> None:
        with self._database.transaction() as changes:
            changes.execute(query, tuple(arguments))


def _plan_jobs(changes: sqlite3.Connection, rows: list[int]) -> None:
    """Put inputs into a new job."""
    marker = uuid4().hex
    changes.execute("INSERT INTO jobs (marker, state) VALUES (?, ?)", (marker, PLANNED))
    changes.executemany("UPDATE inputs SET marker = ? WHERE rowid = ?", ((marker, row) for row in rows))


def _is_whole(path: Path, size: int | None, digest: str | None) -> bool:
    """Whether a result is there as it was fetched."""
    try:
        if size is None or digest is None:
            # Of the first layout, which kept neither.
            return path.stat().st_size > 0
        return path.stat().st_size == size and hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _differences(old: dict[str, Any], new: dict[str, Any]) -> str:
    """What differs between two bodies, as a clause."""
    names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    return ", ".join(f"{name} was {old.get(name)!r} and is {new.get(name)!r}" for name in names)
