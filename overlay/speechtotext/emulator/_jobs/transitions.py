"""When the status of jobs changes, and the outcome of their processing."""

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
    """Jobs change status as time passes.

    Args:
        start: seconds until a job starts.
        run: seconds until it ends.
    """

    start: float = 1.0
    run: float = 2.0


@dataclass(frozen=True, slots=True)
class Polls:
    """Jobs change status when they are polled.

    Args:
        start: number of polls that find the job not started.
        run: number of polls that find it running.
    """

    start: int = 1
    run: int = 1


Transitions: TypeAlias = Seconds | Polls
"""When jobs change status."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a job.

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
    """A priority queue of the times at which entities are due."""

    def __init__(self, transitions: Transitions) -> None:
        self.transitions = transitions
        self._due: list[tuple[datetime, int, Key]] = []
        self._numbers = count()

    def schedule_start(self, key: Key, job: Entity, now: datetime) -> None:
        """Schedule the start of a job."""
        self._schedule(key, job, now, self.transitions.start)

    def schedule_end(self, key: Key, job: Entity, now: datetime) -> None:
        """Schedule the end of a running job."""
        self._schedule(key, job, now, self.transitions.run)

    def schedule_deletion(self, key: Key, job: Entity, kept_until: datetime | None) -> None:
        """Schedule the deletion of an ended job; None keeps it forever."""
        job.looks, job.due = None, None
        if kept_until is not None:
            self.schedule_at(key, job, kept_until)

    def record_poll(self, key: Key, job: Entity, now: datetime) -> None:
        """Record a poll of a job; after its last poll the job is due immediately."""
        if job.looks:
            job.looks -= 1
            if job.looks == 0:
                self.schedule_at(key, job, now)

    def schedule_at(self, key: Key, job: Entity, when: datetime) -> None:
        """Schedule an entity for a time."""
        job.due = when
        heapq.heappush(self._due, (when, next(self._numbers), key))

    def next(self) -> datetime | None:
        """Return the earliest due time; None if nothing is scheduled."""
        return self._due[0][0] if self._due else None

    def due(self, now: datetime) -> Iterator[tuple[datetime, Key]]:
        """Pop all due entries in order; the entity may have been deleted or rescheduled since."""
        while self._due and self._due[0][0] <= now:
            when, _, key = heapq.heappop(self._due)
            yield when, key

    def _schedule(self, key: Key, job: Entity, now: datetime, span: float) -> None:
        if isinstance(self.transitions, Polls) and span > 0:
            job.looks, job.due = int(span), None
        else:
            self.schedule_at(key, job, now + timedelta(seconds=span))


def retry_after(job: Entity, now: datetime) -> int:
    """Return the Retry-After of an unfinished job, in whole seconds."""
    left = (job.due - now).total_seconds() if job.due else 0
    return min(max(ceil(left), 1), _LONGEST_RETRY_AFTER)
