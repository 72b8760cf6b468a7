"""Submit the jobs of a batch, each once, whatever breaks. Flows.

A job is written into the journal before it is sent, with a marker that goes with it, and again when the service has
answered. If no response came, nobody knows whether there is such a job: then it is looked for by its marker.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple

from speechtotext import _clock
from speechtotext._core.flows import Done, Emit, Flow, Outcome, RunBlocking, Send, Sleep, advance
from speechtotext._core.retry import RetryPolicy
from speechtotext._errors import ApiError, AuthenticationError, PermissionDenied, RateLimited, ServerError
from speechtotext._polling.jobs import JobKind
from speechtotext._transfers.entity_files import EntityFiles
from speechtotext_api.calls import Request, id_of

from .journal import PLANNED, SENDING, SUBMITTED, InputOutcome, Journal, PlannedJob

MARKER: Final = "speechtotext-batch"
# How long after it was sent a job is listed at the latest, in seconds.
SETTLING: Final = 60.0
# So many single inputs are refused in a row before the body is taken for what is wrong.
_REFUSED_ALONE: Final = 2

_log = logging.getLogger("speechtotext")


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


class _Refusals:
    """What the refusals of jobs tell: that an input is wrong, or the body that all jobs share."""

    def __init__(self) -> None:
        self.of_body: ApiError | None = None
        self._alone: list[ApiError] = []

    def accepted(self) -> None:
        self._alone.clear()

    def refused_alone(self, error: ApiError) -> None:
        self._alone.append(error)
        same = {(each.code, each.inner_codes) for each in self._alone}
        if len(self._alone) >= _REFUSED_ALONE and len(same) == 1:
            self.of_body = error


def submit_planned(service: BatchService, journal: Journal) -> Flow[None]:
    """Return the steps that submit the jobs of a journal that are planned.

    A job that the service refuses is divided, until the inputs are found that it does not take; these have failed, and
    all others are submitted.
    """
    body: dict[str, Any] = yield RunBlocking(lambda: journal.body(service.api_version, service.origin))
    yield from _find_sent(service, journal)
    refusals = _Refusals()
    while (job := (yield RunBlocking(journal.next_planned))) is not None:
        try:
            yield from _submit_one(service, journal, job, body)
        except ApiError as error:
            if not _is_refusal(error):
                raise
            yield from _refused(journal, job, error, refusals)
        else:
            refusals.accepted()


def _submit_one(service: BatchService, journal: Journal, job: PlannedJob, body: dict[str, Any]) -> Flow[None]:
    urls = yield RunBlocking(partial(journal.urls, job.marker))
    properties = {**body.get("customProperties", {}), MARKER: job.marker}
    yield RunBlocking(partial(journal.set_state, job.marker, SENDING, sent=_clock.utc_now()))
    try:
        created, _ = yield Send(service.create({**body, "contentUrls": urls, "customProperties": properties}))
    except ApiError as error:
        if _did_nothing(error):
            yield RunBlocking(partial(journal.set_state, job.marker, PLANNED))
        raise
    yield RunBlocking(partial(journal.set_state, job.marker, SUBMITTED, job=id_of(created)))


def _refused(journal: Journal, job: PlannedJob, error: ApiError, refusals: _Refusals) -> Flow[None]:
    """Divide a job that was refused, or note that its inputs have failed."""
    count: int = yield RunBlocking(partial(journal.count, job.marker))
    if count > 1 and refusals.of_body is None:
        yield RunBlocking(partial(journal.divide, job.marker))
        return
    if count == 1:
        refusals.refused_alone(error)
    code = error.inner_codes[-1] if error.inner_codes else error.code
    _log.warning("A job of %d inputs was refused: %s", count, error)
    refused = InputOutcome("Failed", code or "Refused", error.message or str(error))
    yield RunBlocking(partial(journal.end, job.marker, {}, refused))


def _did_nothing(error: ApiError) -> bool:
    """Whether the service has refused a request before it did anything."""
    return error.status_code == 503 or (error.status_code < 500 and error.status_code != 408)


def _is_refusal(error: ApiError) -> bool:
    """Whether the service will never take this request, while it may take others."""
    passing = AuthenticationError | PermissionDenied | RateLimited | ServerError
    return not isinstance(error, passing) and error.status_code not in (404, 408)


def _find_sent(service: BatchService, journal: Journal) -> Flow[None]:
    """Find out which of the jobs whose sending got no response are there.

    All jobs are looked through: a search by time would go by this machine's clock, which may have been wrong.
    """
    sent: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(SENDING))
    if not sent:
        return
    # How long ago its last attempt was, only the run that sent it knew.
    yield Sleep(SETTLING)
    there = yield from find_markers(service, {job.marker for job in sent})
    for job in sent:
        found = there.get(job.marker)
        yield RunBlocking(partial(journal.set_state, job.marker, SUBMITTED if found else PLANNED, job=found))


def find_markers(service: BatchService, wanted: set[str]) -> Flow[dict[str, str]]:
    """Return the steps that find the ids of jobs by their markers, over all jobs of the resource."""
    pages = service.kind.listed_since(None, service.origin).pages()
    found: dict[str, str] = {}
    outcome: Outcome = None
    while wanted - set(found) and not isinstance(step := advance(pages, outcome), Done):
        if not isinstance(step, Emit):
            outcome = yield step
            continue
        outcome = None
        for entity in step.item:
            marker = (entity.custom_properties or {}).get(MARKER)
            if marker in wanted:
                found[marker] = id_of(entity)
    return found
