"""What is known of the inputs of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BatchInput:
    """One input of a batch.

    Attributes:
        source: URL of the input, without its signature.
        status: Succeeded, Failed, or None without an outcome.
        job: id of its job; None before submission.
        result: path of the downloaded result, for `TranscriptionResult.load`. None if the result cannot be downloaded:
            `error_message` says why, and `resume` tries again.
        error_kind: kind of failure, such as InvalidAudio, or Refused, LinkExpired, NotFound, ResultUnavailable,
            NoResult.
        error_message: reason of the failure, in the words of the service if there are any.
    """

    source: str
    status: str | None
    job: str | None
    result: Path | None
    error_kind: str | None
    error_message: str | None


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """The outcome of the inputs of a batch.

    Attributes:
        inputs: all inputs, in the order in which they were given.
    """

    inputs: tuple[BatchInput, ...]

    @property
    def succeeded(self) -> tuple[BatchInput, ...]:
        """The transcribed inputs. `result` is None if the result cannot be downloaded."""
        return tuple(entry for entry in self.inputs if entry.status == "Succeeded")

    @property
    def failed(self) -> tuple[BatchInput, ...]:
        """The failed inputs, with reasons."""
        return tuple(entry for entry in self.inputs if entry.status == "Failed")

    @property
    def pending(self) -> tuple[BatchInput, ...]:
        """The inputs without an outcome."""
        return tuple(entry for entry in self.inputs if entry.status is None)

    @property
    def jobs(self) -> tuple[str, ...]:
        """The ids of the jobs."""
        return tuple(dict.fromkeys(entry.job for entry in self.inputs if entry.job is not None))

    def __repr__(self) -> str:
        counts = f"{len(self.succeeded)} succeeded, {len(self.failed)} failed, {len(self.pending)} pending"
        return f"<BatchSummary: {counts}, in {len(self.jobs)} jobs>"
