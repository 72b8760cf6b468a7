"""Decide how each recording is transcribed. Pure but for a look at the file's header."""

from __future__ import annotations

from typing import Any

from speechtotext._errors import ConfigurationError, InvalidArgument

from .finding.audio_files import fits_fast_transcription
from .finding.recording import Fault, Recording
from .known_recordings import BATCH, FAST
from .options import FastService, Requests, RunOptions


class StorageNeeded(ConfigurationError):
    """A local file goes to a batch job, and there is no storage for it.

    Attributes:
        recording: the file, as people know it.
        why: why it goes there, in parentheses; empty if that is what was asked for.
    """

    def __init__(self, recording: str, why: str) -> None:
        super().__init__(
            f"{recording} goes to a batch job{why}, which fetches recordings from storage: give storage=, "
            'such as BlobStorage("https://ACCOUNT.blob.core.windows.net/CONTAINER").'
        )
        self.recording = recording
        self.why = why

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.recording, self.why), self._notes()


class Ways:
    """Decides by what is asked for, and by what the version, the settings and the file allow.

    Args:
        fast: fast transcription; None if the version has none.
        requests: what can be sent.
        options: what is asked for.
    """

    def __init__(self, fast: FastService | None, requests: Requests, options: RunOptions) -> None:
        self._fast = fast
        self._requests = requests
        self._options = options

    def of(self, recording: Recording) -> tuple[str, Fault | None]:
        """Return the way of a recording, and why it cannot be transcribed; None if it can.

        Raises:
            ConfigurationError: local files are to go to a batch, and there is no storage for them.
            InvalidArgument: the settings cannot be said this way.
        """
        if recording.fault is not None:
            return BATCH, recording.fault
        way, fault = self._of_file(recording) if recording.kind == "file" else self._of_address()
        if fault is None and way in self._requests.problems:
            raise InvalidArgument(self._requests.problems[way])
        return way, fault

    def _of_address(self) -> tuple[str, Fault | None]:
        if self._options.how != FAST:
            return BATCH, None
        if self._fast is None or not self._fast.takes_urls:
            raise ConfigurationError("This API version's fast transcription takes no URLs: use how='auto' or 'batch'.")
        return FAST, None

    def _of_file(self, recording: Recording) -> tuple[str, Fault | None]:
        how, has_storage = self._options.how, self._options.storage is not None
        if how == FAST and self._fast is None:
            raise ConfigurationError("This API version has no fast transcription: use 2025-10-15, or how='batch'.")
        problem = self._requests.problems.get(FAST)
        if how != BATCH and self._fast is not None and (problem is None or how == FAST):
            if fits_fast_transcription(recording.address, recording.size or 0):
                return FAST, None
            if how == FAST or not has_storage:
                return FAST, Fault(
                    "TooLarge", "Fast transcription takes up to 500 MB and 5 hours: give storage= for a batch job."
                )
        if not has_storage:
            why = f" ({problem})" if problem is not None and self._fast is not None else ""
            raise StorageNeeded(recording.shown, why)
        return BATCH, None
