"""How jobs move on: when their status changes, and what their work comes to."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from math import ceil
from typing import Final, TypeAlias

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Entity


@dataclass(frozen=True, slots=True)
class Seconds:
    """Jobs move on as time goes by.

    Args:
        start: seconds until a job runs.
        run: seconds that it runs.
    """

    start: float = 1.0
    run: float = 2.0


@dataclass(frozen=True, slots=True)
class Polls:
    """Jobs move on as they are looked at, by getting or listing them.

    Args:
        start: looks that find a job not started.
        run: looks that find it running.
    """

    start: int = 1
    run: int = 1


Transitions: TypeAlias = Seconds | Polls
"""By what jobs move on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the work of a job has come to.

    Args:
        error: code and message of what went wrong; None if all is well.
        properties: what is told among the properties of the entity.
        products: the files that were made.
        destination: container and beginning of the blobs' names, if they go elsewhere than to the service's storage.
    """

    error: tuple[str, str] | None = None
    properties: Json = field(default_factory=dict)
    products: tuple[Product, ...] = ()
    destination: tuple[str, str] | None = None


Key: TypeAlias = tuple[str, str, str]
"""Resource, collection and id of an entity."""

_LONGEST_RETRY_AFTER: Final = 300


class Schedule:
    """When something becomes due of which entity."""

    def __init__(self, transitions: Transitions) -> None:
        self.transitions = transitions
        self._due: list[tuple[datetime, int, Key]] = []
        self._numbers = count()

    def schedule_start(self, key: Key, job: Entity, now: datetime) -> None:
        """A job waits for its start."""
        self._schedule(key, job, now, self.transitions.start)

    def schedule_end(self, key: Key, job: Entity, now: datetime) -> None:
        """A job runs."""
        self._schedule(key, job, now, self.transitions.run)

    def schedule_deletion(self, key: Key, job: Entity, kept_until: datetime | None) -> None:
        """A job has ended and is kept, for ever or for a time."""
        job.looks, job.due = None, None
        if kept_until is not None:
            self.schedule_at(key, job, kept_until)

    def record_poll(self, key: Key, job: Entity, now: datetime) -> None:
        """Somebody has seen a job. If that was the last look, it is due before the next request is answered."""
        if job.looks:
            job.looks -= 1
            if job.looks == 0:
                self.schedule_at(key, job, now)

    def schedule_at(self, key: Key, job: Entity, when: datetime) -> None:
        """Something becomes due at a time."""
        job.due = when
        heapq.heappush(self._due, (when, next(self._numbers), key))

    def next(self) -> datetime | None:
        """When something becomes due next."""
        return self._due[0][0] if self._due else None

    def due(self, now: datetime) -> Iterator[tuple[datetime, Key]]:
        """What has become due, in its order; an entity may have been deleted or put off since."""
        while self._due and self._due[0][0] <= now:
            when, _, key = heapq.heappop(self._due)
            yield when, key

    def _schedule(self, key: Key, job: Entity, now: datetime, span: float) -> None:
        if isinstance(self.transitions, Polls) and span > 0:
            job.looks, job.due = int(span), None
        else:
            self.schedule_at(key, job, now + timedelta(seconds=span))


def retry_after(job: Entity, now: datetime) -> int:
    """Whole seconds until a job that has not ended is worth another look."""
    left = (job.due - now).total_seconds() if job.due else 0
    return min(max(ceil(left), 1), _LONGEST_RETRY_AFTER)
