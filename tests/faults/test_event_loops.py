"""One AsyncClient in several event loops, and listings that are left before their end."""

from __future__ import annotations

import asyncio
import gc
import warnings
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any, Final

import anyio
import pytest

from faults.clients import CONTEXT, JOB_OF_V3
from faults.server import Server, answer, held
from speechtotext import ConfigurationError, v3_2
from speechtotext._concurrency.workers import in_thread
from unit.flavours import KEY

GOOD: Final = answer(200, JOB_OF_V3)


def client(server: Server) -> v3_2.AsyncClient:
    return v3_2.AsyncClient(endpoint=server.url, key=KEY, rate_limit=None, verify=CONTEXT)


# The loops end before their connections are closed.
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_client_works_in_one_loop_after_the_other_and_keeps_no_connection_of_those_that_ended(server: Server) -> None:
    server.reply(GOOD)
    stt = client(server)

    async def get() -> str | None:
        return (await stt.transcriptions.get("x")).display_name

    for _ in range(20):
        assert asyncio.run(get()) == "Calls"
        # What only refers to itself is kept for a while.
        gc.collect()
    assert server.connections == 20
    assert server.peak < 10


def test_a_client_works_in_the_loops_of_several_threads_at_once(server: Server) -> None:
    server.reply(GOOD)
    stt = client(server)

    async def get() -> str | None:
        names = [(await stt.transcriptions.get("x")).display_name for _ in range(10)]
        await stt._transport._connections.http.aclose()
        return names[-1]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: asyncio.run(get()), range(8))) == ["Calls"] * 8


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_client_is_closed_in_another_loop(server: Server) -> None:
    server.reply(GOOD)
    stt = client(server)
    asyncio.run(_waited_for(lambda: stt.transcriptions.get("x")))
    asyncio.run(_waited_for(stt.close))
    with pytest.raises(ConfigurationError, match="closed"):
        asyncio.run(_waited_for(lambda: stt.transcriptions.get("x")))
    gc.collect()


async def _waited_for(call: Callable[[], Awaitable[Any]]) -> Any:
    return await call()


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_listing_that_is_left_early_warns_of_nothing(server: Server, backend: str) -> None:
    link = f"{server.url}/speechtotext/v3.2/transcriptions?skip=1"
    page = {"values": [{**JOB_OF_V3, "self": f"{link}/x", "status": "Succeeded"}] * 3, "@nextLink": link}
    server.reply_by(lambda request: answer(200, page if "skip" not in request.target else {"values": []}))

    async def leave() -> None:
        async with client(server) as stt:
            async for _ in stt.transcriptions.list():
                break
            async for _ in stt.transcriptions.list().pages():
                break
            assert (await anext(aiter(stt.transcriptions.files("x")))).name is None
            with anyio.move_on_after(0):
                async for _ in stt.transcriptions.list():
                    await anyio.sleep(1)
        gc.collect()

    with warnings.catch_warnings():
        # What other tests have left.
        warnings.simplefilter("ignore")
        gc.collect()
        warnings.simplefilter("error")
        anyio.run(leave, backend=backend)
        gc.collect()


def test_a_loop_that_cancels_all_its_tasks_waits_for_their_threads(server: Server) -> None:
    server.reply(held(GOOD))
    ended: list[str] = []

    def work() -> str:
        server.holding.set()
        server._released.wait()
        ended.append("thread")
        return "result"

    async def task() -> None:
        try:
            await in_thread(work, discard=ended.append)
        finally:
            ended.append("task")

    async def leave() -> None:
        tasks.add(asyncio.ensure_future(task()))
        while not server.holding.is_set():
            await asyncio.sleep(0.002)
        asyncio.get_running_loop().call_later(0.05, server.release)

    tasks: set[Any] = set()
    asyncio.run(leave())
    assert ended == ["thread", "result", "task"]


def test_work_that_no_thread_has_begun_is_dropped_when_its_task_is_cancelled(server: Server) -> None:
    done: list[str] = []

    async def calls() -> None:
        anyio.to_thread.current_default_thread_limiter().total_tokens = 1
        busy = asyncio.ensure_future(in_thread(server._released.wait))
        await asyncio.sleep(0.02)
        waiting = asyncio.ensure_future(in_thread(done.append, "begun"))
        await asyncio.sleep(0.02)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        server.release()
        assert await busy

    asyncio.run(calls())
    assert done == []


def test_work_for_which_no_thread_can_be_started_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refuse)

    with pytest.raises(RuntimeError, match="can't start new thread"):
        asyncio.run(in_thread(list))
