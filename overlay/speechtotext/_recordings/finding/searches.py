"""Searches for inputs: the first one, and those of a run that watches for more."""

from __future__ import annotations

from typing import Final

from speechtotext import _clock

from .audio_files import is_complete
from .recording import Fault, Recording

# A file that seems to be cut off, and has not changed for so many seconds, is taken as it is.
_STALLED: Final = 60.0


class InputSearch:
    """A search for inputs, and what earlier ones have seen."""

    def __init__(self) -> None:
        self.is_first = True
        self._faults: set[tuple[str, str]] = set()
        self._before: dict[str, tuple[int | None, int | None, float]] = {}
        self._now: dict[str, tuple[int | None, int | None, float]] = {}

    def again(self) -> None:
        """Begin the next search."""
        self.is_first = False
        self._before, self._now = self._now, {}

    def is_new_fault(self, recording: Recording, fault: Fault) -> bool:
        """Whether a fault has not been told yet."""
        key = (recording.source, fault.kind)
        is_new = key not in self._faults
        self._faults.add(key)
        return is_new

    def is_settled(self, recording: Recording) -> bool:
        """Whether a file is not being written any more: it is as it was, and whole or long unchanged."""
        if recording.kind != "file" or recording.size is None:
            return True
        state, now = (recording.size, recording.modified), _clock.monotonic()
        before = self._before.get(recording.source)
        is_same = before is not None and before[:2] == state
        since = before[2] if before is not None and is_same else now
        self._now[recording.source] = (*state, since)
        if recording.fault is not None:
            return is_same
        return is_same and (_is_complete(recording.address) or now - since >= _STALLED)


def _is_complete(path: str) -> bool:
    try:
        return is_complete(path)
    except OSError:
        # It is moved away, say: the next search tells.
        return False
