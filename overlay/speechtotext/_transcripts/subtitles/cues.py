"""Subtitles one at a time: when each is shown, so that none falls behind what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final

import msgspec

# In milliseconds: a subtitle that others speak into keeps the screen for the first, if its speech is as long; for the
# second if that keeps no other one back.
_SHORT: Final = 1000
_SHORTEST: Final = 500


class Cue(msgspec.Struct, gc=False):
    """A subtitle.

    Attributes:
        start: when it appears, in milliseconds.
        end: when it goes, in milliseconds.
        voice: who speaks; None if that is not known.
        lines: what it shows.
        right_to_left: whether most of its letters run from right to left.
        longest: how long it is shown at most.
        shortest: how long it is shown at least where there is room.
        needed: how long it takes to read, where there is room; not less than the shortest time.
    """

    start: int
    end: int
    voice: str | None
    lines: tuple[str, ...]
    right_to_left: bool
    longest: int
    shortest: int
    needed: int


def schedule(cues: Sequence[Cue]) -> None:
    """Give subtitles, in their order, their times on the screen: one after the other.

    Each has time to be read, and is gone when the next one comes. One that is spoken into keeps half of its own time,
    or less, so that nobody falls behind: each is gone by the end of its speech and as long after that as others spoke
    into it, or a second after its speech began. Only where nobody waits it stays longer, to be read.

    Args:
        cues: the subtitles with the times of their speech, by start.
    """
    due = _due(cues)
    latest = _latest_starts(cues, due)
    before: Cue | None = None
    free = 0
    for cue, until, at_latest in zip(cues, due, latest, strict=True):
        spoken, own = cue.start, cue.end - cue.start
        start = max(spoken, min(free, at_latest))
        if before is not None:
            start = max(start, before.start + 1)
            before.end = min(before.end, start)
        until = max(until, spoken + cue.needed, start + 1)
        cue.end = min(max(cue.end, start + cue.needed), start + cue.longest, until)
        cue.start = start
        free = start + max(min(own, _SHORT), own // 2, min(cue.shortest, _SHORTEST))
        before = cue


def _due(spoken: Sequence[Cue]) -> list[int]:
    """Return when each is to be gone."""
    overlap = _integral(((cue.start, cue.end) for cue in spoken), lambda speaking: float(speaking > 1))
    return [
        max(cue.end + int(overlap[cue.end] - overlap[cue.start]), cue.start + min(cue.shortest, _SHORT))
        for cue in spoken
    ]


def _latest_starts(spoken: Sequence[Cue], due: Sequence[int]) -> list[int]:
    """Return when each appears at the latest for all to be gone in time.

    Those that are due at the same moment share the time equally. As each shares it only until the first that is due of
    itself and those after it, the shares of any that follow each other fit between their first start and their last
    due time.
    """
    ends = list(accumulate(reversed(due), min))[::-1]
    share = _integral(
        ((cue.start, end) for cue, end in zip(spoken, ends, strict=True)), lambda sharing: 1 / sharing if sharing else 0
    )
    latest: list[int] = []
    free = 0.0
    for cue, end in zip(spoken, ends, strict=True):
        start = max(cue.start, free)
        latest.append(int(start))
        free = start + share[end] - share[cue.start]
    return latest


def _integral(spans: Iterable[tuple[int, int]], rate: Callable[[int], float]) -> dict[int, float]:
    """Return by each start and end how much has come together until then, at a rate by the number of spans there."""
    changes: dict[int, int] = {}
    for start, end in spans:
        changes[start] = changes.get(start, 0) + 1
        changes[end] = changes.get(end, 0) - 1
    total, count, before = 0.0, 0, 0
    until: dict[int, float] = {}
    for time in sorted(changes):
        total += rate(count) * (time - before)
        until[time] = total
        count += changes[time]
        before = time
    return until
