"""Waiting for jobs: when to look, what has ended, what went wrong. The steps are described without I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeAlias, TypeVar, cast
from uuid import UUID

import httpx

from speechtotext import _clock
from speechtotext._core.flows import advance, before
from speechtotext._core.observed_flows import observed
from speechtotext._core.pages import Listing
from speechtotext._core.retry import retry_after
from speechtotext._core.steps import Before, Done, Emit, Flow, Outcome, Send, Sleep, Stream
from speechtotext._errors import (
    DeadlineExceeded,
    InvalidArgument,
    NotFound,
    RateLimited,
    ServerError,
    SpeechError,
    TransportError,
)
from speechtotext._polling.dataset_report import DatasetReport
from speechtotext._polling.errors import JobFailed, WaitTimeout
from speechtotext._telemetry import WAIT_DURATION
from speechtotext_api.calls import Request, id_of, id_or_none

if TYPE_CHECKING:
    from .report import TranscriptionReport

# The service ends a job within a day (batch transcription documentation).
DAY: Final = 86_400.0

# Without Retry-After the looks grow apart to a minute, which the service asks for with long jobs.
_FIRST_LOOK, _LATER, _LONGEST = 2.0, 1.5, 60.0
_LONGEST_TOLD = 300.0
# As long as there is no job yet, so many seconds go by before the next look for one.
_FIRST_JOB = 0.25
# Seconds that a look may take beyond the timeout of a wait: there is always a first one, and one when the time is over.
_LAST_LOOK = 0.9
_PAGE = 100
_PASSING = (ServerError, RateLimited, TransportError)


class Job(Protocol):
    """An entity that the service works on."""

    @property
    def self_(self) -> str | None: ...

    @property
    def status(self) -> str | None: ...


E = TypeVar("E", bound=Job)


@dataclass(frozen=True, slots=True)
class JobKind(Generic[E]):
    """How the jobs of a group are looked at.

    Args:
        name: what they are called.
        get: the request for one of them.
        listing: the request for a page of them, by the listing's arguments; None if they cannot be listed.
        items: the jobs on a page.
        next_link: the link to the page after it.
        filterable: whether the listing takes a filter.
    """

    name: str
    get: Callable[[Any], Request[E]]
    listing: Callable[..., Request[Any]] | None = None
    items: Callable[[Any], list[E] | None] = lambda page: None
    next_link: Callable[[Any], str | None] = lambda page: None
    filterable: bool = False

    def listed_since(self, oldest: datetime | None, origin: str) -> Listing[Any, E]:
        """The jobs that were made since a time, where the listing can be asked for these; otherwise all jobs."""
        if self.listing is None:
            raise InvalidArgument(f"{self.name} cannot be listed")
        arguments: dict[str, Any] = {"top": _PAGE}
        if self.filterable and oldest is not None:
            arguments["filter"] = f"createdDateTime ge {oldest:%Y-%m-%dT%H:%M:%SZ}"
        return Listing(self.listing(**arguments), self.items, self.next_link, None, origin)


@dataclass(frozen=True, slots=True)
class WaitOptions(Generic[E]):
    """What a wait was asked for.

    Args:
        timeout: seconds that it takes at most.
        poll: seconds between two rounds of looking; None for what the service asks for.
        on_progress: called with each job whose status has changed.
        patience: seconds during which looks may fail; the error is raised then. None to go on until the timeout.
    """

    timeout: float
    poll: float | None
    on_progress: Callable[[E], object] | None
    patience: float | None = None

    def __post_init__(self) -> None:
        if not self.timeout >= 0 or (self.poll is not None and not self.poll >= 0):
            raise InvalidArgument("timeout and poll are seconds: they cannot be negative")

    def deadline(self) -> float:
        """When a wait ends that begins now, on the monotonic clock."""
        return _clock.monotonic() + self.timeout

    def until(self, deadline: float) -> WaitOptions[E]:
        """Return the same, for a wait that has only the time until a deadline left."""
        return replace(self, timeout=max(deadline - _clock.monotonic(), 0.0))


class PollSchedule:
    """How long to wait before the next look."""

    def __init__(self, poll: float | None) -> None:
        self._poll = poll
        self._next = _FIRST_LOOK

    def wait(self, response: httpx.Response | None) -> float:
        """Seconds, by what was asked for, by what the service told, or longer each time."""
        if self._poll is not None:
            return self._poll
        told = retry_after(response.headers.get("Retry-After"), _clock.utc_now()) if response is not None else None
        if told is not None:
            return min(max(told, 1.0), _LONGEST_TOLD)
        wait, self._next = self._next, min(self._next * _LATER, _LONGEST)
        return wait


def has_ended(job: Job) -> bool:
    """Whether the service is through with a job. A status that is not known is none of an end."""
    # An odd answer may hold no status that can be read.
    return getattr(job, "status", None) in ("Succeeded", "Failed")


LoadReport: TypeAlias = Callable[[E], Flow["TranscriptionReport | DatasetReport | None"]]
"""The steps of finding out more about why a job failed."""


def no_report(job: object) -> Flow[None]:
    """No steps: what the job itself tells is all."""
    yield from ()


FurtherJobs: TypeAlias = Callable[[], Flow[tuple[Iterable[object], bool]]]


def no_further() -> Flow[tuple[Iterable[object], bool]]:
    """No steps: there are no further jobs."""
    yield from ()
    return (), False


def wait(kind: JobKind[E], job: object, waiting: WaitOptions[E], load_report: LoadReport[E] = no_report) -> Flow[E]:
    """The steps of waiting for one job."""
    steps = _wait(kind, job, waiting, load_report)
    return observed(
        f"wait for {kind.name}",
        steps,
        {"speechtotext.collection": kind.name},
        duration=WAIT_DURATION,
        outcome=lambda ended: {"speechtotext.job.status": str(ended.status)},
    )


def _wait(kind: JobKind[E], job: object, waiting: WaitOptions[E], load_report: LoadReport[E]) -> Flow[E]:
    deadline = waiting.deadline()
    identifier = id_of(cast("UUID | str", job))
    last: E | None = cast("E", job) if hasattr(job, "status") else None
    if last is not None and has_ended(last):
        return (yield from before(last_look(deadline), _succeeded(kind, last, load_report)))
    pace = PollSchedule(waiting.poll)
    trouble: SpeechError | None = None
    while True:
        response = None
        try:
            answer = yield Before(last_look(deadline), Send(kind.get(identifier)))
        except _PASSING as error:
            trouble = _telling(error, trouble)
        else:
            trouble = None
            seen: E = answer[0]
            last, response = seen, answer[1]
            if waiting.on_progress is not None:
                waiting.on_progress(seen)
            if has_ended(seen):
                return (yield from before(last_look(deadline), _succeeded(kind, seen, load_report)))
        left = deadline - _clock.monotonic()
        if left <= 0:
            raise WaitTimeout(kind.name, waiting.timeout, (identifier,), last) from trouble
        yield Sleep(min(pace.wait(response), left))


def last_look(deadline: float) -> float:
    """Until when a look may take that is the last one of a wait."""
    return max(deadline, _clock.monotonic() + _LAST_LOOK)


def _telling(error: SpeechError, former: SpeechError | None) -> SpeechError:
    """Of two errors in a row, the one that says more: a deadline alone does not say why there was no response."""
    return former if former is not None and isinstance(error, DeadlineExceeded) else error


def wait_all(
    kind: JobKind[E], jobs: Iterable[object], waiting: WaitOptions[E], origin: str, further: FurtherJobs = no_further
) -> Stream[E]:
    """The steps of waiting for many jobs, which gives each as it ends.

    Args:
        kind: how they are looked at.
        jobs: what is waited for.
        waiting: for how long.
        origin: scheme and host of the service.
        further: gives jobs that are waited for, too, after each look, and whether more may come later.
    """
    steps = _wait_all(kind, jobs, waiting, origin, further)
    attributes = {"speechtotext.collection": kind.name}
    return observed(f"wait for {kind.name}", steps, attributes, duration=WAIT_DURATION)


def _wait_all(
    kind: JobKind[E], jobs: Iterable[object], waiting: WaitOptions[E], origin: str, further: FurtherJobs
) -> Stream[E]:
    deadline = waiting.deadline()
    watch = _PendingJobs(kind, waiting, origin)
    for job in jobs:
        if hasattr(job, "status") and has_ended(cast("E", job)):
            yield Emit(cast("E", job))
        else:
            watch.add(job)
    pace = PollSchedule(waiting.poll)
    trouble: SpeechError | None = None
    well = _clock.monotonic()
    may_grow = yield from watch.grow(further)
    while watch.pending or may_grow:
        try:
            yield from before(last_look(deadline), watch.look())
        except _PASSING as error:
            trouble = _telling(error, trouble)
            if waiting.patience is not None and _clock.monotonic() - well > waiting.patience:
                raise trouble from None
        else:
            trouble = None
            well = _clock.monotonic()
        count = watch.count
        may_grow = yield from watch.grow(further)
        if watch.count > count:
            pace = PollSchedule(waiting.poll)
        left = deadline - _clock.monotonic()
        if (watch.pending or may_grow) and left <= 0:
            raise WaitTimeout(kind.name, waiting.timeout, tuple(watch.pending), None) from trouble
        if watch.pending or may_grow:
            yield Sleep(min(pace.wait(watch.response) if watch.pending else _FIRST_JOB, left))
    if watch.vanished:
        if watch.count > 1:
            watch.vanished[0].add_note(f"{len(watch.vanished)} of the jobs were not found; all others have ended.")
        raise watch.vanished[0]


class _PendingJobs(Generic[E]):
    """The jobs that are waited for: by listing while they are many, one by one when they are few."""

    def __init__(self, kind: JobKind[E], waiting: WaitOptions[E], origin: str) -> None:
        self.pending: dict[str, str | None] = {}
        self.vanished: list[NotFound] = []
        self.response: httpx.Response | None = None
        self._kind = kind
        self._waiting = waiting
        self._origin = origin
        self.count = 0
        self._oldest: datetime | None = None
        self._ages_known = True
        self._pages = 1

    def add(self, job: object) -> None:
        self.count += 1
        self.pending[id_of(cast("UUID | str", job))] = None
        created = getattr(job, "created_date_time", None)
        if not isinstance(created, datetime):
            self._ages_known = False
        elif self._oldest is None or created < self._oldest:
            self._oldest = created

    def grow(self, further: FurtherJobs) -> Flow[bool]:
        """Take further jobs; tell whether more may come."""
        jobs, may_grow = yield from further()
        for job in jobs:
            self.add(job)
        return may_grow

    def look(self) -> Stream[E]:
        """One round over all that are pending."""
        unseen = set(self.pending)
        if self._kind.listing is not None and len(self.pending) > self._pages:
            yield from self._look_through_listing(unseen)
        for identifier in sorted(unseen):
            try:
                job, self.response = yield Send(self._kind.get(identifier))
            except NotFound as error:
                del self.pending[identifier]
                self.vanished.append(error)
            else:
                yield from self._judge(identifier, job)

    def _look_through_listing(self, unseen: set[str]) -> Stream[E]:
        oldest = self._oldest if self._ages_known else None
        pages = self._kind.listed_since(oldest, self._origin).pages()
        outcome: Outcome = None
        count = 0
        while unseen and not isinstance(step := advance(pages, outcome), Done):
            if not isinstance(step, Emit):
                outcome = yield step
                self.response = outcome[1] if isinstance(outcome, tuple) else None
                continue
            outcome = None
            count += 1
            for job in step.item:
                identifier = id_or_none(job)
                if identifier is not None and identifier in unseen:
                    unseen.discard(identifier)
                    yield from self._judge(identifier, job)
        self._pages = max(count, 1)

    def _judge(self, identifier: str, job: E) -> Stream[E]:
        if self.pending[identifier] != job.status and self._waiting.on_progress is not None:
            self._waiting.on_progress(job)
        if has_ended(job):
            del self.pending[identifier]
            yield Emit(job)
        else:
            self.pending[identifier] = job.status


def _succeeded(kind: JobKind[E], job: E, load_report: LoadReport[E]) -> Flow[E]:
    if job.status != "Failed":
        return job
    try:
        report = yield from load_report(job)
    except SpeechError:
        # That it has failed is what counts.
        report = None
    if isinstance(report, DatasetReport):
        raise JobFailed(kind.name, job, dataset_report=report)
    raise JobFailed(kind.name, job, report)
