"""What is known of the inputs of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
        error_kind: the kind of failure, such as InvalidAudio, or Refused, LinkExpired, NotFound, ResultUnavailable,
            NoResult.
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
        """The inputs that were transcribed. Of one whose result cannot be fetched, `result` is None."""
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
