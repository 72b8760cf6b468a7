"""Hints on how to continue after an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import speechtotext


@contextmanager
def going_on(advice: str, *more: type[Exception]) -> Iterator[None]:
    """Say how to go on, if something interrupts this that says nothing against going on.

    Args:
        advice: what to say.
        more: further errors that say nothing against it.
    """
    passing: tuple[type[BaseException], ...] = (
        KeyboardInterrupt,
        speechtotext.ServerError,
        speechtotext.StorageError,
        speechtotext.TransportError,
        speechtotext.WaitTimeout,
        *more,
    )
    try:
        yield
    except passing as error:
        error.add_note(advice)
        raise
