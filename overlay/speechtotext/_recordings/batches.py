"""Batches whose inputs lie on this machine or in the user's storage. Flows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from speechtotext._batches.batch import (
    check_body,
    finish_all,
    held,
    not_finished,
    not_submitted,
    summary_of,
)
from speechtotext._batches.submission import BatchService, submit_planned
from speechtotext._batches.summary import BatchSummary
from speechtotext._core.steps import Flow, Gather, RunBlocking
from speechtotext._polling.jobs import WaitOptions

from .finding.find import find_recordings
from .finding.recording import Skipped
from .known_recordings import BATCH, KnownRecording
from .recording_journal import NOT_READABLE, Planned, RecordingJournal
from .uploads import Unreadable, Uploads, delete_leftovers, upload

if TYPE_CHECKING:
    import os

    from speechtotext.storage import Storage

# How many files are uploaded at a time.
_UPLOADS: Final = 8


def submit_recordings(
    service: BatchService,
    path: Path,
    body: dict[str, Any],
    inputs: Iterable[str | os.PathLike[str]],
    storage: Storage,
    open_storage: Callable[[str], Storage],
    timeout: float | None,
) -> Flow[BatchSummary]:
    """Return the steps that upload the inputs that are in no job yet, and submit them."""
    check_body(body)

    def plan(journal: RecordingJournal) -> None:
        planned = []
        journal.begin_search()
        for each in find_recordings(inputs, open_storage=open_storage):
            if isinstance(each, Skipped):
                continue
            if each.fault is None:
                planned.append(Planned(each, BATCH))
            else:
                journal.note_fault(each, each.fault.kind, each.fault.message)
        journal.plan_recordings(planned, again=False)

    def submit(journal: RecordingJournal) -> Flow[BatchSummary]:
        yield RunBlocking(lambda: journal.describe(service.api_version, service.origin, body))
        yield RunBlocking(partial(plan, journal))
        yield from _upload_and_submit(service, journal, Uploads(journal, storage, open_storage, keep=False))
        return (yield from summary_of(journal))

    return (yield from held(RecordingJournal.begin(path), submit, timeout, not_submitted))


def resume_recordings(
    service: BatchService,
    path: Path,
    folder: Path,
    storage: Storage,
    open_storage: Callable[[str], Storage],
    waiting: WaitOptions[Any],
    limit: int,
) -> Flow[BatchSummary]:
    """Return the steps that go on from wherever a batch is to its end, and delete the uploads."""

    def finish(journal: RecordingJournal) -> Flow[BatchSummary]:
        uploads = Uploads(journal, storage, open_storage, keep=False)
        yield from _upload_and_submit(service, journal, uploads)
        yield from finish_all(service._replace(renew_links=uploads.renew_links), journal, folder, waiting, limit)
        yield from delete_leftovers(journal, uploads)
        return (yield from summary_of(journal))

    return (yield from held(RecordingJournal.go_on(path), finish, waiting.timeout, partial(not_finished, service)))


def _upload_and_submit(service: BatchService, journal: RecordingJournal, uploads: Uploads) -> Flow[None]:
    yield Gather((_uploaded(known, journal, uploads) for known in _open(journal)), _UPLOADS)
    yield RunBlocking(journal.plan_ready)
    yield from submit_planned(service._replace(renew_links=uploads.renew_links), journal)


def _open(journal: RecordingJournal) -> Iterator[KnownRecording]:
    """Yield the files that are to be uploaded."""
    last = 0
    while (known := journal.next_local(last)) is not None:
        last = known.number
        if known.way == BATCH:
            yield known


def _uploaded(known: KnownRecording, journal: RecordingJournal, uploads: Uploads) -> Flow[None]:
    try:
        yield from upload(known, journal, uploads)
    except Unreadable as error:
        yield RunBlocking(partial(journal.fail, known, NOT_READABLE, str(error)))
