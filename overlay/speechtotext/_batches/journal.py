"""The journal of a batch of inputs: what is to be transcribed, in which job each input is, and what became of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, Self
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from speechtotext._core.flows import Flow
from speechtotext._core.locked_database import LockedDatabase, open_locked
from speechtotext._errors import ConfigurationError, FileError

# The most URLs that the service takes in one job (batch transcription documentation).
LARGEST_JOB: Final = 1000

PLANNED, SENDING, SUBMITTED, ENDED = "planned", "sending", "submitted", "ended"

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS batch (api_version TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS jobs (
    marker TEXT PRIMARY KEY, state TEXT NOT NULL, job TEXT, sent REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inputs (
    source TEXT PRIMARY KEY, url TEXT NOT NULL, marker TEXT REFERENCES jobs,
    status TEXT, error_kind TEXT, error_message TEXT, result TEXT
);
CREATE INDEX IF NOT EXISTS inputs_of_job ON inputs (marker);
"""


@dataclass(frozen=True, slots=True)
class BatchInput:
    """One input of a batch.

    Attributes:
        source: its URL, without the signature that gave access to it.
        status: Succeeded, Failed, or None while nothing is known.
        job: id of the job that it is in; None as long as it is in none.
        result: where its result is, once it has been fetched: `TranscriptionResult.load` reads it.
        error_kind: what kind of failure it was.
        error_message: the service's own words about it.
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


class Outcome(NamedTuple):
    """What became of an input."""

    status: str
    error_kind: str | None = None
    error_message: str | None = None
    result: Path | None = None


class Journal:
    """A journal that this run holds; each change is on disk before the next step is taken."""

    def __init__(self, database: LockedDatabase) -> None:
        self.path = database.path
        self._database = database

    @classmethod
    def open(cls, path: Path) -> Flow[Self]:
        """The steps of getting hold of a journal, which is made if it is not there."""
        return cls((yield from open_locked(path, _SCHEMA)))

    def close(self) -> None:
        self._database.close()

    def describe(self, api_version: str, body: dict[str, Any]) -> None:
        """Keep what all jobs have in common.

        Raises:
            ConfigurationError: the journal is of jobs of another kind.
        """
        text = json.dumps(body, sort_keys=True)
        known = self._rows("SELECT api_version, body FROM batch")
        if known and known[0] != (api_version, text):
            raise ConfigurationError(
                f"{self.path} is the journal of other jobs, of API version {known[0][0]}: take another file."
            )
        if not known:
            self._change("INSERT INTO batch VALUES (?, ?)", (api_version, text))

    def body(self, api_version: str) -> dict[str, Any]:
        """What all jobs have in common.

        Raises:
            FileError: nothing was ever submitted with this journal.
            ConfigurationError: the journal is of another version of the API.
        """
        known = self._rows("SELECT api_version, body FROM batch")
        if not known:
            raise FileError(f"{self.path} is no journal of submitted jobs: begin with submit_all.")
        if known[0][0] != api_version:
            raise ConfigurationError(f"{self.path} was begun with API version {known[0][0]}: go on with its client.")
        body: dict[str, Any] = json.loads(known[0][1])
        return body

    def unsent(self, urls: Iterable[str]) -> list[str]:
        """Those of the inputs that are in no job of which it is known that the service has it."""
        query = "SELECT source FROM inputs JOIN jobs USING (marker) WHERE state IN (?, ?)"
        sent = {row[0] for row in self._rows(query, (SUBMITTED, ENDED))}
        return [url for url in urls if source_of(url) not in sent]

    def plan(self, urls: Iterable[str]) -> None:
        """Put the inputs that are in no job yet into new ones. Of one that is there already the newest URL is kept."""
        with self._database.transaction() as changes:
            changes.executemany(
                "INSERT INTO inputs (source, url) VALUES (?, ?) "
                "ON CONFLICT (source) DO UPDATE SET url = excluded.url WHERE url <> excluded.url",
                ((source_of(url), url) for url in urls),
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

    def _plan_free(self, changes: sqlite3.Connection) -> None:
        """Put the inputs that are in no job into new ones."""
        free = [row[0] for row in self._rows("SELECT rowid FROM inputs WHERE marker IS NULL ORDER BY rowid")]
        for start in range(0, len(free), LARGEST_JOB):
            marker = uuid4().hex
            changes.execute("INSERT INTO jobs (marker, state) VALUES (?, ?)", (marker, PLANNED))
            changes.executemany(
                "UPDATE inputs SET marker = ? WHERE rowid = ?",
                ((marker, row) for row in free[start : start + LARGEST_JOB]),
            )

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

    def end(self, marker: str, outcomes: dict[str, Outcome], otherwise: Outcome) -> None:
        """Note that a job has ended and what became of each of its inputs, told by `source_of`."""
        with self._database.transaction() as changes:
            for (source,) in self._rows("SELECT source FROM inputs WHERE marker = ?", (marker,)):
                outcome = outcomes.get(source, otherwise)
                changes.execute(
                    "UPDATE inputs SET status = ?, error_kind = ?, error_message = ?, result = ? WHERE source = ?",
                    (*outcome[:3], outcome.result and str(outcome.result), source),
                )
            changes.execute("UPDATE jobs SET state = ? WHERE marker = ?", (ENDED, marker))

    def summary(self) -> BatchSummary:
        """What is known of the inputs."""
        query = (
            "SELECT source, status, job, result, error_kind, error_message "
            "FROM inputs LEFT JOIN jobs USING (marker) ORDER BY inputs.rowid"
        )
        return BatchSummary(
            tuple(
                BatchInput(source, status, job, None if result is None else Path(result), kind, message)
                for source, status, job, result, kind, message in self._rows(query)
            )
        )

    def _rows(self, query: str, arguments: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        return self._database.rows(query, arguments)

    def _change(self, query: str, arguments: Iterable[Any]) -> None:
        with self._database.transaction() as changes:
            changes.execute(query, tuple(arguments))


def source_of(url: str) -> str:
    """What tells an input from all others: its URL, without a signature, which is another one each time."""
    return url.partition("?")[0] if "sig" in parse_qs(urlsplit(url).query) else url


def expiry_of(url: str) -> datetime | None:
    """When the permission that a URL carries ends; None if it carries none, or does not tell."""
    query = parse_qs(urlsplit(url).query)
    try:
        ends = datetime.fromisoformat(query["se"][0]) if "sig" in query else None
    except (KeyError, ValueError):
        return None
    return ends if ends is None or ends.tzinfo else ends.replace(tzinfo=UTC)
