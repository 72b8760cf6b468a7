"""One client in many hands: tasks, threads and a forked process."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from faults.clients import JOB_OF_V3, Credential, Live, Token
from faults.server import Received, Reply, Server, answer, held
from speechtotext import RateLimit, v3_2

CONNECTIONS = 12
GOOD = answer(200, JOB_OF_V3)


class SlowCredential(Credential):
    """Takes a while, so that many ask for a token at once."""

    def get_token(self, *scopes: str) -> Token:
        time.sleep(0.05)
        return super().get_token(*scopes)


class AsyncCredential:
    """The same, asynchronously."""

    def __init__(self) -> None:
        self.asked = 0
        self._inner = Credential()

    async def get_token(self, *scopes: str) -> Token:
        self.asked += 1
        await asyncio.sleep(0.05)
        return self._inner.get_token(*scopes)


def named(request: Received) -> Reply:
    """A job whose name is the id that was asked for, or the name that it was to have."""
    sent = json.loads(request.body) if request.body else {"displayName": request.target.rpartition("/")[2]}
    return answer(200, {**JOB_OF_V3, **sent})


CALLS: dict[str, Callable[[Any, str], str]] = {
    "GET": lambda stt, name: stt.transcriptions.get(name).display_name,
    "POST": lambda stt, name: (
        stt.transcriptions.create(v3_2.models.Transcription(display_name=name, locale="en-US")).display_name
    ),
}


def shared(server: Server, credential: Any, live: Live) -> Any:
    return live.plain(v3_2, server.url, credential=credential, limits=httpx.Limits(max_connections=CONNECTIONS))


@pytest.fixture
def live_sync() -> Iterator[Live]:
    """Makes synchronous clients."""
    live = Live(None)
    yield live
    live.close()


@pytest.fixture
def live_async() -> Iterator[Live]:
    """Makes asynchronous clients."""
    with asyncio.Runner() as runner:
        live = Live(runner)
        yield live
        live.close()


def test_a_thousand_tasks_share_a_client(live_async: Live, server: Server) -> None:
    server.reply_by(named)
    credential = SlowCredential()
    stt = shared(server, credential, live_async)

    async def names() -> list[str]:
        jobs = await asyncio.gather(*(stt.transcriptions.get(f"job{number}") for number in range(1000)))
        return [job.display_name for job in jobs]

    assert live_async.runner is not None
    assert live_async.runner.run(names()) == [f"job{number}" for number in range(1000)]
    assert credential.asked == 1
    assert len(server.requests) == 1000
    assert server.peak <= CONNECTIONS


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_64_threads_share_a_client(live_sync: Live, server: Server, call: Callable[[Any, str], str]) -> None:
    server.reply_by(named)
    credential = SlowCredential()
    stt = shared(server, credential, live_sync)
    together = threading.Barrier(64, timeout=60)

    def names(thread: int) -> list[str]:
        together.wait()
        return [call(stt, f"job{thread}-{number}") for number in range(10)]

    with ThreadPoolExecutor(64) as threads:
        found = list(threads.map(names, range(64)))
    assert found == [[f"job{thread}-{number}" for number in range(10)] for thread in range(64)]
    assert credential.asked == 1
    assert len({request.target + str(request.body) for request in server.requests}) == 640
    assert len(server.requests) == 640
    assert server.peak <= CONNECTIONS


def test_a_token_that_all_threads_see_refused_is_renewed_once(live_sync: Live, server: Server) -> None:
    server.reply_by(lambda request: answer(401) if request.headers["authorization"].endswith("-1") else GOOD)
    credential = SlowCredential()
    stt = shared(server, credential, live_sync)
    with ThreadPoolExecutor(32) as threads:
        jobs = list(threads.map(stt.transcriptions.get, map(str, range(64))))
    assert len(jobs) == 64
    assert credential.asked == 2


def test_a_token_that_all_tasks_see_refused_is_renewed_once(live_async: Live, server: Server) -> None:
    server.reply_by(lambda request: answer(401) if request.headers["authorization"].endswith("-1") else GOOD)
    credential = AsyncCredential()
    stt = shared(server, credential, live_async)

    async def calls() -> None:
        await asyncio.gather(*(stt.transcriptions.get(str(number)) for number in range(64)))

    assert live_async.runner is not None
    live_async.runner.run(calls())
    assert credential.asked == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_parent_and_child_of_a_fork_use_the_same_client(live: Live, server: Server) -> None:
    server.reply_by(named)
    stt = live.client(v3_2, server.url, credential=Credential())
    assert stt.transcriptions.get("before").display_name == "before"
    child = os.fork()
    if child == 0:
        worked = False
        try:
            if live.runner is None:
                worked = stt.transcriptions.get("child").display_name == "child"
            else:
                inner = stt._inner
                worked = asyncio.new_event_loop().run_until_complete(inner.transcriptions.get("child")) is not None
        finally:
            os._exit(0 if worked else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert stt.transcriptions.get("parent").display_name == "parent"
    assert [request.target.rpartition("/")[2] for request in server.requests] == ["before", "child", "parent"]
    assert server.connections == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_that_is_forked_while_all_connections_and_locks_are_taken_uses_the_client(
    live_sync: Live, server: Server
) -> None:
    server.reply_by(lambda request: held(GOOD) if request.target.endswith("parent") else GOOD)
    limits = httpx.Limits(max_connections=1)
    stt = live_sync.plain(v3_2, server.url, credential=Credential(), limits=limits, rate_limit=RateLimit())
    holding, release = threading.Event(), threading.Event()

    def hold_locks() -> None:
        with stt._transport._limiter._lock, stt._transport._auth._lock, stt._transport._connections._lock:
            holding.set()
            release.wait()

    with ThreadPoolExecutor(2) as threads:
        called = threads.submit(stt.transcriptions.get, "parent")
        assert server.holding.wait(5)
        held_back = threads.submit(hold_locks)
        assert holding.wait(5)
        child = os.fork()
        if child == 0:
            signal.alarm(20)
            try:
                stt._transport._auth._token = None
                os._exit(0 if stt.transcriptions.get("child").display_name == "Calls" else 1)
            finally:
                os._exit(2)
        release.set()
        held_back.result()
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        server.release()
        assert called.result().display_name == "Calls"
