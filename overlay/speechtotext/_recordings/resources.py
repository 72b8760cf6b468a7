"""The resources that a run shares its work among, and which of them gets which job."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar

from speechtotext import _clock
from speechtotext._batches.journal import Journal
from speechtotext._batches.planned_jobs import ENDED, GONE, PLANNED, SENDING, SUBMITTED, PlannedJob
from speechtotext._batches.submission import BatchService, ChooseJob
from speechtotext._core.flows import through
from speechtotext._core.steps import FlowRunner
from speechtotext._errors import ApiError, DeadlineExceeded, SpeechError, TransportError, UnexpectedResponse

R = TypeVar("R")

# So many inputs a resource may always have. Fewer would leave it idle between two looks at its jobs.
_ALWAYS: Final = 100
# No smaller jobs are made to share the work: each takes a while to begin.
_SMALLEST: Final = 20
# How much of its share of what is left a resource gets at once, when its speed is known, and before. The rest stays for
# whoever is quicker.
_KNOWN, _UNKNOWN = 1 / 2, 1 / 8

_log = logging.getLogger("speechtotext")


class Resource:
    """A resource of the service.

    Args:
        service: its batch jobs.
        transport: of its client; None for the client that runs the flow.
    """

    def __init__(self, service: BatchService, transport: FlowRunner | None = None) -> None:
        self.service = service
        self.transport = transport
        self.lost: SpeechError | None = None
        """Why it gets no more work."""
        self.unfinished: dict[str, SpeechError | None] = {}
        """The markers of its jobs that are left for a later run."""

    @property
    def origin(self) -> str:
        return self.service.origin

    def steps(self, flow: Generator[Any, Any, R]) -> Generator[Any, Any, R]:
        """Return the steps of a flow or stream, whose requests go to this resource."""
        return flow if self.transport is None else through(self.transport, flow)


class Load(NamedTuple):
    """What a resource has to do.

    Args:
        inputs: how many inputs it has taken, and not ended.
        speed: how many it ends in a second; None as long as it has ended none.
    """

    inputs: int
    speed: float | None


def further_inputs(one: Load, others: Sequence[Load], unsent: int) -> int:
    """Return how many further inputs a resource may get now.

    It gets a part of its share of all that is to be done, which is the larger the quicker it is. So all end at about
    the same time: whoever has done its part gets the next, smaller one.

    Args:
        one: what it has to do.
        others: what the others have.
        unsent: how many inputs nobody has.
    """
    loads = (one, *others)
    known = [load.speed for load in loads if load.speed is not None]
    usual = sum(known) / len(known) if known else 1.0
    speeds = [usual if load.speed is None else load.speed for load in loads]
    share = speeds[0] / sum(speeds) * (unsent + sum(load.inputs for load in loads))
    return max(_ALWAYS, int(share * (_UNKNOWN if one.speed is None else _KNOWN))) - one.inputs


class Resources:
    """The resources of a run.

    Args:
        journal: of the run.
        resources: one for each resource.
    """

    def __init__(self, journal: Journal, resources: Sequence[Resource]) -> None:
        self._journal = journal
        self._resources = resources
        self._lock = Lock()
        self._claimed: dict[object, str] = {}
        self._ended_before: Mapping[str | None, int] | None = None
        self._since: dict[str, float] = {}

    def __iter__(self) -> Iterator[Resource]:
        return iter(self._resources)

    @property
    def are_several(self) -> bool:
        return len(self._resources) > 1

    def lose(self, resource: Resource, error: SpeechError) -> bool:
        """Give a resource no more work, and return True; False if it is the last one, or is not to blame."""
        if not isinstance(error, ApiError | TransportError | UnexpectedResponse) or isinstance(error, DeadlineExceeded):
            return False
        with self._lock:
            if resource.lost is None and self._left() == [resource]:
                return False
            if resource.lost is None:
                resource.lost = error
                _log.warning("The resource at %s gets no more work: %s", resource.origin, error)
        return True

    def _left(self) -> list[Resource]:
        return [resource for resource in self._resources if resource.lost is None]

    @contextmanager
    def choosing(self, resource: Resource, *, limited: bool) -> Iterator[ChooseJob]:
        """Return what chooses the jobs that are sent to a resource, one after the other.

        Args:
            resource: where they are sent.
            limited: whether it leaves jobs to others that are quicker.
        """
        holder = object()

        def choose(*, small: bool) -> PlannedJob | None:
            with self._lock:
                self._claimed.pop(holder, None)
                job = self._next(resource, small=small, limited=limited)
                if job is not None:
                    self._claimed[holder] = job.marker
                return job

        try:
            yield choose
        finally:
            with self._lock:
                self._claimed.pop(holder, None)

    def has_unsent(self) -> bool:
        """Return whether there are jobs that no resource has taken."""
        with self._lock:
            return bool(self._claimed) or self._journal.next_planned(small=False) is not None

    def _next(self, resource: Resource, *, small: bool, limited: bool) -> PlannedJob | None:
        job = self._journal.next_planned(small=small, without=tuple(self._claimed.values()))
        others = [other for other in self._left() if other is not resource]
        if job is None or not others or not limited:
            return job
        if resource.lost is not None:
            return None
        allowed, size = self._allowed(resource, others), self._journal.count(job.marker)
        if size <= allowed:
            return job
        return self._journal.divide(job.marker, allowed) if allowed >= _SMALLEST else None

    def _allowed(self, resource: Resource, others: Sequence[Resource]) -> int:
        ended = self._journal.sizes(ENDED, GONE)
        if self._ended_before is None:
            self._ended_before = ended
        # Jobs that are left for a later run would hold up all others until then.
        left = [marker for each in self._resources for marker in list(each.unfinished)]
        begun, now = self._journal.sizes(SENDING, SUBMITTED, without=left), _clock.monotonic()

        def load(of: Resource) -> Load:
            inputs = begun.get(of.origin, 0)
            if inputs:
                self._since.setdefault(of.origin, now)
            done = ended.get(of.origin, 0) - (self._ended_before or {}).get(of.origin, 0)
            return Load(inputs, done / max(now - self._since.get(of.origin, now), 0.001) if done else None)

        unsent = self._journal.sizes(PLANNED).get(None, 0)
        return further_inputs(load(resource), [load(other) for other in others], unsent)
