"""Recordings in chunks, each put into the journal at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from speechtotext import _clock

from .recording import Recording, Skipped

# So many recordings are put into the journal together; up to so many if they are found within so many seconds.
_CHUNK: Final = 500
_LARGEST_CHUNK: Final = 10_000
_QUICK: Final = 0.25


def next_chunk(found: Iterator[Recording | Skipped]) -> list[Recording | Skipped]:
    """Return the next recordings: the quicker they are found the more, since changes of the journal take a while."""
    until, taken = _clock.monotonic() + _QUICK, list(islice(found, _CHUNK))
    while len(taken) % _CHUNK == 0 and 0 < len(taken) < _LARGEST_CHUNK and _clock.monotonic() < until:
        more = list(islice(found, _CHUNK))
        if not more:
            break
        taken += more
    return taken
