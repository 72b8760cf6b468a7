"""Many jobs and many clients at a time: nothing is refused, lost or left over."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from typing import Final

from emulator.recordings import wav
from speechtotext.emulator import Emulator, Polls, Seconds
from speechtotext.v3_2 import AsyncClient, Client, models

JOBS: Final = 1_000
CLIENTS: Final = 200
NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)

# Nothing here is encrypted, and reading the system's certificates for each client takes long.
_CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def job(url: str, number: int) -> models.Transcription:
    return models.Transcription(display_name=f"Job {number}", locale="en-US", content_urls=[url])


def client(emulator: Emulator) -> Client:
    return Client(endpoint=emulator.endpoint, key=emulator.key, rate_limit=None, verify=_CONTEXT)


def test_many_jobs_are_listed_and_filtered_and_end_in_an_hour_that_takes_no_time() -> None:
    with Emulator(transitions=Seconds(600, 3000), now=lambda: NOW) as emulator, client(emulator) as stt:
        url = emulator.storage.put("call.wav", wav())
        for number in range(JOBS):
            stt.transcriptions.create(job(url, number))

        def statuses() -> dict[str, int]:
            return {
                status: len(stt.transcriptions.list(filter=f"status eq '{status}'").all())
                for status in ("NotStarted", "Running", "Succeeded", "Failed")
            }

        assert len(stt.transcriptions.list(top=7).all()) == JOBS
        assert statuses() == {"NotStarted": JOBS, "Running": 0, "Succeeded": 0, "Failed": 0}
        emulator.advance(timedelta(minutes=30))
        assert statuses() == {"NotStarted": 0, "Running": JOBS, "Succeeded": 0, "Failed": 0}
        emulator.advance(timedelta(minutes=30))
        assert statuses() == {"NotStarted": 0, "Running": 0, "Succeeded": JOBS, "Failed": 0}


def test_many_clients_have_their_jobs_done_at_a_time() -> None:
    async def use(emulator: Emulator, url: str, number: int) -> str:
        where, key = emulator.endpoint, emulator.key
        async with AsyncClient(endpoint=where, key=key, rate_limit=None, verify=_CONTEXT) as stt:
            made = await stt.transcriptions.create(job(url, number))
            done = await stt.transcriptions.wait(made, timeout=120, poll=0)
            files = await stt.transcriptions.list_files(done).all()
            await stt.transcriptions.delete(done)
            return f"{done.display_name}: {[file.name for file in files]}"

    async def use_all(emulator: Emulator) -> list[str]:
        url = emulator.storage.put("call.wav", wav())
        return await asyncio.gather(*(use(emulator, url, number) for number in range(CLIENTS)))

    with Emulator(transitions=Polls(2, 2)) as emulator:
        done = asyncio.run(use_all(emulator))
        left = emulator.snapshot()

    assert done == [f"Job {number}: ['contenturl_0.json', 'report.json']" for number in range(CLIENTS)]
    assert left["resources"][0]["entities"] == []
    assert list(left["containers"]) == ["audio"]


def test_what_is_deleted_leaves_nothing_behind() -> None:
    with Emulator(transitions="at-once") as emulator, client(emulator) as stt:
        url = emulator.storage.put("call.wav", wav())
        before = emulator.snapshot()
        for number in range(50):
            made = stt.transcriptions.create(job(url, number))
            stt.transcriptions.delete(stt.transcriptions.get(made))
        after = emulator.snapshot()

    assert after == before
