"""Read what a transcription job produced: its results and its report. Flows, for every version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from speechtotext._core.flows import Emit, Flow, Gather, RunBlocking, Send, Stream
from speechtotext._core.retry import RetryPolicy
from speechtotext._errors import FileError, UnexpectedResponse
from speechtotext._polling.report import TranscriptionReport
from speechtotext._transfers.entity_files import EntityFiles, stored_files
from speechtotext._transfers.fetch import StoredFile, fetch_content
from speechtotext_api.calls import Request

if TYPE_CHECKING:
    from .result import TranscriptionResult


def results(entity_files: EntityFiles, retry: RetryPolicy, limit: int) -> Stream[TranscriptionResult]:
    """The steps of reading the results of a transcription, which gives each as it comes, in their order."""
    files = yield from stored_files(entity_files, "Transcription")
    for start in range(0, len(files), limit):
        for result in (yield Gather((_result(file, retry) for file in files[start : start + limit]), limit)):
            yield Emit(result)


def report(entity_files: EntityFiles, retry: RetryPolicy) -> Flow[TranscriptionReport]:
    """The steps of reading the report of a transcription; it is empty where the service has not written any."""
    return (yield from read_report((yield from stored_files(entity_files, "TranscriptionReport")), retry))


def read_report(files: list[StoredFile], retry: RetryPolicy) -> Flow[TranscriptionReport]:
    """The steps of reading the report of a transcription from its files."""
    contents = yield Gather((fetch_content(file, retry) for file in files), 1)
    inputs = [entry for content in contents for entry in TranscriptionReport.from_bytes(content).inputs]
    return TranscriptionReport(tuple(inputs))


def _result(file: StoredFile, retry: RetryPolicy) -> Flow[TranscriptionResult]:
    # Here, because its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    content = yield from fetch_content(file, retry)
    result: TranscriptionResult = yield RunBlocking(lambda: TranscriptionResult.from_bytes(content))
    return result


def fast_transcription(request: Request[Any]) -> Flow[TranscriptionResult]:
    """The steps of a fast transcription."""
    # Here, because its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    _, response = yield Send(request)
    try:
        result: TranscriptionResult = yield RunBlocking(lambda: TranscriptionResult.from_bytes(response.content))
    except FileError as error:
        raise UnexpectedResponse(
            f"{request.operation.id} was answered with no transcription: {error}", response
        ) from error
    return result
