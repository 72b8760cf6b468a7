"""The same with the asynchronous clients of two versions."""

from __future__ import annotations

import asyncio
from typing import assert_type

import httpx

from speechtotext import Page, v3_2, v2025_10_15
from speechtotext.v3_2 import AsyncClient, models


async def one_job(urls: list[str]) -> models.Transcription:
    """Create a job and look at it until it has ended."""
    async with AsyncClient(region="westeurope", key="…", http_client=httpx.AsyncClient()) as stt:
        assert_type(stt, AsyncClient)
        body = models.Transcription(display_name="Calls", locale="en-US", content_urls=urls)
        job = await stt.transcriptions.create(body)
        assert_type(job, models.Transcription)
        while job.status not in (models.Status.SUCCEEDED, models.Status.FAILED):
            await asyncio.sleep(60)
            job = await stt.transcriptions.get(job)
        return job


async def read(stt: AsyncClient, job: models.Transcription) -> list[str]:
    """Listings are read with `async for`, item by item or page by page."""
    async for file in stt.transcriptions.list_files(job):
        assert_type(file, models.File)
    async for page in stt.transcriptions.list(limit=5).pages():
        assert_type(page, Page[models.Transcription])
    assert_type(await stt.transcriptions.list_supported_locales(), list[str])
    assert_type(await stt.transcriptions.get_file(job, "file"), models.File)
    return [other.display_name async for other in stt.transcriptions.list()]


async def many(stt: AsyncClient, ids: list[str]) -> list[models.Transcription]:
    """Calls are coroutines, to be gathered."""
    jobs = await asyncio.gather(*(stt.transcriptions.get(id) for id in ids))
    assert_type(jobs, list[models.Transcription])
    await asyncio.gather(*(stt.transcriptions.delete(job) for job in jobs))
    return jobs


async def fast(stt: v2025_10_15.AsyncClient, path: str) -> str:
    """Fast transcription of the newest version."""
    definition = v2025_10_15.models.TranscribeDefinition(locales=["en-US"])
    result = await stt.transcriptions.transcribe(path, definition=definition)
    assert_type(result, v2025_10_15.models.TranscribeResult)
    await stt.close()
    return " ".join(phrase.text for phrase in result.phrases)


async def blocks(stt: v3_2.AsyncClient, dataset: models.Dataset, parts: dict[str, bytes]) -> None:
    """Data in blocks."""
    for block, data in parts.items():
        await stt.datasets.upload_block(dataset, data, blockid=block)
    entries = [models.CommitBlocksEntry(kind=models.BlockKind.LATEST, id=block) for block in parts]
    await stt.datasets.commit_blocks(dataset, entries)
