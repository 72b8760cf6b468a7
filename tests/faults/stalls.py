"""How long a machine that has other work keeps a process waiting."""

from __future__ import annotations

import os
import threading
import time
from types import TracebackType
from typing import Final, Self

_PAUSE: Final = 0.02


def crowding() -> float:
    """Return how many programs have shared a core in the last minute, on average; at least 1."""
    return max(os.getloadavg()[0] / (os.cpu_count() or 1), 1.0)


class Stalls:
    """Measures how late a thread is that does nothing but sleep: so late is everything else in the process, too.

    What takes longer than it should by more than that is late by itself.

    Attributes:
        seconds: how late it has been so far, in all.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._measure, name="stalls", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join()

    def _measure(self) -> None:
        began = time.monotonic()
        while not self._stopped.wait(_PAUSE):
            ended = time.monotonic()
            self.seconds += max(ended - began - _PAUSE, 0.0)
            began = ended
