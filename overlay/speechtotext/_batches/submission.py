"""Submit the jobs of a batch, each once, whatever breaks. Flows.

A job is written into the journal before it is sent, with a marker that goes with it, and again when the service has
answered. If no response came, nobody knows whether there is such a job: then it is looked for by its marker.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple, Protocol

from speechtotext import _clock
from speechtotext._core.flows import advance, drain
from speechtotext._core.retry import RetryPolicy
from speechtotext._core.steps import Done, Emit, Failed, Flow, Outcome, RunBlocking, Send, Sleep, Stream
from speechtotext._errors import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    TransportError,
)
from speechtotext._polling.jobs import JobKind
from speechtotext._transfers.entity_files import EntityFiles
from speechtotext_api.calls import Request, id_of

from .journal import Journal
from .matching import InputOutcome
from .planned_jobs import ENDED, PLANNED, SENDING, SUBMITTED, PlannedJob

MARKER: Final = "speechtotext-batch"
# How long after it was sent a job is listed at the latest, in seconds.
SETTLING: Final = 60.0
# So many jobs are refused in a row, and none was ever taken, before the body that all share is taken for what is wrong.
_REFUSED_IN_A_ROW: Final = 12
# So many jobs are refused in a row before the others are left for a later run.
_MOST_REFUSED: Final = 200
# So many jobs are looked at to find out of which resource a journal is.
_LOOKED_AT: Final = 5

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
        renew_links: makes new links to the inputs of a job that lie in the user's storage; None if there are none.
    """

    kind: JobKind[Any]
    create: Callable[[dict[str, Any]], Request[Any]]
    files_of: Callable[[str], EntityFiles]
    api_version: str
    origin: str
    retry: RetryPolicy
    renew_links: Callable[[Journal, str], object] | None = None


class ChooseJob(Protocol):
    """Gives the job to submit next: the smallest, or the largest."""

    def __call__(self, *, small: bool) -> PlannedJob | None: ...


def submit_planned(service: BatchService, journal: Journal) -> Flow[None]:
    """Return the steps that submit the jobs of a journal that are planned, and find those that were being sent."""
    yield from find_sent(service, journal)
    yield from drain(send_planned(service, journal))


def find_sent(service: BatchService, journal: Journal) -> Flow[None]:
    """Return the steps that find out which of the jobs whose sending got no response are there.

    All jobs are looked through: a search by time would go by this machine's clock, which may have been wrong. How long
    ago the last attempt was, only the run that sent them knew. So those that are not there yet have time to appear.
    """
    yield RunBlocking(lambda: journal.body(service.api_version, service.origin))
    yield from confirm_origin(service, journal)
    if (yield RunBlocking(lambda: journal.is_copy)):
        yield from find_by_marker(service, journal, PLANNED)
        yield RunBlocking(journal.keep_file)
    if (yield from find_by_marker(service, journal, SENDING)):
        yield Sleep(SETTLING)
        for job in (yield from find_by_marker(service, journal, SENDING)):
            yield RunBlocking(partial(journal.set_planned, job.marker))


def send_planned(service: BatchService, journal: Journal, choose: ChooseJob | None = None) -> Stream[list[str]]:
    """Return the steps that submit the jobs of a journal that are planned; they give inputs that are never sent.

    A job that the service refuses is divided, until the inputs are found that it does not take; these have failed, and
    all others are submitted.

    Args:
        service: where to.
        journal: of the batch.
        choose: gives the next job, and None when there is none for now. Default: all that are planned.
    """
    body: dict[str, Any] = yield RunBlocking(lambda: journal.body(service.api_version, service.origin))
    next_job = choose or journal.next_planned
    in_a_row = 0

    def chosen() -> PlannedJob | None:
        return next_job(small=in_a_row >= _REFUSED_IN_A_ROW)

    while (job := (yield RunBlocking(chosen))) is not None:
        try:
            yield Emit((yield from _submit_one(service, journal, job, body)))
        except ApiError as error:
            if not _is_refusal(error):
                raise
            in_a_row += 1
            yield Emit((yield from _refused(journal, job, error, in_a_row)))
            if in_a_row >= _MOST_REFUSED:
                error.add_note(f"{in_a_row} jobs in a row were refused. The others are sent by the next run.")
                raise
        else:
            in_a_row = 0


