"""Wait for the jobs of a batch, and fetch what they made. Flows.

One job or file that is wrong is noted with its reason; all others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from math import inf
from pathlib import Path
from typing import Any, Final, NamedTuple

from speechtotext import _clock
from speechtotext._core.flows import for_each_group
from speechtotext._core.steps import Emit, Flow, Gather, RunBlocking, Sleep, Stream
from speechtotext._core.storage_requests import UnusableLink
from speechtotext._errors import ApiError, DeadlineExceeded, FileError, NotFound, SpeechError, TransportError
from speechtotext._polling.jobs import WaitOptions, wait_all
from speechtotext._polling.report import ReportedInput
from speechtotext._transcripts.job_results import read_report
from speechtotext._transfers.downloads import DownloadedFile, download
from speechtotext._transfers.entity_files import files_of_ended, stored_files
from speechtotext._transfers.fetch import StoredFile, fetch_content
from speechtotext._transfers.file_names import safe_name
from speechtotext_api.calls import id_of, id_or_none
from speechtotext_api.wire import without_signatures

from .inputs import position_of
from .journal import NOT_FOUND, Journal
from .matching import FoundFile, InputOutcome, JobInput, matched
from .planned_jobs import ENDED, GONE, NO_RESULT, RESULT_UNAVAILABLE, SUBMITTED, PlannedJob
from .stored_results import make_results_folder, read_result
from .submission import BatchService, is_there, look_through

# A job that is not found is looked for again after so many seconds each, before it is taken for gone.
_LOOK_AGAIN: Final = (0.0, 2.0, 5.0, 10.0, 20.0)
# So often in a row, with no more than so many seconds in between, something else than a job is not found before the run
# ends with the error.
_MOST_NOT_FOUND: Final = 8
_IN_A_ROW: Final = 300.0
# So many files of a job cannot be fetched for now before the others are left for later.
_MOST_TROUBLES: Final = 8
_GONE: Final = InputOutcome("Failed", NOT_FOUND, "The job no longer exists: it was deleted.")
_NO_FILES: Final = InputOutcome("Failed", RESULT_UNAVAILABLE, "The job has succeeded, but the service lists no files.")
_NO_RESULT: Final = InputOutcome("Failed", NO_RESULT, "The job ended without a result for this input.")

_log = logging.getLogger("speechtotext")


def finish_submitted(
    service: BatchService,
    journal: Journal,
    folder: Path,
    waiting: WaitOptions[Any],
    limit: int,
    may_grow: Callable[[], bool] = lambda: False,
    unfinished: dict[str, SpeechError | None] | None = None,
) -> Stream[list[str]]:
    """Return the steps that wait for all submitted jobs, and fetch their results.

    They give the sources of those inputs of a job of which something new is known.

    Args:
        service: where the jobs are.
        journal: of the batch.
        folder: for the results.
        waiting: for how long to wait.
        limit: how many jobs or results are fetched at a time.
        may_grow: whether further jobs may be submitted meanwhile.
        unfinished: is given the markers of the jobs that are left for a later run, with the reason where there is one.

    Raises:
        TransportError: results could not be fetched for now; raised when all other jobs are finished.
        NotFound: jobs cannot be listed, although each of them is there.
    """
    unfinished = {} if unfinished is None else unfinished
    jobs: dict[str, PlannedJob] = {}

    def further() -> Flow[tuple[list[str], bool]]:
        # Asked before the jobs are read: one that is submitted in between is seen the next time.
        more_to_come = may_grow()
        submitted: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(SUBMITTED, origin=service.origin))
        new = {str(job.job): job for job in submitted if str(job.job) not in jobs and job.marker not in unfinished}
        jobs.update(new)
        return list(new), more_to_come

    def finish(entity: Any, most: int) -> Flow[list[str]]:
        job = jobs[id_of(entity)]
        # The id is the service's word, too.
        target = folder / safe_name(id_of(entity))
        yield RunBlocking(lambda: make_results_folder(folder, target))
        found = _JobResults(service, journal, job, entity, target, most)
        trouble = yield from found.settle()
        if trouble is not None:
            unfinished[job.marker] = trouble
        return found.told

    def finish_all(entities: list[Any]) -> Stream[list[str]]:
        # Many small jobs side by side, or many files of a large one.
        most = max(limit // max(len(entities), 1), 1)
        for told in (yield Gather((finish(entity, most) for entity in entities), limit)):
            yield Emit(told)

    in_a_row, last = 0, -inf
    while True:
        jobs.clear()
        try:
            ended = wait_all(service.kind, (), waiting, service.origin, further)
            yield from for_each_group(ended, limit, finish_all)
        except NotFound:
            given_up = yield from _give_up_gone(service, journal, unfinished)
            yield Emit(given_up.told)
            unfinished.update(dict.fromkeys(given_up.listed))
            if not (given_up.told or given_up.listed):
                # All jobs are there: it was in passing, or it is the listing that is not there.
                in_a_row = in_a_row + 1 if _clock.monotonic() - last < _IN_A_ROW else 1
                last = _clock.monotonic()
                if in_a_row > _MOST_NOT_FOUND:
                    raise
                yield Sleep(_LOOK_AGAIN[min(in_a_row, len(_LOOK_AGAIN)) - 1])
        else:
            break
    troubles = [trouble for trouble in unfinished.values() if trouble is not None]
    if troubles:
        troubles[0].add_note(f"{len(troubles)} jobs are not finished; all others are. Run resume again.")
        raise troubles[0]


def find_damaged(journal: Journal) -> Flow[None]:
    """Return the steps that look whether the results are there as they were fetched, and have the others fetched."""
    yield RunBlocking(lambda: journal.reopen_damaged(_GONE))


def find_gone(service: BatchService, journal: Journal, *, thoroughly: bool) -> Flow[None]:
    """Return the steps that look whether jobs that were taken for gone are there after all.

    Args:
        thoroughly: whether those that cannot be read are looked for in the listing, too.
    """
    gone: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(GONE, origin=service.origin))
    there = yield from _known(service, gone, thoroughly=thoroughly)
    for job in gone:
        if job.marker in there:
            yield RunBlocking(partial(journal.revive, job.marker))


def _known(service: BatchService, jobs: Iterable[PlannedJob], *, thoroughly: bool) -> Flow[set[str]]:
    """Find out which jobs the service knows, and give their markers."""
    there: dict[str, bool] = {}
    for job in jobs:
        there[job.marker] = yield from is_there(service, job)
    missing = {str(job.job): job.marker for job in jobs if not there[job.marker]}
    listed = (yield from look_through(service, set(missing), id_or_none)) if thoroughly and missing else {}
    return {marker for marker, known in there.items() if known} | {missing[job] for job in listed}


def find_available(service: BatchService, journal: Journal) -> Flow[None]:
    """Return the steps that look whether results can be fetched now that could not before."""
    found: dict[str, list[str]] = {}
    files: dict[str, list[StoredFile]] = {}
    for job, each in (yield RunBlocking(partial(journal.unavailable, service.origin))):
        if job.marker not in files:
            files[job.marker] = yield from _listed(service, job)
        if (yield from _is_available(service, each, files[job.marker])):
            found.setdefault(job.marker, []).append(each.source)
    for marker, sources in found.items():
        yield RunBlocking(partial(journal.reopen, marker, sources))


def _listed(service: BatchService, job: PlannedJob) -> Flow[list[StoredFile]]:
    try:
        return (yield from stored_files(service.files_of(str(job.job)), "Transcription"))
    except SpeechError as error:
        if passes(error):
            raise
        if isinstance(error, NotFound) and (yield from _known(service, [job], thoroughly=True)):
            # It is there after all.
            raise
        return []


def _is_available(service: BatchService, each: JobInput, files: Iterable[StoredFile]) -> Flow[bool]:
    # Imported here: its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    file = next((file for file in files if each.position is not None and position_of(file.name) == each.position), None)
    if file is None:
        return False
    try:
        content = yield from fetch_content(file, service.retry)
        yield RunBlocking(lambda: TranscriptionResult.from_bytes(content))
    except SpeechError as error:
        if passes(error):
            raise
        return False
    return True


class _GivenUp(NamedTuple):
    """What came of jobs that were not found.

    Args:
        listed: markers of those that are listed all the same.
        told: sources of the inputs of the others.
    """

    listed: list[str]
    told: list[str]


def _give_up_gone(service: BatchService, journal: Journal, unfinished: Iterable[str]) -> Flow[_GivenUp]:
    """Find out which submitted jobs are gone: their inputs have failed."""
    submitted: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(SUBMITTED, origin=service.origin))
    left = [job for job in submitted if job.marker not in unfinished]
    for pause in _LOOK_AGAIN:
        if left:
            yield Sleep(pause)
        there = yield from _known(service, left, thoroughly=False)
        left = [job for job in left if job.marker not in there]
    listed = (yield from look_through(service, {str(job.job) for job in left}, id_or_none)) if left else {}
    told: list[str] = []
    for job in left:
        if job.job not in listed:
            told += yield RunBlocking(partial(journal.settle, job.marker, GONE, {}, _GONE))
    return _GivenUp([job.marker for job in left if job.job in listed], told)


class _JobResults:
    """What a job that has ended has made of its inputs."""

    def __init__(
        self, service: BatchService, journal: Journal, job: PlannedJob, entity: Any, folder: Path, limit: int
    ) -> None:
        self._service = service
        self._journal = journal
        self._job = job
        self._entity = entity
        self._folder = folder
        self._limit = limit
        self._found: dict[str, FoundFile] = {}
        self._troubles: list[SpeechError] = []
        self.told: list[str] = []

    def settle(self) -> Flow[SpeechError | None]:
        """Fetch the results and note what became of the inputs. Give the trouble that passes, if there was any."""
        inputs: list[JobInput] = yield RunBlocking(partial(self._journal.inputs, self._job.marker))
        otherwise: InputOutcome | None = self._otherwise()
        report: list[ReportedInput] = []
        try:
            files = yield from self._files()
            if not files and self._entity.status == "Succeeded":
                otherwise = _NO_FILES
            yield from self._fetch([file for file in files if file.kind == "Transcription"])
            report = yield from self._report([file for file in files if file.kind == "TranscriptionReport"])
        except DeadlineExceeded:
            raise
        except SpeechError as error:
            if isinstance(error, FileError):
                # This machine's disk.
                raise
            if passes(error):
                self._troubles.append(error)
            elif self._entity.status != "Failed":
                otherwise = InputOutcome("Failed", RESULT_UNAVAILABLE, str(error))
        outcomes = matched(inputs, self._found.values(), report)
        if self._troubles:
            # What nothing is known of yet, a later run finds out.
            known = {
                source: outcome for source, outcome in outcomes.items() if outcome.result or outcome.status == "Failed"
            }
            self.told = yield RunBlocking(lambda: self._journal.settle(self._job.marker, SUBMITTED, known, None))
            return self._troubles[0]
        self.told = yield RunBlocking(lambda: self._journal.settle(self._job.marker, ENDED, outcomes, otherwise))
        return None

    def _files(self) -> Flow[list[StoredFile]]:
        listed = self._service.files_of(id_of(self._entity))
        # A job that has failed may well have none.
        return (yield from (stored_files if self._entity.status == "Failed" else files_of_ended)(listed))

    def _otherwise(self) -> InputOutcome:
        """What became of the inputs that nothing is said of."""
        if self._entity.status != "Failed":
            return _NO_RESULT
        error = getattr(self._entity.properties, "error", None)
        code, message = getattr(error, "code", None), getattr(error, "message", None)
        return InputOutcome("Failed", code or "JobFailed", message and without_signatures(message))

    def _fetch(self, files: list[StoredFile]) -> Flow[None]:
        left = files
        # What was there from an earlier run may be damaged: then it is fetched once more.
        for _ in range(2):
            if left:
                fetched: list[DownloadedFile] = yield from download(
                    _given(left),
                    self._folder,
                    limit=self._limit,
                    retry=self._service.retry,
                    on_progress=None,
                    on_failure=self._note_failure,
                )
                unreadable = yield RunBlocking(partial(self._read, fetched))
                left = [file for file in left if file.name in unreadable]

    def _note_failure(self, file: StoredFile, error: SpeechError) -> None:
        if isinstance(error, FileError) and isinstance(error.__cause__, OSError):
            # This machine's disk.
            raise error
        if passes(error):
            self._troubles.append(error)
            if len(self._troubles) > _MOST_TROUBLES:
                raise error
        else:
            self._unavailable(file.name, error)

    def _unavailable(self, name: str, error: SpeechError) -> None:
        self._found[name] = FoundFile(name, None, InputOutcome("Failed", RESULT_UNAVAILABLE, str(error)))

    def _read(self, files: list[DownloadedFile]) -> set[str]:
        """Read the results, and give the names of those that cannot be read; they are deleted."""
        unreadable = set()
        for file in files:
            try:
                stored, source = read_result(file.path)
            except FileError as error:
                if isinstance(error.__cause__, OSError):
                    raise
                self._unavailable(file.name, error)
                file.path.unlink(missing_ok=True)
                unreadable.add(file.name)
            else:
                self._found[file.name] = FoundFile(file.name, source, InputOutcome("Succeeded", result=stored))
        return unreadable

    def _report(self, files: list[StoredFile]) -> Flow[list[ReportedInput]]:
        try:
            return list((yield from read_report(files, self._service.retry)).inputs)
        except SpeechError as error:
            if passes(error):
                raise
            _log.warning("The report of job %s cannot be read: %s", id_of(self._entity), error)
            return []


def _given(files: list[StoredFile]) -> Flow[list[StoredFile]]:
    yield from ()
    return files


def passes(error: SpeechError) -> bool:
    """Whether trouble passes by itself, so that a later run can finish the job."""
    if isinstance(error, ApiError):
        return error.status_code in (401, 408, 429) or error.status_code >= 500
    return isinstance(error, TransportError) and not isinstance(error, UnusableLink)
