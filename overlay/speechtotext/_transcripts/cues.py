"""Subtitles one at a time: when each is shown, so that none falls behind what is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

# In milliseconds: nothing is shown for longer than the first, or for less than the second where there is room. Where
# there is none because others speak at the same time, it is shown for the third if that keeps no other one back.
LONGEST, SHORT, _SHORTEST = 7000, 1000, 500


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle.

    Attributes:
        start: when it appears, in milliseconds.
        end: when it goes, in milliseconds.
        voice: who speaks; None if that is not known.
        lines: what it shows.
        right_to_left: whether most of its letters run from right to left.
    """

    start: int
    end: int
    voice: str | None
    lines: tuple[str, ...]
    right_to_left: bool = False


def scheduled(spoken: Sequence[Cue]) -> list[Cue]:
    """Return subtitles one after the other, of subtitles as they are spoken, in their order.

    Each has time to be read, and is gone when the next one comes. One that is spoken into keeps half of its own time,
    or less, so that nobody falls behind: each is gone by the end of its speech and as long after that as others spoke
    into it, or a second after its speech began.

    Args:
        spoken: the subtitles with the times of their speech, by start.
    """
    due = _due(spoken)
    latest = _latest_starts(spoken, due)
    shown: list[Cue] = []
    free = 0
    for cue, until, at_latest in zip(spoken, due, latest, strict=True):
        start = max(cue.start, min(free, at_latest))
        if shown:
            start = max(start, shown[-1].start + 1)
            shown[-1] = replace(shown[-1], end=min(shown[-1].end, start))
        end = min(max(cue.end, start + SHORT), start + LONGEST, max(until, start + 1))
        shown.append(replace(cue, start=start, end=end))
        own = cue.end - cue.start
        free = start + max(min(own, SHORT), own // 2, _SHORTEST)
    return shown


def _due(spoken: Sequence[Cue]) -> list[int]:
    """Return when each is to be gone."""
    overlap = _integral(((cue.start, cue.end) for cue in spoken), lambda speaking: float(speaking > 1))
    return [max(cue.end + int(overlap[cue.end] - overlap[cue.start]), cue.start + SHORT) for cue in spoken]


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
    changes: Counter[int] = Counter()
    for start, end in spans:
        changes[start] += 1
        changes[end] -= 1
    total, count, before = 0.0, 0, 0
    until: dict[int, float] = {}
    for time in sorted(changes):
        total += rate(count) * (time - before)
        until[time] = total
        count += changes[time]
        before = time
    return until
