"""Count what a run has done, and tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import RLock
from typing import Any

from speechtotext._telemetry import record_input

from .finding.recording import Skipped
from .transcribed_input import TranscribedInput, TranscriptionProgress


class ProgressCounter:
    """Counts what streams side by side have done; the caller's function is called by one thread at a time.

    Args:
        on_progress: the caller's function; None if there is none.
        on_skipped: the caller's function for what is passed over; None if there is none.
    """

    def __init__(
        self,
        on_progress: Callable[[TranscriptionProgress], object] | None,
        on_skipped: Callable[[Skipped], object] | None,
    ) -> None:
        self._on_progress = on_progress
        self._on_skipped = on_skipped
        self._lock = RLock()
        self.seen = TranscriptionProgress()

    def add(self, **more: float) -> None:
        """Add to counts."""
        with self._lock:
            self.set(**{name: getattr(self.seen, name) + count for name, count in more.items()})

    def set(self, **values: Any) -> None:
        """Replace counts."""
        with self._lock:
            before, self.seen = self.seen, replace(self.seen, **values)
            if self._on_progress is not None and self.seen != before:
                self._on_progress(self.seen)

    def skip(self, skipped: Skipped) -> None:
        """Count what is passed over, and tell it."""
        with self._lock:
            if self._on_skipped is not None:
                self._on_skipped(skipped)
            if not skipped.is_input:
                self.add(skipped=1)

    def ended(self, each: TranscribedInput) -> None:
        """Count an input that has ended."""
        # The result of an earlier run stays on the disk.
        seconds = each.result.duration.total_seconds() if each.is_new and each.result is not None else 0.0
        record_input(each.status, each.error_kind, each.job, seconds, new=each.is_new)
        names = {"Succeeded": "succeeded", "Failed": "failed"}
        with self._lock:
            self.add(
                **{names.get(each.status or "", "postponed"): 1, "known": not each.is_new, "audio_seconds": seconds}
            )
            # What earlier runs have left can end before it is found, and without being given.
            self.set(found=max(self.seen.found, self.seen.ended))

    @contextmanager
    def during(self, name: str) -> Iterator[None]:
        """Count work that runs."""
        self.add(**{name: 1})
        try:
            yield
        finally:
            self.add(**{name: -1})
