"""The journal of a batch of inputs: what is to be transcribed, in which job each input is, and what became of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import uuid4

from speechtotext._errors import ConfigurationError
from speechtotext._files.filesystem import file_identity
from speechtotext._redaction import source_of

from .body_differences import body_differences
from .inputs import has_expired, normalized
from .journal_file import JournalFile, nothing_submitted
from .matching import InputOutcome, JobInput
from .stored_results import StoredResult, checked_result, set_aside
from .summary import BatchInput, BatchSummary

# The most URLs that the service takes in one job (batch transcription documentation).
LARGEST_JOB: Final = 1000

LINK_EXPIRED, RESULT_UNAVAILABLE, NO_RESULT, NOT_FOUND = "LinkExpired", "ResultUnavailable", "NoResult", "NotFound"
_EXPIRED: Final = "The permission of the link has ended: give a new one."

PLANNED, SENDING, SUBMITTED, ENDED = "planned", "sending", "submitted", "ended"
# The service does not know it any more; should it be found again, it goes on.
GONE: Final = "gone"

_FORGET: Final = "status = NULL, error_kind = NULL, error_message = NULL"
_SUMMARY: Final = "status, job, result, error_kind, error_message FROM inputs LEFT JOIN jobs USING (marker)"


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


class Journal(JournalFile):
    """A journal; each change is on disk before the next step is taken."""

    _origins: frozenset[str] = frozenset()

    def describe(self, api_version: str, origin: str, body: dict[str, Any]) -> None:
        """Keep what all jobs have in common. As long as the service has taken none of them, it may change.

        Raises:
            ConfigurationError: the journal is of other jobs, of another version of the API or another resource.
        """
        known = self._rows("SELECT api_version, origin, body FROM batch")
        if known and self._rows("SELECT 1 FROM jobs WHERE job IS NOT NULL OR state = ? LIMIT 1", (SENDING,)):
            self.require_same_service(api_version, origin)
            differences = body_differences(json.loads(known[0][2]), body)
            if differences:
                raise ConfigurationError(
                    f"{self.path} is the journal of other jobs: {differences}. Give the same body, or another journal."
                )
            origin = known[0][1]
        described = (api_version, json.dumps(body, sort_keys=True), origin)
        if known and known[0] == (described[0], described[2], described[1]):
            return
        with self._database.transaction() as changes:
            changes.execute("DELETE FROM batch")
            insert = "INSERT INTO batch (api_version, body, origin, file) VALUES (?, ?, ?, ?)"
            changes.execute(insert, (*described, file_identity(self.path)))
            # What was refused may be taken now.
            changes.execute(
                f"UPDATE inputs SET marker = NULL, {_FORGET} "
                "WHERE marker IN (SELECT marker FROM jobs WHERE state = ? AND job IS NULL)",
                (ENDED,),
            )

    def body(self, api_version: str, origin: str) -> dict[str, Any]:
        """Return what all jobs have in common.

        Raises:
            FileError: nothing was ever submitted with this journal.
            ConfigurationError: the journal is of another version of the API, or of another resource.
        """
        known = self._rows("SELECT body FROM batch")
        if not known:
            raise nothing_submitted(self.path)
        self.require_same_service(api_version, origin)
        body: dict[str, Any] = json.loads(known[0][0])
        return body

    def require_same_service(self, api_version: str, origin: str) -> None:
        """Return if the journal is of this version of the API, and of this resource.

        Raises:
            ConfigurationError: it is of others.
        """
        ((known_version, began_with),) = self._rows("SELECT api_version, origin FROM batch")
        if known_version != api_version:
            raise ConfigurationError(
                f"{self.path} was begun with API version {known_version}, this client is of {api_version}: "
                "go on with a client of that version."
            )
        if began_with is not None and not ({began_with} | self.job_origins) & ({origin} | self._origins):
            raise ConfigurationError(
                f"{self.path} was begun with the resource at {began_with}, this client is of {origin}: "
                "go on with a client of that resource."
            )

    def share_among(self, origins: Iterable[str]) -> None:
        """Take several resources for this run; one of them has to be known from earlier runs, if there were any."""
        self._origins = frozenset(origins)

    @property
    def origin(self) -> str | None:
        """The resource that the journal was begun with."""
        rows = self._rows("SELECT origin FROM batch")
        return rows[0][0] if rows else None

    @property
    def job_origins(self) -> set[str]:
        """The resources that jobs were sent to."""
        return {origin for (origin,) in self._rows("SELECT DISTINCT origin FROM jobs WHERE origin IS NOT NULL")}

    @property
    def has_origin(self) -> bool:
        """Whether it is known of which resource the jobs are; the first layout did not keep it."""
        return bool(self._rows("SELECT 1 FROM batch WHERE origin IS NOT NULL"))

    def keep_origin(self, origin: str) -> None:
        with self._database.transaction() as changes:
            changes.execute("UPDATE batch SET origin = ?", (origin,))
            changes.execute("UPDATE jobs SET origin = ? WHERE origin IS NULL AND state <> ?", (origin, PLANNED))

    @property
    def is_copy(self) -> bool:
        """Whether this is another file than the one that was written last: that one may have gone on since."""
        ((file,),) = self._rows("SELECT file FROM batch")
        return file not in (None, file_identity(self.path))

    def keep_file(self) -> None:
        """Note that this is the file that is written."""
        self._change("UPDATE batch SET file = ?", (file_identity(self.path),))

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
            changes.execute(f"UPDATE inputs SET {_FORGET} WHERE marker IS NULL AND error_kind = ?", (LINK_EXPIRED,))
            _plan_free(changes)

    def plan_ready(self) -> None:
        """Put the inputs that are in no job, and that the service can fetch, into new ones."""
        with self._database.transaction() as changes:
            _plan_free(changes)

    def plan_failed(self) -> None:
        """Put the inputs that failed into new jobs."""
        with self._database.transaction() as changes:
            changes.execute(f"UPDATE inputs SET marker = NULL, {_FORGET} WHERE status = 'Failed'")
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

    def sizes(self, *states: str) -> dict[str | None, int]:
        """Return how many inputs the jobs in these states have, by the resources that they were sent to."""
        query = f"SELECT origin, sum(input_count) FROM jobs WHERE state IN ({_marks(states)}) GROUP BY origin"
        return dict(self._rows(query, states))

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

    def unavailable(self, origin: str) -> list[tuple[PlannedJob, JobInput]]:
        """Return the inputs of a resource's jobs that have no result, or none that can be had, with their jobs."""
        query = (
            "SELECT jobs.marker, state, job, source, key, position FROM inputs JOIN jobs USING (marker) "
            "WHERE status = 'Failed' AND error_kind IN (?, ?) AND state IN (?, ?) AND origin = ? "
            "ORDER BY inputs.rowid"
        )
        # A run that was to finish a job again may have ended before that.
        rows = self._rows(query, (RESULT_UNAVAILABLE, NO_RESULT, ENDED, SUBMITTED, origin))
        return [(PlannedJob(*row[:3]), JobInput(*row[3:])) for row in rows]

    def settle(
        self, marker: str, state: str, outcomes: Mapping[str, InputOutcome], otherwise: InputOutcome | None
    ) -> list[str]:
        """Note what became of the inputs of a job, and return those of which something new is known.

        What is known already stays: a result that was fetched, why an input failed, and that one succeeded.

        Args:
            marker: of the job.
            state: of the job from now on.
            outcomes: by input.
            otherwise: what became of the inputs without an outcome; None if that is not known yet.
        """
        told = []
        with self._database.transaction() as changes:
            known = changes.execute(
                "SELECT source, status, error_kind, result FROM inputs WHERE marker = ?", (marker,)
            ).fetchall()
            for source, status, kind, result in known:
                outcome = outcomes.get(source, otherwise)
                if outcome is None or result is not None:
                    continue
                if status == "Failed" and kind not in (RESULT_UNAVAILABLE, NO_RESULT) and outcome.status != "Succeeded":
                    continue
                if status == "Succeeded":
                    outcome = outcome._replace(status="Succeeded")
                self._note(changes, source, outcome)
                told.append(source)
            changes.execute("UPDATE jobs SET state = ? WHERE marker = ?", (state, marker))
        return told

    def _note(self, changes: sqlite3.Connection, source: str, outcome: InputOutcome) -> None:
        stored = outcome.result
        result = (None,) * 4 if stored is None else (self._relative(stored.path), *stored[1:])
        changes.execute(
            "UPDATE inputs SET status = ?, error_kind = ?, error_message = ?, "
            "result = ?, size = ?, digest = ?, modified = ? WHERE source = ?",
            (*outcome[:3], *result, source),
        )

    def revive(self, marker: str) -> None:
        """Note that a job was found again that had been taken for gone."""
        with self._database.transaction() as changes:
            changes.execute(
                f"UPDATE inputs SET {_FORGET} WHERE marker = ? AND status = 'Failed' AND error_kind = ?",
                (marker, NOT_FOUND),
            )
            changes.execute("UPDATE jobs SET state = ? WHERE marker = ?", (SUBMITTED, marker))

    def reopen(self, marker: str, sources: Iterable[str]) -> None:
        """Have a job finished again for the sake of some of its inputs."""
        with self._database.transaction() as changes:
            changes.executemany(
                f"UPDATE inputs SET {_FORGET} WHERE source = ? AND status = 'Failed'",
                ((source,) for source in sources),
            )
            changes.execute("UPDATE jobs SET state = ? WHERE marker = ?", (SUBMITTED, marker))

    def reopen_damaged(self, gone: InputOutcome) -> None:
        """Have the jobs finished again that lack results, or whose results are not there any more as they were.

        A power failure can take what was not on disk, and people move files.

        Args:
            gone: what is noted of results that are lost, if the service does not know their job any more.
        """
        query = (
            "SELECT source, marker, state, result, size, digest, modified FROM inputs JOIN jobs USING (marker) "
            "WHERE state IN (?, ?) AND (status = 'Succeeded' OR error_kind IN (?, ?))"
        )
        damaged: set[str] = set()
        updates: list[tuple[str, InputOutcome]] = []
        for source, marker, state, result, *known in self._rows(query, (ENDED, GONE, RESULT_UNAVAILABLE, NO_RESULT)):
            if state == ENDED and result is None:
                damaged.add(marker)
            if result is None:
                continue
            stored = StoredResult(self._folder / result, *known)
            seen = checked_result(stored)
            if seen is None:
                set_aside(stored.path)
                lost = gone if state == GONE else InputOutcome(None)
                updates.append((source, lost._replace(status="Succeeded")))
                damaged.update([marker] if state == ENDED else [])
            elif seen != stored:
                updates.append((source, InputOutcome("Succeeded", result=seen)))
        if damaged or updates:
            with self._database.transaction() as changes:
                for source, outcome in updates:
                    self._note(changes, source, outcome)
                changes.executemany(
                    "UPDATE jobs SET state = ? WHERE marker = ?", ((SUBMITTED, marker) for marker in damaged)
                )

    def summary(self) -> BatchSummary:
        """Return what is known of the inputs."""
        rows = self._rows(f"SELECT source, {_SUMMARY} ORDER BY inputs.rowid")
        return BatchSummary(tuple(map(self._input, rows)))

    def inputs_after(self, number: int, most: int) -> list[tuple[int, BatchInput]]:
        """Return the next inputs after the one of a number, each with its own number and as people know it."""
        rows = self._rows(
            f"SELECT inputs.rowid, coalesce(shown, source), {_SUMMARY} WHERE inputs.rowid > ? "
            "ORDER BY inputs.rowid LIMIT ?",
            (number, most),
        )
        return [(row[0], self._input(row[1:])) for row in rows]

    @property
    def locale(self) -> str | None:
        """The locale of the jobs; None if nothing was submitted."""
        rows = self._rows("SELECT body FROM batch")
        return json.loads(rows[0][0]).get("locale") if rows else None

    def _input(self, row: tuple[Any, ...]) -> BatchInput:
        source, status, job, result, kind, message = row
        return BatchInput(source, status, job, None if result is None else self._folder / result, kind, message)


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
