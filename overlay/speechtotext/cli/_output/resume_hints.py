"""Hints on how to continue after an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import speechtotext


@contextmanager
def resume_hint(hint: str, *more: type[Exception]) -> Iterator[None]:
    """Add a hint on how to continue to an interruption or a transient error.

    Args:
        hint: the hint.
        more: further errors after which continuing makes sense.
    """
    resumable: tuple[type[BaseException], ...] = (
        KeyboardInterrupt,
        speechtotext.ServerError,
        speechtotext.StorageError,
        speechtotext.TransportError,
        speechtotext.WaitTimeout,
        *more,
    )
    try:
        yield
    except resumable as error:
        error.add_note(hint)
        raise
