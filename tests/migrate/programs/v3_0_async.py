import asyncio

from speechtotext import v3_0


async def main() -> None:
    """Delete what has failed."""
    stt = v3_0.AsyncClient(region="westeurope", key="secret")
    failed = [job async for job in stt.transcriptions.list() if job.status != v3_0.models.Status.FAILED]
    await asyncio.gather(*(stt.transcriptions.delete(job) for job in failed))
    for job in failed:
        print(job.display_name, job.links.files if job.links else None)
    await stt.close()


asyncio.run(main())
