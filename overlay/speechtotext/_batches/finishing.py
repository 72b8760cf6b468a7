"""Wait for the jobs of a batch, and fetch what they made. Flows.

One job or file that is wrong is noted with its reason; all others go on.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from speechtotext._core.filesystem import sync_file, sync_folder
from speechtotext._core.flows import Flow, RunBlocking, Send, Sleep, for_each
from speechtotext._errors import ApiError, DeadlineExceeded, FileError, NotFound, SpeechError, TransportError
from speechtotext._polling.jobs import WaitOptions, wait_all
from speechtotext._polling.report import ReportedInput
from speechtotext._transcripts.job_results import report
from speechtotext._transfers.downloads import DownloadedFile, download
from speechtotext._transfers.entity_files import stored_files
from speechtotext._transfers.fetch import StoredFile
from speechtotext_api.calls import id_of
from speechtotext_api.wire import without_signatures

from .inputs import normalized, position_of
from .journal import SUBMITTED, InputOutcome, Journal, PlannedJob
from .submission import BatchService, find_markers

# A job that is not found is looked for again after so many seconds each, before it is taken for gone.
_LOOK_AGAIN: Final = (2.0, 5.0, 10.0, 20.0)

# The name of a result file, the input that it is of by its own words, and what that comes to.
_Fetched: TypeAlias = tuple[str, str | None, InputOutcome]

_log = logging.getLogger("speechtotext")


def finish_submitted(
    service: BatchService, journal: Journal, folder: Path, waiting: WaitOptions[Any], limit: int
) -> Flow[None]:
    """Return the steps that wait for all submitted jobs, and fetch their results.

    Raises:
        TransportError: results could not be fetched for now; raised when all other jobs are finished.
    """
    trouble: list[SpeechError] = []

    def finish(entity: Any) -> Flow[None]:
        job = jobs[id_of(entity)]
        try:
            outcomes, otherwise = yield from _outcomes(service, journal, entity, job, folder, limit)
        except DeadlineExceeded:
            raise
        except SpeechError as error:
            if not _passes(error):
                raise
            trouble.append(error)
            return
        yield RunBlocking(lambda: journal.end(job.marker, outcomes, otherwise))

    skipped: set[str] = set()
    while True:
        submitted: list[PlannedJob] = yield RunBlocking(lambda: journal.jobs(SUBMITTED))
        jobs = {str(job.job): job for job in submitted if str(job.job) not in skipped}
        try:
            yield from for_each(wait_all(service.kind, jobs, waiting, service.origin), finish)
        except NotFound:
            for job in submitted:
                if (yield from _settled(service, journal, job)):
                    skipped.add(str(job.job))
        else:
            break
    if trouble:
        trouble[0].add_note(f"{len(trouble)} jobs are not finished; all others are. Run resume again.")
        raise trouble[0]


def _settled(service: BatchService, journal: Journal, job: PlannedJob) -> Flow[bool]:
    """Find out whether a job is gone for good; if it is, its inputs have failed. Tell whether to leave it out."""
    for pause in (0.0, *_LOOK_AGAIN):
        yield Sleep(pause)
        try:
            yield Send(service.kind.get(str(job.job)))
        except NotFound as error:
            code = error.code
        else:
            return False
    if job.marker in (yield from find_markers(service, {job.marker})):
        # It is listed, though it cannot be read: a later run knows more.
        return True
    gone = InputOutcome("Failed", code or "NotFound", "The job does not exist any more: it was deleted at the service.")
    yield RunBlocking(partial(journal.end, job.marker, {}, gone))
    return True


def _outcomes(
    service: BatchService, journal: Journal, entity: Any, job: PlannedJob, folder: Path, limit: int
) -> Flow[tuple[dict[str, InputOutcome], InputOutcome]]:
    """What became of the inputs of a job that has ended, and of those that nothing is said of."""
    sources: list[str] = yield RunBlocking(partial(journal.sources, job.marker))
    reported = yield from _reported(service, entity)
    outcomes = {source: _of_report(reported[key]) for source in sources if (key := normalized(source)) in reported}
    if entity.status == "Failed":
        error = getattr(entity.properties, "error", None)
        code, message = getattr(error, "code", None), getattr(error, "message", None)
        return outcomes, InputOutcome("Failed", code or "JobFailed", message and without_signatures(message))
    refused: dict[str, SpeechError] = {}

    def keep(file: StoredFile, error: SpeechError) -> None:
        if _passes(error):
            raise error
        refused[file.name] = error

    files: list[DownloadedFile] = yield from download(
        stored_files(service.files_of(id_of(entity)), "Transcription"),
        folder / id_of(entity),
        limit=limit,
        retry=service.retry,
        on_progress=None,
        on_failure=keep,
    )
    fetched = yield RunBlocking(lambda: _results(files, refused))
    outcomes |= _matched(sources, fetched, refused, outcomes)
    return outcomes, InputOutcome("Failed", "NoResult", "The job has ended without a result for this input.")


def _reported(service: BatchService, entity: Any) -> Flow[dict[str, ReportedInput]]:
    """What the report of a job says of its inputs, by their normalized URLs; nothing if it cannot be read."""
    try:
        found = yield from report(service.files_of(id_of(entity)), service.retry)
    except SpeechError as error:
        if _passes(error):
            raise
        _log.warning("The report of job %s cannot be read: %s", id_of(entity), error)
        return {}
    return {normalized(entry.source): entry for entry in found.inputs}


def _of_report(entry: ReportedInput) -> InputOutcome:
    if entry.status == "Succeeded":
        return InputOutcome("Succeeded", "ResultMissing", "It was transcribed, but its result could not be fetched.")
    return InputOutcome("Failed", entry.error_kind, entry.error_message)


def _results(
    files: Iterable[DownloadedFile], refused: dict[str, SpeechError]
) -> list[tuple[str, str | None, InputOutcome]]:
    """Name, source and outcome of each result that can be read; synced to disk before the journal says so."""
    # Imported here: its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    found = []
    folders: set[Path] = set()
    for file in files:
        try:
            content = file.path.read_bytes()
            source = TranscriptionResult.from_bytes(content).source
            sync_file(file.path)
        except FileError as error:
            refused[file.name] = error
            # So that a later run fetches it again.
            file.path.unlink(missing_ok=True)
            continue
        except OSError as error:
            raise FileError(f"{file.path} cannot be read: {error.strerror}.") from error
        folders.add(file.path.parent)
        digest = hashlib.sha256(content).hexdigest()
        found.append((file.name, source, InputOutcome("Succeeded", result=file.path, size=len(content), digest=digest)))
    for folder in folders:
        sync_folder(folder)
        sync_folder(folder.parent)
    return found


def _matched(
    sources: Sequence[str],
    fetched: Sequence[_Fetched],
    refused: dict[str, SpeechError],
    reported: dict[str, InputOutcome],
) -> dict[str, InputOutcome]:
    """By input, its result: told by the result's source, by the position in the file's name, or because one is left."""
    by_url = {normalized(source): source for source in sources}
    matched: dict[str, InputOutcome] = {}
    unmatched: list[tuple[str, InputOutcome]] = []
    for name, told, outcome in fetched:
        source = by_url.get(normalized(told)) if told else None
        if source is not None and source not in matched:
            matched[source] = outcome
        else:
            unmatched.append((name, outcome))
    failures = [
        (name, InputOutcome("Failed", "ResultUnavailable", str(error))) for name, error in sorted(refused.items())
    ]
    for name, outcome in [*unmatched, *failures]:
        position = position_of(name)
        source = sources[position] if position is not None and position < len(sources) else None
        left = [each for each in sources if each not in matched and not _has_failed(reported.get(each))]
        if source is None or source in matched:
            source = left[0] if len(left) == 1 else None
        if source is not None:
            matched[source] = _kept_success(outcome, reported.get(source))
    return matched


def _passes(error: SpeechError) -> bool:
    """Whether trouble passes by itself, so that a later run can finish the job."""
    if isinstance(error, ApiError):
        return error.status_code in (408, 429) or error.status_code >= 500
    return isinstance(error, TransportError)


def _has_failed(outcome: InputOutcome | None) -> bool:
    return outcome is not None and outcome.status == "Failed"


def _kept_success(outcome: InputOutcome, reported: InputOutcome | None) -> InputOutcome:
    """What is reported to have succeeded has not failed because its result cannot be had: nobody pays for it again."""
    if outcome.status == "Failed" and reported is not None and reported.status == "Succeeded":
        return InputOutcome("Succeeded", outcome.error_kind, outcome.error_message)
    return outcome
