"""What became of each input of `transcribe_all`, and how far a run is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speechtotext._transcripts.result import TranscriptionResult


@dataclass(frozen=True, slots=True)
class TranscribedInput:
    """An input of `transcribe_all` that has ended.

    Attributes:
        source: path as you gave it, URL without its signature, or address in storage.
        status: "Succeeded", "Failed", or None for one that a later run tries again, after a passing error.
        error_kind: kind of failure, such as InvalidAudio, NotAudio or EmptyFile; None if there is none.
        error_message: why it failed, in the service's own words where it gave any.
        saved: the files that were written, one for each format.
        job: id of the job that transcribed it; None for fast transcription.
        is_new: whether it ended in this run; False if an earlier one had done it.
    """

    source: str
    status: str | None
    error_kind: str | None = None
    error_message: str | None = None
    saved: tuple[Path, ...] = ()
    job: str | None = None
    is_new: bool = True
    _result: TranscriptionResult | None = field(default=None, repr=False, compare=False)
    _stored: Path | None = field(default=None, repr=False, compare=False)

    @property
    def result(self) -> TranscriptionResult | None:
        """The transcript; None without one. That of an earlier run is read from the disk.

        Raises:
            FileError: it cannot be read.
        """
        if self._result is not None or self._stored is None:
            return self._result
        # Imported here: its decoder is slow to import.
        from speechtotext._transcripts.result import TranscriptionResult

        return TranscriptionResult.load(self._stored)

    @property
    def error(self) -> str | None:
        """Why there is no transcript, or why a format could not be saved, as one text; None if all is well."""
        return ": ".join(filter(None, (self.error_kind, self.error_message))) or None


@dataclass(frozen=True, slots=True)
class TranscriptionProgress:
    """How far `transcribe_all` is.

    Attributes:
        found: inputs found so far.
        all_found: whether that is all of them.
        succeeded: how many were transcribed, in this run or before.
        failed: how many failed.
        postponed: how many a later run tries again.
        known: how many of those that succeeded or failed had ended before this run.
        skipped: files of folders that are no recordings.
        transcribing: fast transcriptions that run now.
        uploading: uploads that run now.
        jobs: batch jobs that run now.
        audio_seconds: seconds of audio that were transcribed in this run.
    """

    found: int = 0
    all_found: bool = False
    succeeded: int = 0
    failed: int = 0
    postponed: int = 0
    known: int = 0
    skipped: int = 0
    transcribing: int = 0
    uploading: int = 0
    jobs: int = 0
    audio_seconds: float = 0.0

    @property
    def ended(self) -> int:
        """How many inputs have ended."""
        return self.succeeded + self.failed + self.postponed
