import asyncio

from speechtotext import v2025_10_15


async def main() -> None:
    """Delete what has failed."""
    stt = v2025_10_15.AsyncClient(region="westeurope", key="secret")
    failed = [job async for job in stt.transcriptions.list() if job.status != v2025_10_15.models.Status.FAILED]
    await asyncio.gather(*(stt.transcriptions.delete(job) for job in failed))
    for job in failed:
        print(job.display_name, job.links.files if job.links else None)
    await stt.close()


asyncio.run(main())
