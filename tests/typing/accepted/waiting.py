"""Waiting for jobs, and the answers beside the results."""

from __future__ import annotations

from typing import assert_type

from speechtotext import JobFailed, RawResponse, RetryPolicy, WaitTimeout, v2025_10_15
from speechtotext.v3_2 import AsyncClient, Client, models


def wait(stt: Client, job: models.Transcription) -> str | None:
    """A wait gives the entity, whatever stood for it."""
    assert_type(stt.transcriptions.wait(job, timeout=3600), models.Transcription)
    assert_type(stt.models.wait("id", poll=10.0), models.CustomModel)
    assert_type(stt.operations.wait("id"), models.Operation)
    try:
        stt.datasets.wait(models.EntityReference(self_="https://…"), on_progress=lambda dataset: print(dataset.status))
    except JobFailed as error:
        return error.code
    except WaitTimeout as error:
        return error.pending[0]
    return None


def wait_all(stt: v2025_10_15.Client, ids: list[str]) -> None:
    """Many are given as they end."""
    for job in stt.transcriptions.wait_all(ids):
        assert_type(job, v2025_10_15.models.Transcription)


async def wait_for_them(stt: AsyncClient, job: models.Transcription) -> None:
    """The same, awaited."""
    assert_type(await stt.transcriptions.wait(job), models.Transcription)
    async for one in stt.transcriptions.wait_all([job]):
        assert_type(one, models.Transcription)
    raw = await stt.with_raw_response(lambda stt: stt.transcriptions.get(job))
    assert_type(raw, RawResponse[models.Transcription])


def beside(stt: Client) -> int:
    """Options for one call, and its status and headers."""
    patient = stt.with_options(timeout=300, retry=RetryPolicy(attempts=10))
    assert_type(patient, Client)
    raw = patient.with_raw_response(lambda stt: stt.datasets.get("id"))
    assert_type(raw.parsed, models.Dataset)
    return raw.status_code
