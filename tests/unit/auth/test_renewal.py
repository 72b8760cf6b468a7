"""Tokens are renewed ahead of their end, while the old one serves."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from typing import Any

import anyio
import httpx
import pytest

from speechtotext import ConfigurationError, TransportError, _clock, v3_2
from unit.flavours import FakeService, Flavour, Sync

OWN_HOST = "https://name.cognitiveservices.azure.com"
LIFE = 3600
RENEWED_FROM = LIFE - 300


class Token:
    def __init__(self, token: str, expires_on: float) -> None:
        self.token = token
        self.expires_on = int(expires_on)


class Clock:
    """Both clocks, moved by hand. Sleeping moves them."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def move(self, seconds: float) -> None:
        self.seconds += seconds

    async def move_async(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.seconds)
    monkeypatch.setattr(_clock, "monotonic", lambda: clock.seconds)
    monkeypatch.setattr(_clock, "sleep", clock.move)
    monkeypatch.setattr(_clock, "async_sleep", clock.move_async)
    return clock


class Scripted:
    """Gives token-1, token-2, … of an hour each, unless a call is scripted to fail."""

    def __init__(self, failures: dict[int, Exception] | None = None) -> None:
        self.calls = 0
        self._failures = failures or {}

    def get_token(self, *scopes: str) -> Token:
        self.calls += 1
        if self.calls in self._failures:
            raise self._failures[self.calls]
        return Token(f"token-{self.calls}", time.time() + LIFE)


def client(flavour: Flavour, credential: object) -> tuple[Any, list[str]]:
    """A client, and the tokens that its requests bore."""
    tokens: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        return httpx.Response(204)

    return flavour.client(v3_2.Client, answer, endpoint=OWN_HOST, credential=credential), tokens


def test_a_token_serves_until_five_minutes_before_its_end(flavour: Flavour, clock: Clock) -> None:
    stt, tokens = client(flavour, Scripted())
    for seconds in (0, RENEWED_FROM - 1, 2):
        clock.move(seconds)
        stt.transcriptions.delete("x")

    assert tokens == ["token-1", "token-1", "token-2"]


def test_a_renewal_that_fails_is_tried_again_while_the_old_token_serves(flavour: Flavour, clock: Clock) -> None:
    credential = Scripted({2: OSError("no route"), 3: TransportError("no route")})
    stt, tokens = client(flavour, credential)
    stt.transcriptions.delete("x")
    clock.move(RENEWED_FROM)
    for _ in range(4):
        stt.transcriptions.delete("x")
        clock.move(11)

    assert tokens == ["token-1", "token-1", "token-1", "token-4", "token-4"]


def test_a_renewal_that_fails_is_not_tried_with_every_request(flavour: Flavour, clock: Clock) -> None:
    credential = Scripted({2: OSError("no route")})
    stt, tokens = client(flavour, credential)
    stt.transcriptions.delete("x")
    clock.move(RENEWED_FROM)
    for _ in range(5):
        stt.transcriptions.delete("x")
        clock.move(1)

    assert (credential.calls, set(tokens)) == (2, {"token-1"})


def test_where_the_old_token_has_ended_a_failure_in_passing_is_waited_for(flavour: Flavour, clock: Clock) -> None:
    stt, tokens = client(flavour, Scripted({2: OSError("no route"), 3: OSError("no route")}))
    stt.transcriptions.delete("x")
    clock.move(LIFE + 1)
    before = clock.seconds
    stt.transcriptions.delete("x")

    assert tokens == ["token-1", "token-4"]
    assert clock.seconds - before < 1


def test_a_credential_that_fails_for_good_is_told_when_the_old_token_has_ended(flavour: Flavour, clock: Clock) -> None:
    stt, tokens = client(flavour, Scripted({number: OSError("locked out") for number in range(2, 99)}))
    stt.transcriptions.delete("x")
    clock.move(LIFE + 1)
    with pytest.raises(ConfigurationError, match="locked out"):
        stt.transcriptions.delete("x")

    assert tokens == ["token-1"]


def test_a_token_of_half_a_minute_is_used_until_it_ends(flavour: Flavour, clock: Clock) -> None:
    class Short(Scripted):
        def get_token(self, *scopes: str) -> Token:
            return Token(super().get_token().token, time.time() + 30)

    stt, tokens = client(flavour, Short())
    for _ in range(3):
        stt.transcriptions.delete("x")
        clock.move(10)

    assert tokens == ["token-1"] * 3


