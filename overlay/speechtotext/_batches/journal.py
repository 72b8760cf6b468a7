"""The journal of a batch of inputs: what is to be transcribed, in which job each input is, and what became of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Final

from speechtotext._errors import ConfigurationError
from speechtotext._files.filesystem import file_identity

from .body_differences import body_differences
from .journal_file import nothing_submitted
from .matching import InputOutcome, JobInput
from .planned_jobs import (
    ENDED,
    FORGET,
    GONE,
    NO_RESULT,
    PLANNED,
    RESULT_UNAVAILABLE,
    SENDING,
    SUBMITTED,
    PlannedJob,
    PlannedJobs,
)
from .stored_results import StoredResult, checked_result, set_aside
from .summary import BatchInput, BatchSummary

NOT_FOUND: Final = "NotFound"

_SUMMARY: Final = "status, job, result, error_kind, error_message FROM inputs LEFT JOIN jobs USING (marker)"


class Journal(PlannedJobs):
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
                    f"{self.path} belongs to other jobs: {differences}. Give the same body, or another journal."
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
                f"UPDATE inputs SET marker = NULL, {FORGET} "
                "WHERE earlier IS NULL AND marker IN (SELECT marker FROM jobs WHERE state = ? AND job IS NULL)",
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
                f"{self.path} was started with API version {known_version}, but this client uses {api_version}: "
                "continue with a client of that version."
            )
        if began_with is not None and not ({began_with} | self.job_origins) & ({origin} | self._origins):
            raise ConfigurationError(
                f"{self.path} was started with the resource at {began_with}, but this client uses {origin}: "
                "continue with a client of that resource."
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

    def unavailable(self, origin: str) -> list[tuple[PlannedJob, JobInput]]:
        """Return the inputs of a resource's jobs that have no result, or none that can be had, with their jobs."""
        query = (
            "SELECT jobs.marker, state, job, source, key, position FROM inputs JOIN jobs USING (marker) "
            "WHERE status = 'Failed' AND error_kind IN (?, ?) AND state IN (?, ?) AND origin = ? "
            "ORDER BY inputs.rowid"
        )
        # No job has taken these again.
        of_earlier = (
            "SELECT jobs.marker, jobs.state, jobs.job, source, key, earlier_position FROM inputs "
            "JOIN jobs ON jobs.marker = earlier LEFT JOIN jobs AS latest ON latest.marker = inputs.marker "
            "WHERE status = 'Failed' AND latest.job IS NULL AND jobs.state IN (?, ?) AND jobs.origin = ? "
            "ORDER BY inputs.rowid"
        )
        # A run that was to finish a job again may have ended before that.
        place = (ENDED, SUBMITTED, origin)
        rows = self._rows(query, (RESULT_UNAVAILABLE, NO_RESULT, *place)) + self._rows(of_earlier, place)
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
                f"UPDATE inputs SET {FORGET} WHERE marker = ? AND status = 'Failed' AND error_kind = ?",
                (marker, NOT_FOUND),
            )
            changes.execute("UPDATE jobs SET state = ? WHERE marker = ?", (SUBMITTED, marker))

    def reopen(self, marker: str, sources: Iterable[str]) -> None:
        """Have a job finished again for the sake of some of its inputs."""
        with self._database.transaction() as changes:
            changes.executemany(
                f"UPDATE inputs SET marker = ?, position = iif(marker IS ?, position, earlier_position), {FORGET} "
                "WHERE source = ? AND status = 'Failed'",
                ((marker, marker, source) for source in sources),
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
