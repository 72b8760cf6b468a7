"""Transcribe many inputs in as many jobs as they need, whatever breaks in between. Flows."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from speechtotext import _clock
from speechtotext._core.flows import before, checked_timeout, drain, is_over, within
from speechtotext._core.observed_flows import observed
from speechtotext._core.steps import Flow, RunBlocking
from speechtotext._errors import DeadlineExceeded, InvalidArgument, SpeechError
from speechtotext._polling.errors import WaitTimeout
from speechtotext._polling.jobs import WaitOptions
from speechtotext._redaction import source_of

from .finishing import find_available, find_damaged, find_gone, finish_submitted
from .inputs import expiry_of, has_expired
from .journal import Journal
from .planned_jobs import SENDING, SUBMITTED, PlannedJob
from .submission import BatchService, confirm_origin, submit_planned
from .summary import BatchSummary

J = TypeVar("J", bound=Journal)

_MOST_PROPERTIES: Final = 10
# A job can take half an hour to begin and a day to end (batch transcription documentation).
_READ_WITHIN: Final = timedelta(hours=24)
# However short the timeout is, so many seconds are taken.
_SHORTEST: Final = 0.9


def submit_all(
    service: BatchService, path: Path, body: dict[str, Any], inputs: list[str], timeout: float | None
) -> Flow[BatchSummary]:
    """Return the steps that submit the inputs that are in no job yet."""
    check_body(body)

    def submit(journal: Journal) -> Flow[BatchSummary]:
        yield RunBlocking(lambda: journal.describe(service.api_version, service.origin, body))
        unsent: list[str] = yield RunBlocking(lambda: journal.unsent(inputs))
        now = _clock.utc_now()
        warn_of_ends((url for url in unsent if not has_expired(url, now)), now)
        yield RunBlocking(lambda: journal.plan(inputs))
        yield from submit_planned(service, journal)
        return (yield from summary_of(journal))

    return (yield from observed("submit_all", held(Journal.begin(path), submit, timeout, not_submitted), {}))


def retry_failed(service: BatchService, path: Path, timeout: float | None) -> Flow[BatchSummary]:
    """Return the steps that submit once more the inputs that failed, and no others."""

    def submit(journal: Journal) -> Flow[BatchSummary]:
        yield RunBlocking(lambda: journal.body(service.api_version, service.origin))
        yield from confirm_origin(service, journal)
        # What has not failed after all is not paid for again.
        yield from find_gone(service, journal, thoroughly=True)
        yield from find_available(service, journal)
        yield RunBlocking(journal.plan_failed)
        yield from submit_planned(service, journal)
        return (yield from summary_of(journal))

    return (yield from held(Journal.go_on(path), submit, timeout, not_submitted))


def resume(
    service: BatchService, path: Path, folder: Path, waiting: WaitOptions[Any], limit: int
) -> Flow[BatchSummary]:
    """Return the steps that go on from wherever a batch is to its end: submitting, waiting, fetching.

    Raises:
        WaitTimeout: the time is over; the journal has what ended.
    """

    def finish(journal: Journal) -> Flow[BatchSummary]:
        yield from finish_all(service, journal, folder, waiting, limit)
        return (yield from summary_of(journal))

    steps = held(Journal.go_on(path), finish, waiting.timeout, partial(not_finished, service))
    return (yield from observed("resume", steps, {}))


def finish_all(
    service: BatchService, journal: Journal, folder: Path, waiting: WaitOptions[Any], limit: int
) -> Flow[None]:
    """Return the steps that submit what is planned, wait for all jobs, and fetch their results."""
    yield from submit_planned(service, journal)
    yield from find_gone(service, journal, thoroughly=False)
    yield from find_damaged(journal)
    yield from drain(finish_submitted(service, journal, folder, waiting, limit))


def not_finished(service: BatchService, journal: Journal, timeout: float) -> Flow[WaitTimeout]:
    """Return the steps that make the error of jobs that have not ended in time."""
    pending: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(SENDING, SUBMITTED, origin=service.origin))
    jobs = tuple(job.job for job in pending if job.job is not None)
    return WaitTimeout(service.kind.name, timeout, jobs, None)


def held(
    opening: Flow[J],
    work: Callable[[J], Flow[BatchSummary]],
    timeout: float | None,
    too_late: Callable[[J, float], Flow[SpeechError]],
) -> Flow[BatchSummary]:
    """Return the steps that take hold of a journal and work with it, within so many seconds in all.

    Args:
        opening: takes hold of it.
        work: is done with it.
        timeout: seconds; None for no limit.
        too_late: makes the error of work that does not end in time.
    """
    if timeout is None:
        with closing((yield from opening)) as journal:
            return (yield from work(journal))
    deadline = _clock.monotonic() + max(checked_timeout(timeout), _SHORTEST)
    with closing((yield from before(deadline, opening))) as journal:
        try:
            return (yield from before(deadline, work(journal)))
        except DeadlineExceeded as error:
            if not is_over(deadline):
                # That of one call.
                raise
            raise (yield from too_late(journal, timeout)) from error


def not_submitted(journal: Journal, timeout: float) -> Flow[DeadlineExceeded]:
    """Return the steps that make the error of jobs that are not all submitted in time."""
    yield from ()
    return DeadlineExceeded(f"Submitting did not end within {timeout:g} seconds. Run it again to continue.")


def summary(path: Path, timeout: float | None) -> Flow[BatchSummary]:
    """Return the steps that read what is known."""
    return (yield from within(timeout, _read(path), "Reading the journal"))


def _read(path: Path) -> Flow[BatchSummary]:
    with closing((yield from Journal.read(path))) as journal:
        return (yield from summary_of(journal))


def summary_of(journal: Journal) -> Flow[BatchSummary]:
    """Return the steps that read what a journal knows."""
    found: BatchSummary = yield RunBlocking(journal.summary)
    return found


def check_body(body: dict[str, Any]) -> None:
    """Return if the body of jobs leaves room for what is added to it.

    Raises:
        InvalidArgument: it does not.
    """
    if "contentUrls" in body or "contentContainerUrl" in body:
        raise InvalidArgument(
            "the inputs are given as urls: leave content_urls and content_container_url out of the body"
        )
    if len(body.get("customProperties", {})) >= _MOST_PROPERTIES:
        raise InvalidArgument(
            f"a job has at most {_MOST_PROPERTIES} custom properties, and the client needs one of them"
        )


def check_expiry(urls: Iterable[str], now: datetime) -> None:
    """Warn of links that end before the service is likely to have read them.

    Raises:
        InvalidArgument: links have ended already.
    """
    urls = list(urls)
    ended = [(end, url) for url in urls if (end := expiry_of(url)) is not None and end <= now]
    if ended:
        end, url = min(ended)
        raise InvalidArgument(f"the link to {source_of(url)} expired at {end:%Y-%m-%d %H:%M %Z}: make new links")
    warn_of_ends(urls, now)


def warn_of_ends(urls: Iterable[str], now: datetime) -> None:
    """Warn of links that end before the service is likely to have read them."""
    ends = sorted(end for url in urls if (end := expiry_of(url)) is not None)
    soon = [end for end in ends if end < now + _READ_WITHIN]
    if soon:
        warnings.warn(
            f"{len(soon)} {'link expires' if len(soon) == 1 else 'links expire'} within 24 hours, the first at "
            f"{soon[0]:%Y-%m-%d %H:%M %Z}: "
            "a job can take that long to read all its inputs. Make links that last longer.",
            stacklevel=2,
        )
