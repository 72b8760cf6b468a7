"""Which inputs of a journal are in which job, and which jobs are planned, being sent, or submitted."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final, NamedTuple
from uuid import uuid4

from speechtotext._redaction import source_of

from .inputs import has_expired, normalized
from .journal_file import JournalFile
from .matching import JobInput

# The most URLs that the service takes in one job (batch transcription documentation).
LARGEST_JOB: Final = 1000

LINK_EXPIRED: Final = "LinkExpired"
_EXPIRED: Final = "The link has expired: give a new one."

PLANNED, SENDING, SUBMITTED, ENDED = "planned", "sending", "submitted", "ended"
# The service does not know it any more; should it be found again, it goes on.
GONE: Final = "gone"

RESULT_UNAVAILABLE, NO_RESULT = "ResultUnavailable", "NoResult"

FORGET: Final = "status = NULL, error_kind = NULL, error_message = NULL"
_IS_UNAVAILABLE: Final = f"error_kind IN ('{RESULT_UNAVAILABLE}', '{NO_RESULT}')"
# An input whose result cannot be had is paid for: its job is looked at again when the service refuses the next one.
TRY_AGAIN: Final = (
    f"earlier = CASE WHEN {_IS_UNAVAILABLE} THEN marker ELSE earlier END, "
    f"earlier_position = CASE WHEN {_IS_UNAVAILABLE} THEN position ELSE earlier_position END, marker = NULL, {FORGET}"
)


class PlannedJob(NamedTuple):
    """A job of a batch.

    Args:
        marker: by which it is found in a listing: the service keeps it among the job's custom properties.
        state: planned, sending, submitted, ended or gone.
        job: its id, once it is known.
    """

    marker: str
    state: str
    job: str | None


class PlannedJobs(JournalFile):
    """The jobs of a journal and their inputs."""

    def unsent(self, urls: Iterable[str]) -> list[str]:
        """Return those of the inputs that are in no job of which it is known that the service has it."""
        query = "SELECT key FROM inputs JOIN jobs USING (marker) WHERE job IS NOT NULL"
        sent = {row[0] for row in self._rows(query)}
        return [url for url in urls if normalized(url) not in sent]

    def plan(self, urls: Iterable[str]) -> None:
        """Put the inputs that are in no job yet into new ones. Of one that is there already the newest URL is kept."""
        with self._database.transaction() as changes:
            changes.executemany(
                "INSERT INTO inputs (source, key, url) VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET url = excluded.url WHERE url <> excluded.url",
                ((source_of(url), normalized(url), url) for url in urls),
            )
            changes.execute(f"UPDATE inputs SET {FORGET} WHERE marker IS NULL AND error_kind = ?", (LINK_EXPIRED,))
            _plan_free(changes)

    def plan_ready(self) -> None:
        """Put the inputs that are in no job, and that the service can fetch, into new ones."""
        with self._database.transaction() as changes:
            _plan_free(changes)

    def plan_failed(self) -> None:
        """Put the inputs that failed into new jobs."""
        with self._database.transaction() as changes:
            changes.execute(f"UPDATE inputs SET {TRY_AGAIN} WHERE status = 'Failed'")
            _plan_free(changes)

    def divide(self, marker: str, first: int | None = None) -> PlannedJob:
        """Put the inputs of a job that no resource has taken into two, and return the first one.

        Args:
            marker: of the job.
            first: how many inputs the first one gets. Default: half of them.
        """
        with self._database.transaction() as changes:
            rows = changes.execute("SELECT rowid FROM inputs WHERE marker = ? ORDER BY rowid", (marker,)).fetchall()
            changes.execute("DELETE FROM jobs WHERE marker = ?", (marker,))
            half = first or (len(rows) + 1) // 2
            planned = _plan_job(changes, [row[0] for row in rows[:half]])
            _plan_job(changes, [row[0] for row in rows[half:]])
        return planned

    def next_planned(self, *, small: bool, without: Collection[str] = ()) -> PlannedJob | None:
        """Return the job to submit next; None if there is none.

        Args:
            small: whether it is the smallest one; otherwise it is the largest.
            without: markers of jobs that are not asked for.
        """
        query = (
            f"SELECT marker, state, job FROM jobs WHERE state = ? AND marker NOT IN ({_marks(without)}) "
            f"ORDER BY input_count {'ASC' if small else 'DESC'}, first_input LIMIT 1"
        )
        return next((PlannedJob(*row) for row in self._rows(query, (PLANNED, *without))), None)

    def sizes(self, *states: str, without: Collection[str] = ()) -> dict[str | None, int]:
        """Return how many inputs the jobs in these states have, by the resources that they were sent to.

        Args:
            states: of the jobs.
            without: the markers of jobs that do not count.
        """
        others = f"state IN ({_marks(states)}) AND marker NOT IN ({_marks(without)})"
        return dict(
            self._rows(f"SELECT origin, sum(input_count) FROM jobs WHERE {others} GROUP BY origin", [*states, *without])
        )

    def begin_sending(self, marker: str, now: datetime, origin: str) -> tuple[list[str], list[str]]:
        """Note that a job is being sent to a resource.

        Returns:
            The URLs of its inputs, and the sources of those whose links have ended: they are left out, and have failed.
        """
        with self._database.transaction() as changes:
            rows = changes.execute(
                "SELECT rowid, url, source FROM inputs WHERE marker = ? ORDER BY rowid", (marker,)
            ).fetchall()
            ended = [(row, source) for row, url, source in rows if has_expired(url, now)]
            changes.executemany(
                "UPDATE inputs SET marker = NULL, status = 'Failed', error_kind = ?, error_message = ? WHERE rowid = ?",
                ((LINK_EXPIRED, _EXPIRED, row) for row, _ in ended),
            )
            good = [(row, url) for row, url, _ in rows if not has_expired(url, now)]
            changes.executemany(
                "UPDATE inputs SET position = ? WHERE rowid = ?",
                ((position, row) for position, (row, _) in enumerate(good)),
            )
            if good:
                changes.execute(
                    "UPDATE jobs SET state = ?, sent = ?, origin = ?, input_count = ? WHERE marker = ?",
                    (SENDING, now.timestamp(), origin, len(good), marker),
                )
            else:
                changes.execute("DELETE FROM jobs WHERE marker = ?", (marker,))
        return [url for _, url in good], [source for _, source in ended]

    def set_submitted(self, marker: str, job: str, origin: str) -> None:
        """Note that a resource has taken a job."""
        self._change(
            "UPDATE jobs SET state = ?, job = ?, origin = ? WHERE marker = ?", (SUBMITTED, job, origin, marker)
        )

    def set_planned(self, marker: str) -> None:
        """Note that no resource has a job."""
        self._change("UPDATE jobs SET state = ?, origin = NULL WHERE marker = ?", (PLANNED, marker))

    def jobs(self, *states: str, origin: str | None = None) -> list[PlannedJob]:
        """Return the jobs in these states that have inputs, in the order of these.

        Args:
            states: some of planned, sending, submitted, ended and gone.
            origin: the resource that they were sent to. Default: any.
        """
        query = (
            f"SELECT marker, state, job FROM jobs WHERE state IN ({_marks(states)}) AND coalesce(origin = ?, 1) "
            "AND EXISTS (SELECT 1 FROM inputs WHERE inputs.marker = jobs.marker) ORDER BY first_input"
        )
        return [PlannedJob(*row) for row in self._rows(query, (*states, origin))]

    @property
    def has_accepted(self) -> bool:
        """Whether the service has ever taken a job of this batch."""
        return bool(self._rows("SELECT 1 FROM jobs WHERE job IS NOT NULL LIMIT 1"))

    def count(self, marker: str) -> int:
        """Return how many inputs a job has."""
        ((count,),) = self._rows("SELECT count(*) FROM inputs WHERE marker = ?", (marker,))
        return int(count)

    def inputs(self, marker: str) -> list[JobInput]:
        """Return the inputs of a job, in their order."""
        query = "SELECT source, key, position FROM inputs WHERE marker = ? ORDER BY rowid"
        return [JobInput(*row) for row in self._rows(query, (marker,))]


def _plan_free(changes: sqlite3.Connection) -> None:
    """Put the inputs that are in no job, that the service can fetch and that have not failed, into new ones."""
    query = "SELECT rowid FROM inputs WHERE marker IS NULL AND status IS NULL AND ready = 1 ORDER BY rowid LIMIT ?"
    while free := [row[0] for row in changes.execute(query, (LARGEST_JOB,))]:
        _plan_job(changes, free)


def _plan_job(changes: sqlite3.Connection, rows: list[int]) -> PlannedJob:
    """Put inputs into a new job."""
    marker = uuid4().hex
    changes.execute(
        "INSERT INTO jobs (marker, state, input_count, first_input) VALUES (?, ?, ?, ?)",
        (marker, PLANNED, len(rows), rows[0]),
    )
    changes.executemany("UPDATE inputs SET marker = ? WHERE rowid = ?", ((marker, row) for row in rows))
    return PlannedJob(marker, PLANNED, None)


def _marks(values: Collection[object]) -> str:
    """Return a placeholder for each value."""
    return ", ".join("?" * len(values))
