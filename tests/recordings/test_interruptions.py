"""Runs that are left, cancelled or out of time, and those that go on after them."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trio

from recordings.audio import write_recording
from recordings.conftest import Runs, Service
from recordings.test_transcribe_all import texts
from speechtotext import AuthenticationError, DeadlineExceeded
from speechtotext.v2025_10_15 import AsyncClient, Client


def test_leaving_a_loop_early_ends_the_run(service: Service, calls: Path, tmp_path: Path) -> None:
    with Client(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
        for _ in stt.transcriptions.transcribe_all(calls, folder=tmp_path / "texts", concurrency=1):
            break
        gc.collect()
        # Had the first run not ended, this one would wait for it.
        ended = list(stt.transcriptions.transcribe_all(calls, folder=tmp_path / "texts", timeout=20))

    assert len(ended) == 3
    assert len(texts(tmp_path / "texts")) == 3


def in_asyncio(main: Callable[[], Any]) -> None:
    asyncio.run(main())


def in_trio(main: Callable[[], Any]) -> None:
    trio.run(main)


@pytest.mark.parametrize("run_loop", [in_asyncio, in_trio])
def test_leaving_an_asynchronous_loop_early_ends_the_run(
    run_loop: Callable[[Callable[[], Any]], None], service: Service, calls: Path, tmp_path: Path
) -> None:
    seen: list[str | None] = []

    async def main() -> None:
        async with AsyncClient(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
            async for _ in stt.transcriptions.transcribe_all(calls, folder=tmp_path / "texts", concurrency=1):
                break
            again = stt.transcriptions.transcribe_all(calls, folder=tmp_path / "texts", timeout=20)
            seen.extend([each.status async for each in again])

    run_loop(main)

    assert seen == ["Succeeded"] * 3


def test_a_cancelled_task_leaves_nothing_running(service: Service, calls: Path, tmp_path: Path) -> None:
    async def main() -> int:
        async with AsyncClient(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
            service.emulator.fail_next("Transcriptions_Transcribe", fault="slow", times=3, seconds=20)

            async def run() -> None:
                async for _ in stt.transcriptions.transcribe_all(calls, folder=tmp_path / "texts"):
                    """None ends."""

            task = asyncio.create_task(run())
            await asyncio.sleep(1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return len(asyncio.all_tasks()) - 1

    before = time.monotonic()
    assert asyncio.run(main()) == 0
    assert time.monotonic() - before < 15


def test_a_run_ends_in_time_and_a_further_one_goes_on(run: Runs, service: Service, calls: Path) -> None:
    service.emulator.fail_next("Transcriptions_Transcribe", fault="slow", times=3, seconds=20)
    with pytest.raises(DeadlineExceeded, match=r"did not end within 1 seconds"):
        run(calls, timeout=1)
    service.emulator.reset()

    ended = run(calls, timeout=30)

    assert {each.status for each in ended} == {"Succeeded"}


def test_wrong_credentials_end_the_run_at_once(run: Runs, service: Service, calls: Path) -> None:
    service.emulator.fail_next("Transcriptions_Transcribe", times=20, status=401)
    with pytest.raises(AuthenticationError):
        run(calls)
    service.emulator.reset()

    assert {each.status for each in run(calls)} == {"Succeeded"}


def test_a_slow_caller_holds_back_what_is_made_for_it(service: Service, calls: Path, tmp_path: Path) -> None:
    for number in range(60):
        write_recording(calls / "many" / f"{number}.wav", value=number)
    with Client(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
        ended = stt.transcriptions.transcribe_all(calls, folder=tmp_path / "texts", concurrency=2)
        next(ended)
        time.sleep(3)
        ahead = sum(service.paid.values())
        rest = sum(1 for _ in ended)

    assert ahead < 30
    assert rest == 62
