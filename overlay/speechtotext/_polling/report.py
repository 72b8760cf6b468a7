"""The report of a transcription job: what became of each input."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from speechtotext._errors import FileError
from speechtotext_api.wire import without_signatures


@dataclass(frozen=True, slots=True)
class ReportedInput:
    """The outcome of one input of a job."""

    source: str
    """URL of the audio, without its signature."""
    status: str
    """Succeeded or Failed."""
    error_kind: str | None = None
    """Kind of failure; None after success."""
    error_message: str | None = None
    """Message of the service."""
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """Its entry in the report."""

    def __str__(self) -> str:
        reason = ": ".join(filter(None, [self.error_kind, self.error_message]))
        return f"{self.source} {self.status.lower()}{f' ({reason})' if reason else ''}"


@dataclass(frozen=True, slots=True)
class TranscriptionReport:
    """The outcome of each input of a job, which can succeed although inputs failed."""

    inputs: tuple[ReportedInput, ...] = ()
    """All inputs, in the order of the report."""

    @property
    def succeeded(self) -> tuple[ReportedInput, ...]:
        """The inputs that were transcribed."""
        return tuple(entry for entry in self.inputs if entry.status == "Succeeded")

    @property
    def failed(self) -> tuple[ReportedInput, ...]:
        """The inputs that failed."""
        return tuple(entry for entry in self.inputs if entry.status != "Succeeded")

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the content of a file of the kind TranscriptionReport.

        Args:
            data: content of the file.

        Raises:
            FileError: it is not a report.
        """
        try:
            details = json.loads(data)["details"]
            return cls(tuple(_input(entry) for entry in details or ()))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FileError(f"This is not the report of a transcription ({type(error).__name__}: {error}).") from error


def _input(entry: Mapping[str, Any]) -> ReportedInput:
    # The published samples of the report name the input `source` or `sourceUrl`.
    source = entry.get("source") or entry.get("sourceUrl") or ""
    return ReportedInput(
        source=without_signatures(str(source)),
        status=str(entry.get("status") or ""),
        error_kind=entry.get("errorKind"),
        error_message=without_signatures(entry["errorMessage"]) if entry.get("errorMessage") else None,
        raw=entry,
    )
