"""Read what a transcription job produced: its results and its report. Flows, for every version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from speechtotext._core.retry import RetryPolicy
from speechtotext._core.steps import Emit, Flow, Gather, RunBlocking, Send, Stream
from speechtotext._errors import (
    ConfigurationError,
    DeadlineExceeded,
    FileError,
    ResultsIncomplete,
    SpeechError,
    UnexpectedResponse,
)
from speechtotext._polling.report import TranscriptionReport
from speechtotext._transfers.entity_files import EntityFiles, files_of_ended, stored_files
from speechtotext._transfers.fetch import StoredFile, fetch_content
from speechtotext_api.calls import Request

if TYPE_CHECKING:
    from .result import TranscriptionResult


# How many of the results that cannot be had the error's sentence names.
_NAMED: Final = 3


def results(entity_files: EntityFiles, retry: RetryPolicy, limit: int) -> Stream[TranscriptionResult]:
    """The steps of reading the results of a transcription, which gives each as it comes, in their order.

    Raises:
        ResultsIncomplete: some cannot be had; raised after all others were given.
    """
    files = [file for file in (yield from files_of_ended(entity_files)) if file.kind == "Transcription"]
    failures: list[SpeechError] = []
    for start in range(0, len(files), limit):
        for result in (yield Gather((_result(file, retry) for file in files[start : start + limit]), limit)):
            if isinstance(result, SpeechError):
                failures.append(result)
            else:
                yield Emit(result)
    if failures:
        shown = " ".join(str(error) for error in failures[:_NAMED])
        more = f" And {len(failures) - _NAMED} more." if len(failures) > _NAMED else ""
        sentence = f"{len(failures)} of {len(files)} results of {entity_files.entity} cannot be fetched: {shown}{more}"
        raise ResultsIncomplete(sentence, failures)


def report(entity_files: EntityFiles, retry: RetryPolicy) -> Flow[TranscriptionReport]:
    """The steps of reading the report of a transcription; it is empty where the service has not written any."""
    return (yield from read_report((yield from stored_files(entity_files, "TranscriptionReport")), retry))


def read_report(files: list[StoredFile], retry: RetryPolicy) -> Flow[TranscriptionReport]:
    """The steps of reading the report of a transcription from its files."""
    contents = yield Gather((fetch_content(file, retry) for file in files), 1)
    inputs = [entry for content in contents for entry in TranscriptionReport.from_bytes(content).inputs]
    return TranscriptionReport(tuple(inputs))


def _result(file: StoredFile, retry: RetryPolicy) -> Flow[TranscriptionResult | SpeechError]:
    """The steps of reading one result; they end in the error if it cannot be had."""
    # Here, because its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    try:
        content = yield from fetch_content(file, retry)
        result: TranscriptionResult = yield RunBlocking(lambda: TranscriptionResult._of(content, file.name))
    except (DeadlineExceeded, ConfigurationError):
        raise
    except SpeechError as error:
        return error if file.name in str(error) else _naming(error, file.name)
    return result


def _naming(error: SpeechError, name: str) -> SpeechError:
    """Return an error that names the file."""
    named = FileError(f"{name} cannot be fetched: {error}")
    named.__cause__ = error
    return named


def fast_transcription(request: Request[Any]) -> Flow[TranscriptionResult]:
    """The steps of a fast transcription."""
    # Here, because its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    _, response = yield Send(request)
    try:
        result: TranscriptionResult = yield RunBlocking(lambda: TranscriptionResult.from_bytes(response.content))
    except FileError as error:
        raise UnexpectedResponse(
            f"{request.operation.id} was answered with a body that is not a transcription: {error}", response
        ) from error
    return result
