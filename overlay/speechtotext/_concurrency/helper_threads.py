"""Run what a signal must not cut off, or what cannot be cut into turns, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from threading import Event, Lock, Thread
from typing import Final, Generic, TypeVar

from .interruption import UNINTERRUPTED, Interruption

T = TypeVar("T")

# How long a thread is waited for before the one that waits looks whether to go on, in seconds.
_SLICE: Final = 0.25


class HelperThread(Generic[T]):
    """Work in a thread of its own, which begins at once.

    Args:
        work: does it.
        discard: called with the result if nobody waits for it any more.
    """

    def __init__(self, work: Callable[[], T], discard: Callable[[T], object] | None = None) -> None:
        self._work = work
        self._discard = discard
        self._done = Event()
        self._lock = Lock()
        self._results: list[T] = []
        self._error: BaseException | None = None
        self._wanted = True
        try:
            Thread(target=copy_context().run, args=(self._run,), name="speechtotext-helper", daemon=True).start()
        except RuntimeError:
            # No thread can be started any more, such as when the interpreter shuts down.
            self._run()

    def result(self, interruption: Interruption = UNINTERRUPTED, patience: float = 0.0) -> T:
        """Wait for the result.

        Args:
            interruption: when to give up.
            patience: seconds that the work still has when the wait is interrupted, by a signal too.

        Raises:
            Stopped: the work is not wanted any more.
            DeadlineExceeded: its time is over.
        """
        try:
            while not self._done.wait(min(_SLICE, max(interruption.remaining, 0.001))):
                interruption.check()
            if self._error is not None:
                raise self._error
            return self._results.pop()
        except BaseException:
            self._give_up(patience)
            raise
        finally:
            # An error that refers to itself through its traceback would live longer than it needs to.
            self._error = None

    def _run(self) -> None:
        try:
            self._results.append(self._work())
        except BaseException as error:
            self._error = error
        with self._lock:
            self._done.set()
            if not self._wanted:
                self._drop()

    def _give_up(self, patience: float) -> None:
        self._done.wait(patience)
        with self._lock:
            self._wanted = False
            self._drop()

    def _drop(self) -> None:
        while self._results:
            result = self._results.pop()
            if self._discard is not None:
                self._discard(result)
