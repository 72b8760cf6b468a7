"""Locks that a forked process finds free, whatever its parent's threads held."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Lock, RLock
from types import TracebackType
from weakref import WeakSet


class ForkSafeLock:
    """A lock, to be used with `with`."""

    _make: Callable[[], AbstractContextManager[object]] = staticmethod(Lock)

    def __init__(self) -> None:
        self._lock = self._make()
        _all.add(self)

    def __enter__(self) -> None:
        self._lock.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._lock.__exit__(kind, error, traceback)

    def renew(self) -> None:
        """Forget who holds it."""
        self._lock = self._make()


class ForkSafeRLock(ForkSafeLock):
    """The same, for a thread that may take it again while it holds it."""

    _make = staticmethod(RLock)


_all: WeakSet[ForkSafeLock] = WeakSet()


def renew_all() -> None:
    """Free all locks: whoever held them stayed in the parent process."""
    for lock in list(_all):
        lock.renew()


# Windows has no fork.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=renew_all)