def _submit_one(service: BatchService, journal: Journal, job: PlannedJob, body: dict[str, Any]) -> Flow[list[str]]:
    """Submit a job; give the inputs that are left out."""
    if service.renew_links is not None:
        yield RunBlocking(partial(service.renew_links, journal, job.marker))
    urls, left_out = yield RunBlocking(partial(journal.begin_sending, job.marker, _clock.utc_now(), service.origin))
    if urls:
        properties = {**body.get("customProperties", {}), MARKER: job.marker}
        try:
            created, _ = yield Send(service.create({**body, "contentUrls": urls, "customProperties": properties}))
        except (ApiError, TransportError) as error:
            if _did_nothing(error):
                yield RunBlocking(partial(journal.set_planned, job.marker))
            raise
        yield RunBlocking(partial(journal.set_submitted, job.marker, id_of(created), service.origin))
    return list(left_out)


def _refused(journal: Journal, job: PlannedJob, error: ApiError, in_a_row: int) -> Flow[list[str]]:
    """Divide a job that was refused, or note that its inputs have failed, and give these.

    Large jobs are sent before small ones, until many were refused in a row; then small ones, which are more likely to
    be taken. So one that is taken comes soon, unless something is wrong that all share.
    """
    count: int = yield RunBlocking(partial(journal.count, job.marker))
    one_is_wrong: bool = yield RunBlocking(lambda: in_a_row < _REFUSED_IN_A_ROW or journal.has_accepted)
    if count > 1 and one_is_wrong:
        yield RunBlocking(partial(journal.divide, job.marker))
        return []
    code = error.inner_codes[-1] if error.inner_codes else error.code
    _log.warning("The service refused a job of %d inputs: %s", count, error)
    refused = InputOutcome("Failed", code or "Refused", error.message or str(error))
    told: list[str] = yield RunBlocking(partial(journal.settle, job.marker, ENDED, {}, refused))
    return told


def _did_nothing(error: ApiError | TransportError) -> bool:
    """Whether the service has refused a request before it did anything, or was never reached."""
    if isinstance(error, TransportError):
        return not error.may_have_arrived
    return error.status_code == 503 or (error.status_code < 500 and error.status_code != 408)


def _is_refusal(error: ApiError) -> bool:
    """Whether the service will never take this request, while it may take others."""
    passing = AuthenticationError | PermissionDenied | RateLimited | ServerError
    return not isinstance(error, passing) and error.status_code not in (404, 408)


def confirm_origin(service: BatchService, journal: Journal) -> Flow[None]:
    """Return the steps that find out whether a journal of the first layout, which kept no origin, is of this resource.

    Raises:
        ConfigurationError: none of its jobs is there.
    """
    if (yield RunBlocking(lambda: journal.has_origin)):
        return
    submitted: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(SUBMITTED))
    known = not submitted
    for job in submitted[-_LOOKED_AT:]:
        known = known or (yield from is_there(service, job))
    if not known:
        raise ConfigurationError(
            f"The resource at {service.origin} knows none of the jobs in {journal.path}: use a client of the "
            "resource that they were submitted to."
        )
    yield RunBlocking(lambda: journal.keep_origin(service.origin))


def is_there(service: BatchService, job: PlannedJob) -> Flow[bool]:
    """Return the steps that find out whether the service knows a job."""
    try:
        yield Send(service.kind.get(str(job.job)))
    except NotFound:
        return False
    return True


def find_by_marker(service: BatchService, journal: Journal, state: str) -> Flow[list[PlannedJob]]:
    """Return the steps that note which jobs in a state the service has; they end in the others."""
    # Only what is being sent is at a certain resource.
    origin = service.origin if state == SENDING else None
    jobs: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(state, origin=origin))
    found = yield from look_through(service, {job.marker for job in jobs}, _marker_of)
    for marker, job in found.items():
        yield RunBlocking(partial(journal.set_submitted, marker, job, service.origin))
    return [job for job in jobs if job.marker not in found]


def _marker_of(entity: Any) -> str | None:
    # Read from what came: one odd job does not hide the others.
    properties = entity.to_dict().get("customProperties")
    marker = properties.get(MARKER) if isinstance(properties, dict) else None
    return marker if isinstance(marker, str) else None


def look_through(service: BatchService, wanted: set[str], key_of: Callable[[Any], str | None]) -> Flow[dict[str, str]]:
    """Return the steps that look for jobs among all those of the resource, and give their ids by their keys."""
    pages = service.kind.listed_since(None, service.origin).pages()
    found: dict[str, str] = {}
    outcome: Outcome = None
    while wanted - set(found) and not isinstance(step := advance(pages, outcome), Done):
        if not isinstance(step, Emit):
            try:
                outcome = yield step
            except Exception as error:
                outcome = Failed(error)
            continue
        outcome = None
        for entity in step.item:
            if (key := key_of(entity)) in wanted:
                found[str(key)] = id_of(entity)
    return found
