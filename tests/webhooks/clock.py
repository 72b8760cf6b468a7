"""Time that a test sets."""

from __future__ import annotations


class Clock:
    """Time that goes by when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds
