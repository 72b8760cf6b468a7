"""Items that several threads produce side by side, taken one by one."""

from __future__ import annotations

import atexit
from collections import deque
from collections.abc import Callable, Sequence
from contextvars import copy_context
from threading import Condition, Thread
from time import monotonic
from typing import Any, Final, Generic, TypeVar
from weakref import WeakSet

from .interruption import Interruption, Stopped, StopSignal
from .merging import ENDED, MOST_WAITING, End

T = TypeVar("T")

# How long a wait lasts before signals are handled, in seconds.
_SLICE: Final = 0.25
# How long threads that were stopped are waited for, in seconds: one may be in a call that nothing interrupts.
_PATIENCE: Final = 5.0


_running: Final[WeakSet[MergedThreads[Any]]] = WeakSet()


@atexit.register
def _end_all() -> None:
    """End producers of iterators that nobody has closed: later the interpreter stops their threads where they are."""
    for merged in list(_running):
        merged.end()


class MergedThreads(Generic[T]):
    """Producers that run at once, each in a thread of its own.

    Args:
        producers: each is called with what takes its items. That blocks while too many items wait.
        stop: is set when one has failed, or nobody wants the items any more.
    """

    def __init__(self, producers: Sequence[Callable[[Callable[[T], None]], None]], stop: StopSignal) -> None:
        self._stop = stop
        self._changed = Condition()
        self._items: deque[T] = deque()
        self._error: BaseException | None = None
        self._running = len(producers)
        self._threads = [
            Thread(target=copy_context().run, args=(self._produce, producer), name="speechtotext", daemon=True)
            for producer in producers
        ]
        _running.add(self)
        for thread in self._threads:
            thread.start()

    def next(self, interruption: Interruption) -> T | End:
        """Wait for the next item; ENDED when all producers have ended. Raises the error of the first that failed."""
        with self._changed:
            while not self._items:
                if not self._running:
                    if self._error is not None:
                        raise self._error
                    return ENDED
                interruption.check()
                self._changed.wait(min(_SLICE, max(interruption.remaining, 0.001)))
            self._changed.notify_all()
            return self._items.popleft()

    def end(self) -> None:
        """Stop the producers, and wait until they have ended."""
        self._stop.set()
        patience = monotonic() + _PATIENCE
        for thread in self._threads:
            while thread.is_alive() and monotonic() < patience:
                thread.join(_SLICE)

    def _produce(self, producer: Callable[[Callable[[T], None]], None]) -> None:
        try:
            producer(self._put)
        except BaseException as error:
            with self._changed:
                if self._error is None and not isinstance(error, Stopped):
                    self._error = error
            self._stop.set()
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def _put(self, item: T) -> None:
        with self._changed:
            while len(self._items) >= MOST_WAITING and not self._stop.is_set:
                self._changed.wait(_SLICE)
            self._items.append(item)
            self._changed.notify_all()
