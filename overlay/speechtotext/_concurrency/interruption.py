"""What ends work early: a deadline, or a signal from other work beside it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from threading import Event, Lock
from typing import Final

from speechtotext import _clock
from speechtotext._errors import DeadlineExceeded


class Stopped(BaseException):
    """Raised in a thread whose work is not wanted any more, because other work beside it has failed."""


class StopSignal:
    """Tells threads to end.

    Args:
        around: a signal that stops this one, too.
    """

    def __init__(self, around: StopSignal | None = None) -> None:
        self._event = Event()
        self._lock = Lock()
        self._inner: list[StopSignal] = []
        if around is not None:
            around._add(self)

    def set(self) -> None:
        with self._lock:
            inner, self._inner = self._inner, []
            self._event.set()
        for signal in inner:
            signal.set()

    @property
    def is_set(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise Stopped if the signal is set."""
        if self.is_set:
            raise Stopped

    def sleep(self, seconds: float) -> None:
        """Wait so long; raise Stopped as soon as the signal is set."""
        _clock.wait(self._event, seconds)
        self.check()

    def _add(self, inner: StopSignal) -> None:
        with self._lock:
            if not self._event.is_set():
                self._inner.append(inner)
                return
        inner.set()


@dataclass(frozen=True, slots=True)
class Interruption:
    """When work has to end although it is not done.

    Args:
        deadline: on the monotonic clock.
        stop: set when the work is not wanted any more; None where nothing runs beside it.
    """

    deadline: float = inf
    stop: StopSignal | None = None

    def until(self, deadline: float) -> Interruption:
        """Return the same with this deadline, if it is the earlier one."""
        return self if deadline >= self.deadline else Interruption(deadline, self.stop)

    def beside(self, stop: StopSignal) -> Interruption:
        """Return the same for work that this signal ends, too."""
        return Interruption(self.deadline, stop)

    @property
    def remaining(self) -> float:
        """Seconds until the deadline; infinite without one."""
        return self.deadline if self.deadline == inf else self.deadline - _clock.monotonic()

    def check(self) -> None:
        """Return if the work may go on.

        Raises:
            Stopped: the work is not wanted any more.
            DeadlineExceeded: its time is over.
        """
        if self.stop is not None:
            self.stop.check()
        if self.deadline != inf and self.remaining <= 0:
            raise DeadlineExceeded

    def sleep(self, seconds: float) -> None:
        """Wait so long, or until the deadline.

        Raises:
            Stopped: the work is not wanted any more.
            DeadlineExceeded: the deadline comes first.
        """
        pause = min(seconds, max(self.remaining, 0.0))
        if self.stop is None:
            _clock.sleep(pause)
        else:
            self.stop.sleep(pause)
        if pause < seconds:
            raise DeadlineExceeded


UNINTERRUPTED: Final = Interruption()
