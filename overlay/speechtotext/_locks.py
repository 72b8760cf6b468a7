"""Locks that a forked process finds free, whatever its parent's threads held, and what else it must not share."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Lock, RLock
from types import TracebackType
from typing import Protocol
from weakref import WeakSet


class Renewable(Protocol):
    """Something that a forked process must have anew."""

    def renew(self) -> None:
        """Start again with nothing of the parent process."""
        ...


class ForkSafeLock:
    """A lock, to be used with `with`."""

    _make: Callable[[], AbstractContextManager[object]] = staticmethod(Lock)

    def __init__(self) -> None:
        self._lock = self._make()
        renew_after_fork(self)

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


_all: WeakSet[Renewable] = WeakSet()


def renew_after_fork(thing: Renewable) -> None:
    """Have something renewed in each forked process, before anything else runs there."""
    _all.add(thing)


def renew_all() -> None:
    """Free all locks: whoever held them stayed in the parent process."""
    for thing in list(_all):
        thing.renew()


# Windows has no fork.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=renew_all)
