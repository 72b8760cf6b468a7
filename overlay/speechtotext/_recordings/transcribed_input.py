"""What became of each input of `transcribe_all`, and how far a run is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speechtotext._transcripts.result import TranscriptionResult


@dataclass(frozen=True, slots=True)
class TranscribedInput:
    """A finished input of `transcribe_all`."""

    source: str
    """Path as you gave it, URL without its signature, or address in storage."""
    status: str | None
    """`Succeeded`, `Failed`, or None after a transient error: a later run tries it again."""
    error_kind: str | None = None
    """Kind of failure, such as InvalidAudio, NotAudio or EmptyFile; None if there is none."""
    error_message: str | None = None
    """Reason of the failure, in the words of the service if there are any."""
    saved: tuple[Path, ...] = ()
    """Saved files, one per format."""
    job: str | None = None
    """Id of the job that transcribed it; None for fast transcription."""
    is_new: bool = True
    """Whether it ended in this run; False for an earlier run."""
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
    """Progress of `transcribe_all`."""

    found: int = 0
    """Number of inputs found so far."""
    all_found: bool = False
    """Whether all inputs are found."""
    succeeded: int = 0
    """Number of transcribed inputs, in this run or earlier."""
    failed: int = 0
    """Number of failed inputs."""
    postponed: int = 0
    """Number of inputs that a later run tries again."""
    known: int = 0
    """Number of inputs that ended in earlier runs."""
    skipped: int = 0
    """Number of skipped files."""
    transcribing: int = 0
    """Number of running fast transcriptions."""
    uploading: int = 0
    """Number of running uploads."""
    jobs: int = 0
    """Number of running batch jobs."""
    audio_seconds: float = 0.0
    """Seconds of audio that were transcribed in this run."""

    @property
    def ended(self) -> int:
        """Number of inputs that have ended."""
        return self.succeeded + self.failed + self.postponed
