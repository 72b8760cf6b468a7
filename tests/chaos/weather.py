"""Which fault meets which request: a schedule that depends on a seed alone."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final

# A request that is held back longer than a client waits for jobs to be listed could make a job that nobody expects.
LONGEST_DELAY: Final = 0.5
_LONGEST_ANSWER: Final = 2.0
# Longer than clients wait for the next bytes.
SILENCE: Final = 4.0
_REQUESTS_PER_PHASE: Final = 40
# How much of what is asked meets a fault: calm, showers and storms follow each other.
_PHASES: Final = (0.0, 0.1, 0.3, 0.6)


class Kind(StrEnum):
    """What happens to a request or its answer."""

    NONE = "none"
    DELAY = "delayed request"
    SLOW = "delayed answer"
    DRIP = "dripping answer"
    SILENT = "silence in place of an answer"
    CUT_REQUEST = "request cut off"
    RESET_REQUEST = "request reset"
    LOST = "answer lost"
    LOST_RESET = "answer lost by a reset"
    CUT = "answer cut off"
    RESET = "answer reset"
    REFUSED = "429 or 503"
    FAILED = "500 before it was done"
    FAILED_AFTER = "500 after it was done"


_SHARES: Final = {
    Kind.DELAY: 3,
    Kind.SLOW: 3,
    Kind.DRIP: 3,
    Kind.SILENT: 1,
    Kind.CUT_REQUEST: 2,
    Kind.RESET_REQUEST: 2,
    Kind.LOST: 2,
    Kind.LOST_RESET: 2,
    Kind.CUT: 3,
    Kind.RESET: 3,
    Kind.REFUSED: 4,
    Kind.FAILED: 2,
    Kind.FAILED_AFTER: 2,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one request.

    Args:
        seconds: how long it takes.
        share: how much of an answer is sent before it breaks off.
        status: HTTP status of a refusal.
        retry_after: seconds that it asks for; None for no such header.
    """

    kind: Kind
    seconds: float = 0.0
    share: float = 0.0
    status: int = 500
    retry_after: int | None = None


GOOD: Final = Fault(Kind.NONE)


def fault_of(seed: int, number: int) -> Fault:
    """Return the fault that the n-th request meets."""
    phase = Random(f"{seed} phase {number // _REQUESTS_PER_PHASE}").choice(_PHASES)
    chance = Random(f"{seed} request {number}")
    if chance.random() >= phase:
        return GOOD
    (kind,) = chance.choices(list(_SHARES), list(_SHARES.values()))
    longest = LONGEST_DELAY if kind is Kind.DELAY else _LONGEST_ANSWER
    return Fault(
        kind,
        seconds=SILENCE if kind is Kind.SILENT else chance.uniform(0, longest),
        share=chance.random(),
        status=chance.choice((429, 503)) if kind is Kind.REFUSED else 500,
        retry_after=chance.choice((None, 0, 1)),
    )


class Weather:
    """Gives the faults of a seed, one after the other, unless it is calm."""

    def __init__(self, seed: int) -> None:
        self.is_calm = True
        self._seed = seed
        self._numbers = itertools.count()

    def next(self) -> Fault:
        """Return the fault for the next request."""
        return GOOD if self.is_calm else fault_of(self._seed, next(self._numbers))