class Blocked(Scripted):
    """Its second call waits until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def get_token(self, *scopes: str) -> Token:
        token = super().get_token(*scopes)
        if token.token == "token-2":
            self.begun.set()
            assert self.go_on.wait(30)
        return token


def test_threads_use_the_old_token_while_one_renews_it(clock: Clock) -> None:
    credential = Blocked()
    stt, tokens = client(Sync(), credential)
    stt.transcriptions.delete("x")
    clock.move(RENEWED_FROM)
    renewing = threading.Thread(target=stt.transcriptions.delete, args=("x",))
    renewing.start()
    assert credential.begun.wait(30)
    for _ in range(8):
        stt.transcriptions.delete("x")
        clock.move(20)
    credential.go_on.set()
    renewing.join()

    assert tokens == ["token-1"] * 9 + ["token-2"]
    assert credential.calls == 2


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_tasks_use_the_old_token_while_one_renews_it(backend: str, clock: Clock) -> None:
    tokens: list[str] = []

    class Renewing(Scripted):
        async def get_token(self, *scopes: str) -> Token:  # type: ignore[override]
            token = super().get_token(*scopes)
            if token.token == "token-2":
                begun.set()
                await go_on.wait()
            return token

    async def answer(request: httpx.Request) -> httpx.Response:
        tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        return httpx.Response(204)

    async def use() -> None:
        http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        stt = v3_2.AsyncClient(endpoint=OWN_HOST, credential=Renewing(), http_client=http, rate_limit=None)
        await stt.transcriptions.delete("x")
        clock.move(RENEWED_FROM)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(stt.transcriptions.delete, "x")
            await begun.wait()
            for _ in range(8):
                await stt.transcriptions.delete("x")
            go_on.set()

    begun, go_on = anyio.Event(), anyio.Event()
    anyio.run(use, backend=backend)

    assert tokens == ["token-1"] * 9 + ["token-2"]


def test_a_renewal_that_is_cancelled_is_made_by_another_task(clock: Clock) -> None:
    class Hanging(Scripted):
        async def get_token(self, *scopes: str) -> Token:  # type: ignore[override]
            token = super().get_token(*scopes)
            if token.token == "token-2":
                await asyncio.sleep(3600)
            return token

    async def use() -> int:
        credential = Hanging()
        http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: httpx.Response(204)))
        stt = v3_2.AsyncClient(endpoint=OWN_HOST, credential=credential, http_client=http)
        await stt.transcriptions.delete("x")
        clock.move(RENEWED_FROM)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(stt.transcriptions.delete("x"), 0.05)
        clock.move(11)
        await stt.transcriptions.delete("x")
        return credential.calls

    assert asyncio.run(use()) == 3


def test_an_asynchronous_client_with_a_credential_serves_a_second_event_loop() -> None:
    class Slow:
        calls = 0

        async def get_token(self, *scopes: str) -> Token:
            self.calls += 1
            await anyio.sleep(0.01)
            return Token(f"token-{self.calls}", time.time() - 1)

    async def contended() -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(stt.transcriptions.delete, "x")

    credential = Slow()
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: httpx.Response(204)))
    stt = v3_2.AsyncClient(endpoint=OWN_HOST, credential=credential, http_client=http, rate_limit=None)
    for backend in ("asyncio", "asyncio", "trio"):
        anyio.run(contended, backend=backend)

    assert credential.calls == 15


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_forked_while_a_token_is_fetched_fetches_its_own() -> None:
    class First(Scripted):
        def get_token(self, *scopes: str) -> Token:
            token = super().get_token(*scopes)
            if os.getpid() == parent:
                begun.set()
                assert go_on.wait(30)
            return token

    parent, begun, go_on = os.getpid(), threading.Event(), threading.Event()
    stt, tokens = client(Sync(), First())
    fetching = threading.Thread(target=stt.transcriptions.delete, args=("x",))
    fetching.start()
    assert begun.wait(30)
    child = os.fork()
    if child == 0:
        threading.Timer(20, os._exit, (2,)).start()
        stt.transcriptions.delete("x")
        os._exit(0 if tokens == ["token-2"] else 1)
    _, status = os.waitpid(child, 0)
    go_on.set()
    fetching.join()

    assert os.waitstatus_to_exitcode(status) == 0


def test_a_token_whose_end_is_no_number_is_refused(flavour: Flavour) -> None:
    class Endless:
        def get_token(self, *scopes: str) -> Any:
            return type("Token", (), {"token": "token", "expires_on": float("nan")})

    service = FakeService()
    stt: Any = flavour.client(v3_2.Client, service, endpoint=OWN_HOST, credential=Endless())
    with pytest.raises(ConfigurationError, match=r"returned a .* without a token"):
        stt.transcriptions.delete("x")
