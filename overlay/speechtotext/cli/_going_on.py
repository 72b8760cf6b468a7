"""How to go on after an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import speechtotext


@contextmanager
def going_on(advice: str) -> Iterator[None]:
    """Say how to go on, if something interrupts this that says nothing against going on."""
    try:
        yield
    except (
        KeyboardInterrupt,
        speechtotext.FileError,
        speechtotext.ServerError,
        speechtotext.StorageError,
        speechtotext.TransportError,
        speechtotext.WaitTimeout,
    ) as error:
        error.add_note(advice)
        raise
