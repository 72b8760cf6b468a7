"""What became of each input of `transcribe_all`, and how far a run is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speechtotext._transcripts.result import TranscriptionResult


@dataclass(frozen=True, slots=True)
class TranscribedInput:
    """A finished input of `transcribe_all`.

    Attributes:
        source: path as you gave it, URL without its signature, or address in storage.
        status: "Succeeded", "Failed", or None after a transient error: a later run tries it again.
        error_kind: kind of failure, such as InvalidAudio, NotAudio or EmptyFile; None if there is none.
        error_message: reason of the failure, in the words of the service if there are any.
        saved: saved files, one per format.
        job: id of the job that transcribed it; None for fast transcription.
        is_new: whether it ended in this run; False for an earlier run.
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
        """The transcript, or None. Transcripts of earlier runs are read from disk.

        Raises:
            FileError: the transcript cannot be read.
        """
        if self._result is not None or self._stored is None:
            return self._result
        # Imported here: its decoder is slow to import.
        from speechtotext._transcripts.result import TranscriptionResult

        return TranscriptionResult.load(self._stored)

    @property
    def error(self) -> str | None:
        """Reason of a failure, as one text; None after success."""
        return ": ".join(filter(None, (self.error_kind, self.error_message))) or None


@dataclass(frozen=True, slots=True)
class TranscriptionProgress:
    """Progress of `transcribe_all`.

    Attributes:
        found: number of inputs found so far.
        all_found: whether all inputs are found.
        succeeded: number of transcribed inputs, in this run or earlier.
        failed: number of failed inputs.
        postponed: number of inputs that a later run tries again.
        known: number of inputs that ended in earlier runs.
        skipped: number of skipped files.
        transcribing: number of running fast transcriptions.
        uploading: number of running uploads.
        jobs: number of running batch jobs.
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
        """Number of inputs that have ended."""
        return self.succeeded + self.failed + self.postponed
