"""Hints on how to continue after an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import speechtotext


def resumable_errors() -> tuple[type[BaseException], ...]:
    """Return an interruption, and the errors that pass."""
    return (
        KeyboardInterrupt,
        speechtotext.ServerError,
        speechtotext.StorageError,
        speechtotext.TransportError,
        speechtotext.WaitTimeout,
    )


@contextmanager
def resume_hint(hint: str, *more: type[Exception]) -> Iterator[None]:
    """Add a hint on how to continue to an interruption or a transient error.

    Args:
        hint: the hint.
        more: further errors after which continuing makes sense.
    """
    try:
        yield
    except (*resumable_errors(), *more) as error:
        error.add_note(hint)
        raise
