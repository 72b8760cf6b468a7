"""Several jobs at once, asynchronously."""

import asyncio

from speechtotext.v2025_10_15 import AsyncClient, models


async def transcribe(stt: AsyncClient, url: str, locale: str) -> models.Transcription:
    body = models.Transcription(display_name=url, locale=locale, content_urls=[url], properties=models.TranscriptionProperties(time_to_live_hours=48))
    job = await stt.transcriptions.create(body)
    return await stt.transcriptions.wait(job)


async def main() -> None:
    async with AsyncClient(region="westeurope", key="secret") as stt:
        locales = (await stt.transcriptions.list_supported_locales()).submit or []
        if "de-DE" not in locales:
            print("no German")
        jobs = await asyncio.gather(*(transcribe(stt, f"https://example.com/{n}.wav", "de-DE") for n in range(3)))
        for job in jobs:
            print("length", job.properties.duration_milliseconds if job.properties else "unknown")
            async for file in stt.transcriptions.list_files(job, sas_lifetime_minutes=2):
                print(file.name, file.links and file.links.content_url)
        for job in jobs:
            await stt.transcriptions.delete(job)


asyncio.run(main())
