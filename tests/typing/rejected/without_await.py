"""Synchronous use of the asynchronous client, and the other way round."""

from __future__ import annotations

from speechtotext.v3_2 import AsyncClient, Client, models


async def asynchronous(stt: AsyncClient) -> list[models.Transcription]:
    print(stt.transcriptions.get("id").display_name)  # wrong
    job: models.Transcription = stt.transcriptions.get("id")  # wrong
    for _ in stt.transcriptions.list():  # wrong
        pass
    for _ in stt.transcriptions.list().pages():  # wrong
        pass
    with AsyncClient(region="westeurope", key="…"):  # wrong
        pass
    await stt.transcriptions.list()  # wrong
    print(list(stt.transcriptions.list()))  # wrong
    stt.transcriptions.delete(job)  # wrong
    return await stt.transcriptions.list()  # wrong


async def synchronous(stt: Client) -> None:
    await stt.transcriptions.get("id")  # wrong
    async for _ in stt.transcriptions.list():  # wrong
        pass
    async with Client(region="westeurope", key="…"):  # wrong
        pass
