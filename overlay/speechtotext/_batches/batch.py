"""Many inputs in as many jobs as they need: submitted once, waited for and fetched, whatever breaks in between. Flows.

A job is written into the journal before it is sent, with a marker that goes with it, and again when the service has
answered. If no answer came, nobody knows whether there is such a job: then it is looked for by its marker.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from speechtotext import _clock
from speechtotext._core.flows import Flow, RunBlocking, Send, Sleep, before, collect, for_each
from speechtotext._core.retry import RetryPolicy
from speechtotext._errors import ApiError, DeadlineExceeded, NotFound, SpeechError
from speechtotext._polling.errors import WaitTimeout
from speechtotext._polling.jobs import JobKind, WaitOptions, wait_all
from speechtotext._polling.report import TranscriptionReport
from speechtotext._transcripts.job_results import report
from speechtotext._transfers.downloads import DownloadedFile, download
from speechtotext._transfers.entity_files import EntityFiles, stored_files
from speechtotext_api.calls import Request, id_of
from speechtotext_api.wire import without_signatures

from .journal import PLANNED, SENDING, SUBMITTED, BatchSummary, Journal, Outcome, PlannedJob, expiry_of, source_of

_MOST_PROPERTIES: Final = 10
MARKER: Final = "speechtotext-batch"
# How long after it was sent a job is listed at the latest, in seconds.
SETTLING: Final = 60.0
# How much the clocks of this machine and of the service may differ.
_SKEW: Final = timedelta(minutes=15)
# A job can take half an hour to begin and a day to end (batch transcription documentation).
_READ_WITHIN: Final = timedelta(hours=24)


class BatchService(NamedTuple):
    """What a batch needs of the service.

    Args:
        kind: how jobs are looked at.
        create: the request that submits a job.
        files_of: the files of a job.
        api_version: of the client.
        origin: scheme and host of the service.
        retry: when files are fetched again.
    """

    kind: JobKind[Any]
    create: Callable[[dict[str, Any]], Request[Any]]
    files_of: Callable[[str], EntityFiles]
    api_version: str
    origin: str
    retry: RetryPolicy


def submit_all(service: BatchService, path: Path, body: dict[str, Any], urls: Iterable[str]) -> Flow[BatchSummary]:
    """The steps of submitting the inputs that are in no job yet."""
    urls = list(dict.fromkeys(urls))
    _check_body(body)
    with closing((yield from Journal.open(path))) as journal:
        check_expiry((yield RunBlocking(lambda: journal.unsent(urls))), _clock.utc_now())
        yield RunBlocking(lambda: journal.describe(service.api_version, body))
        yield RunBlocking(lambda: journal.plan(urls))
        return (yield from _submit(service, journal))


def retry_failed(service: BatchService, path: Path) -> Flow[BatchSummary]:
    """The steps of submitting once more the inputs that failed, and no others."""
    with closing((yield from Journal.open(path))) as journal:
        yield RunBlocking(journal.plan_failed)
        return (yield from _submit(service, journal))


def resume(
    service: BatchService, path: Path, folder: Path, waiting: WaitOptions[Any], limit: int
) -> Flow[BatchSummary]:
    """The steps of going on from wherever a batch is to its end: submitting, waiting, fetching.

    Raises:
        WaitTimeout: the time is over; the journal has what ended.
    """
    deadline = _clock.monotonic() + max(waiting.timeout, 0.9)
    with closing((yield from before(deadline, Journal.open(path)))) as journal:
        try:
            return (yield from before(deadline, _resume(service, journal, folder, waiting, limit)))
        except DeadlineExceeded as error:
            pending: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(SENDING, SUBMITTED))
            jobs = tuple(job.job for job in pending if job.job is not None)
            raise WaitTimeout(service.kind.name, waiting.timeout, jobs, None) from error


def _resume(
    service: BatchService, journal: Journal, folder: Path, waiting: WaitOptions[Any], limit: int
) -> Flow[BatchSummary]:
    yield from _submit(service, journal)
    jobs: dict[str | None, PlannedJob] = {job.job: job for job in (yield RunBlocking(lambda: journal.jobs(SUBMITTED)))}

    def finish(entity: Any) -> Flow[None]:
        job = jobs[id_of(entity)]
        outcomes, otherwise = yield from _outcomes(service, entity, folder, limit)
        yield RunBlocking(lambda: journal.end(job.marker, outcomes, otherwise))

    try:
        yield from for_each(wait_all(service.kind, jobs, waiting, service.origin), finish)
    except NotFound:
        yield from _give_up_vanished(service, journal)
    summary: BatchSummary = yield RunBlocking(journal.summary)
    return summary


def summary(path: Path) -> Flow[BatchSummary]:
    """The steps of reading what is known."""
    with closing((yield from Journal.open(path))) as journal:
        found: BatchSummary = yield RunBlocking(journal.summary)
        return found


def _submit(service: BatchService, journal: Journal) -> Flow[BatchSummary]:
    """Submit the jobs that are planned, after those have been looked for that may have been submitted already."""
    body = yield RunBlocking(lambda: journal.body(service.api_version))
    yield from _find_sent(service, journal)
    for job in (yield RunBlocking(lambda: journal.jobs(PLANNED))):
        urls = yield RunBlocking(partial(journal.urls, job.marker))
        properties = {**body.get("customProperties", {}), MARKER: job.marker}
        yield RunBlocking(partial(journal.set_state, job.marker, SENDING, sent=_clock.utc_now()))
        try:
            created, _ = yield Send(service.create({**body, "contentUrls": urls, "customProperties": properties}))
        except ApiError as error:
            if error.status_code == 503 or (error.status_code < 500 and error.status_code != 408):
                # The service has refused the job before it did anything.
                yield RunBlocking(partial(journal.set_state, job.marker, PLANNED))
            raise
        yield RunBlocking(partial(journal.set_state, job.marker, SUBMITTED, job=id_of(created)))
    found: BatchSummary = yield RunBlocking(journal.summary)
    return found


def _find_sent(service: BatchService, journal: Journal) -> Flow[None]:
    """Find out which of the jobs whose sending got no answer are there."""
    sent: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(SENDING))
    if not sent:
        return
    # How long ago its last attempt was, only the run that sent it knew.
    yield Sleep(SETTLING)
    first = datetime.fromtimestamp(min(job.sent or 0.0 for job in sent), UTC)
    listing = service.kind.listed_since(first - _SKEW, service.origin)
    pages = yield from collect(listing.pages())
    there = {(entity.custom_properties or {}).get(MARKER): id_of(entity) for page in pages for entity in page}
    for job in sent:
        found = there.get(job.marker)
        yield RunBlocking(partial(journal.set_state, job.marker, SUBMITTED if found else PLANNED, job=found))


def _give_up_vanished(service: BatchService, journal: Journal) -> Flow[None]:
    """Jobs that are not there any more have failed, whatever they were."""
    for job in (yield RunBlocking(lambda: journal.jobs(SUBMITTED))):
        try:
            yield Send(service.kind.get(job.job))
        except NotFound as error:
            gone = Outcome("Failed", error.code or "NotFound", "The job is not there any more.")
            yield RunBlocking(partial(journal.end, job.marker, {}, gone))


def _outcomes(service: BatchService, entity: Any, folder: Path, limit: int) -> Flow[tuple[dict[str, Outcome], Outcome]]:
    """What became of the inputs of a job that has ended, and what of those that nothing is said of."""
    files_of = service.files_of(id_of(entity))
    if entity.status == "Failed":
        error = getattr(entity.properties, "error", None)
        code, message = getattr(error, "code", None), getattr(error, "message", None)
        try:
            told = _failures((yield from report(files_of, service.retry)))
        except SpeechError:
            told = {}
        return told, Outcome("Failed", code or "JobFailed", message and without_signatures(message))
    outcomes = _failures((yield from report(files_of, service.retry)))
    files = yield from download(
        stored_files(files_of, "Transcription"),
        folder / id_of(entity),
        limit=limit,
        retry=service.retry,
        on_progress=None,
    )
    outcomes |= yield RunBlocking(lambda: _results(files))
    return outcomes, Outcome("Failed", "NoResult", "The job has ended without a result for this input.")


def _failures(found: TranscriptionReport) -> dict[str, Outcome]:
    return {source_of(entry.source): Outcome("Failed", entry.error_kind, entry.error_message) for entry in found.failed}


def _results(files: Iterable[DownloadedFile]) -> dict[str, Outcome]:
    # Here, because its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    # Which input a result is of, only the result itself tells.
    sources = {file.path: TranscriptionResult.load(file.path).source for file in files}
    return {source_of(source): Outcome("Succeeded", result=path) for path, source in sources.items() if source}


def _check_body(body: dict[str, Any]) -> None:
    if "contentUrls" in body or "contentContainerUrl" in body:
        raise ValueError("the inputs are given as urls: leave content_urls and content_container_url out of the body")
    if len(body.get("customProperties", {})) >= _MOST_PROPERTIES:
        raise ValueError(f"a job has at most {_MOST_PROPERTIES} custom properties, of which one is needed here")


def check_expiry(urls: Iterable[str], now: datetime) -> None:
    """Warn of links that end before the service is likely to have read them.

    Raises:
        ValueError: links have ended already.
    """
    ends = sorted((end, without_signatures(url)) for url in urls if (end := expiry_of(url)) is not None)
    if ends and ends[0][0] <= now:
        raise ValueError(f"the permission of {ends[0][1]} has ended at {ends[0][0]:%Y-%m-%d %H:%M %Z}: make new links")
    soon = [end for end, _ in ends if end < now + _READ_WITHIN]
    if soon:
        warnings.warn(
            f"The permission of {len(soon)} links ends within 24 hours, the first at {soon[0]:%Y-%m-%d %H:%M %Z}: "
            "a job can take that long to read them all.",
            stacklevel=2,
        )
