"""A client that is closed while it is in use, and calls that are cancelled."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from faults.clients import JOB_OF_V3, OPERATIONS, Clock, Live, Operation
from faults.server import Server, answer, held
from speechtotext import ConfigurationError, SpeechError, _clock, v3_2

GOOD = answer(200, JOB_OF_V3)
CALLS: dict[str, Callable[[Any], Any]] = {
    "GET": lambda stt: stt.transcriptions.get("x"),
    "POST": lambda stt: stt.transcriptions.create(v3_2.models.Transcription(display_name="Calls", locale="en-US")),
    "PATCH": lambda stt: stt.transcriptions.update("x", v3_2.models.TranscriptionUpdate(display_name="Calls")),
}

each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)


async def until_held(server: Server) -> None:
    """Until the server has read a request that it does not answer yet."""
    async with asyncio.timeout(5):
        while not server.holding.is_set():
            await asyncio.sleep(0.002)


@each_operation
def test_a_client_closed_before_the_next_attempt(
    live: Live, server: Server, monkeypatch: pytest.MonkeyPatch, operation: Operation
) -> None:
    server.reply(answer(503))
    stt = live.client(operation.module, server.url)
    plain = stt._inner if live.asynchronous else stt

    async def async_sleep(seconds: float) -> None:
        await plain.close()

    monkeypatch.setattr(_clock, "sleep", lambda seconds: plain.close())
    monkeypatch.setattr(_clock, "async_sleep", async_sleep)
    with pytest.raises(ConfigurationError, match="closed"):
        operation.call(stt)
    assert len(server.requests) == 1


@each_call
def test_a_client_closed_by_another_thread_during_a_call(server: Server, call: Callable[[Any], Any]) -> None:
    server.reply(held(GOOD))
    live = Live(None)
    stt = live.client(v3_2, server.url)
    with ThreadPoolExecutor(1) as threads:
        called = threads.submit(call, stt)
        assert server.holding.wait(5)
        live.close()
        server.release()
        with pytest.raises(ConfigurationError, match="closed"):
            called.result(5)
    assert len(server.requests) == 1


@each_call
def test_a_client_closed_by_another_task_during_a_call(server: Server, call: Callable[[Any], Awaitable[Any]]) -> None:
    server.reply(held(GOOD))

    async def calls() -> None:
        async with v3_2.AsyncClient(endpoint=server.url, key="key", verify=False) as stt:
            called = asyncio.ensure_future(call(stt))
            await until_held(server)
        with pytest.raises(ConfigurationError, match="closed"):
            await asyncio.wait_for(called, 5)

    asyncio.run(calls())
    assert len(server.requests) == 1


def test_a_client_closed_during_a_listing(live: Live, server: Server) -> None:
    link = f"{server.url}/speechtotext/v3.2/transcriptions?skip=1"
    server.reply(answer(200, {"values": [JOB_OF_V3], "@nextLink": link}))
    stt = live.client(v3_2, server.url)
    jobs = iter(stt.transcriptions.list())
    assert next(jobs).display_name == "Calls"
    stt.close()
    with pytest.raises(ConfigurationError, match="closed"):
        next(jobs)


@each_call
def test_a_cancelled_call_ends_at_once_and_the_client_goes_on(
    server: Server, call: Callable[[Any], Awaitable[Any]]
) -> None:
    server.reply(held(GOOD), GOOD)
    limits = httpx.Limits(max_connections=1)

    async def calls() -> None:
        async with v3_2.AsyncClient(endpoint=server.url, key="key", verify=False, limits=limits) as stt:
            called = asyncio.ensure_future(call(stt))
            await until_held(server)
            began = time.monotonic()
            called.cancel()
            with pytest.raises(asyncio.CancelledError):
                await called
            assert time.monotonic() - began < 1
            assert (await stt.transcriptions.get("x")).display_name == "Calls"

    asyncio.run(calls())
    assert len(server.requests) == 2


def test_a_call_cancelled_between_two_attempts_is_not_sent_again(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.reply(answer(503), GOOD)

    async def calls() -> None:
        waiting = asyncio.Event()

        async def async_sleep(seconds: float) -> None:
            waiting.set()
            await asyncio.Event().wait()

        monkeypatch.setattr(_clock, "async_sleep", async_sleep)
        async with v3_2.AsyncClient(endpoint=server.url, key="key", verify=False) as stt:
            called = asyncio.ensure_future(stt.transcriptions.get("x"))
            await asyncio.wait_for(waiting.wait(), 5)
            called.cancel()
            with pytest.raises(asyncio.CancelledError):
                await called
            assert len(server.requests) == 1
            assert (await stt.transcriptions.get("x")).display_name == "Calls"

    asyncio.run(calls())


def test_a_call_cancelled_while_it_waits_for_a_connection_leaves_the_others_alone(server: Server) -> None:
    server.reply(held(GOOD), GOOD)
    limits = httpx.Limits(max_connections=1)

    async def calls() -> None:
        async with v3_2.AsyncClient(endpoint=server.url, key="key", verify=False, limits=limits) as stt:
            first = asyncio.ensure_future(stt.transcriptions.get("a"))
            await until_held(server)
            second = asyncio.ensure_future(stt.transcriptions.get("b"))
            third = asyncio.ensure_future(stt.transcriptions.get("c"))
            await asyncio.sleep(0.02)
            second.cancel()
            with pytest.raises(asyncio.CancelledError):
                await second
            server.release()
            assert (await first).display_name == (await third).display_name == "Calls"

    asyncio.run(calls())
    assert [request.target.rpartition("/")[2] for request in server.requests] == ["a", "c"]


def test_a_cancelled_task_that_fetches_the_token_holds_up_nobody(server: Server) -> None:
    server.reply(GOOD)

    class Credential:
        asked = 0

        async def get_token(self, *scopes: str) -> Any:
            self.asked += 1
            if self.asked == 1:
                await asyncio.Event().wait()
            return type("Token", (), {"token": "t", "expires_on": int(time.time()) + 3600})

    async def calls() -> None:
        credential = Credential()
        async with v3_2.AsyncClient(endpoint=server.url, credential=credential, verify=False) as stt:
            first = asyncio.ensure_future(stt.transcriptions.get("a"))
            second = asyncio.ensure_future(stt.transcriptions.get("b"))
            await asyncio.sleep(0.02)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            assert (await asyncio.wait_for(second, 5)).display_name == "Calls"
            assert credential.asked == 2

    asyncio.run(calls())


def test_a_closed_client_can_be_closed_again_after_a_fault(live: Live, server: Server, clock: Clock) -> None:
    server.reply(answer(500))
    stt = live.client(v3_2, server.url)
    with pytest.raises(SpeechError):
        stt.transcriptions.get("x")
    stt.close()
    stt.close()
