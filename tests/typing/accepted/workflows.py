"""What goes beyond the operations: results, files, uploads, batches, copies."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import assert_type

from speechtotext import (
    BatchSummary,
    DownloadedFile,
    DownloadProgress,
    ExpiringModel,
    JobFailed,
    Pages,
    TranscriptionReport,
    TranscriptionResult,
    UploadProgress,
    v3_1,
    v2025_10_15,
)
from speechtotext.v3_2 import AsyncClient, Client, models


def results(stt: Client, job: models.Transcription) -> None:
    assert_type(stt.transcriptions.results(job), Iterator[TranscriptionResult])
    assert_type(stt.transcriptions.report(job), TranscriptionReport)
    for result in stt.transcriptions.results("id", concurrency=2):
        result.save(Path("call.vtt"))
        assert_type(result.duration, timedelta)
    try:
        stt.transcriptions.wait(job)
    except JobFailed as error:
        assert_type(error.report, TranscriptionReport | None)


def files(stt: Client, job: models.Transcription) -> None:
    assert_type(stt.transcriptions.files(job, kind=models.FileKind.TRANSCRIPTION), Pages[models.File])
    stt.datasets.files("id", kind="DatasetReport")

    def show(progress: DownloadProgress) -> None:
        print(progress.files_done, progress.bytes_total)

    assert_type(stt.transcriptions.download(job, "folder", on_progress=show), list[DownloadedFile])
    stt.evaluations.download("id", Path("folder"), kind=models.FileKind.EVALUATION_DETAILS, concurrency=2)
    stt.endpoints.download_logs("id", "folder")
    stt.models.download_manifest("id", "folder")


def datasets(stt: Client, project: models.Project) -> models.Dataset:
    def show(progress: UploadProgress) -> None:
        print(progress.dataset, progress.bytes_done)

    dataset = stt.datasets.upload(
        "data.zip",
        kind=models.DatasetKind.ACOUSTIC,
        locale="en-US",
        display_name="Data",
        project=project,
        custom_properties={"a": "b"},
        on_progress=show,
    )
    assert_type(dataset, models.Dataset)
    return stt.datasets.resume_upload(dataset, "data.zip")


def batches(stt: Client, body: models.Transcription) -> None:
    assert_type(stt.transcriptions.submit_all(["https://a"], body, journal="calls.journal"), BatchSummary)
    summary = stt.transcriptions.resume("calls.journal", "results", timeout=60)
    for entry in summary.succeeded:
        assert_type(entry.result, Path | None)
    stt.transcriptions.retry_failed(Path("calls.journal"))
    stt.transcriptions.summary("calls.journal")


def life_of_models(stt: Client, other: Client, old: v3_1.Client, old_target: v3_1.Client) -> None:
    assert_type(stt.models.copy_to("id", other, source_resource_id="/subscriptions"), models.CustomModel)
    assert_type(old.models.copy_to("id", old_target), v3_1.models.CustomModel)
    for entry in stt.models.expiring(within=timedelta(days=90)):
        assert_type(entry, ExpiringModel[models.BaseModel, models.CustomModel, models.Endpoint, models.Transcription])
        assert_type(entry.endpoints, tuple[models.Endpoint, ...])


def fast(stt: v2025_10_15.Client) -> TranscriptionResult:
    definition = v2025_10_15.models.TranscribeDefinition(locales=["en-US"])
    return stt.transcriptions.transcribe_file("call.wav", definition=definition)


async def asynchronously(stt: AsyncClient, other: AsyncClient, job: models.Transcription) -> None:
    assert_type(stt.transcriptions.results(job), AsyncIterator[TranscriptionResult])
    assert_type(await stt.transcriptions.download(job, "folder"), list[DownloadedFile])
    assert_type(await stt.transcriptions.report(job), TranscriptionReport)
    assert_type(await stt.models.copy_to("id", other, source_resource_id="/x"), models.CustomModel)
    async for result in stt.transcriptions.results(job):
        print(result.text)
