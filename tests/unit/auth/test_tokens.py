"""The tokens of credentials: how they are sent, kept and renewed."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from speechtotext import (
    AuthenticationError,
    ConfigurationError,
    SpeechError,
    v3_2,
)
from unit.auth.credentials import OWN_HOST, AsyncCredential, Credential, Gives, SignedBy, Token, sent, with_credential
from unit.flavours import JOB, KEY, FakeService, Flavour

SIGNED = "https://store.blob.core.windows.net/c?sv=1&sig=hunter2%3D"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the time on."""
    now = [1_800_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def move(seconds: float) -> None:
        now[0] += seconds

    return move


def test_a_token_goes_as_a_bearer(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204))
    with_credential(flavour, service, Credential()).transcriptions.delete("x")
    assert sent(service) == ["Bearer token-1"]
    assert "Ocp-Apim-Subscription-Key" not in service.request.headers


@pytest.mark.parametrize(
    ("endpoint", "cloud"),
    [
        (OWN_HOST, "com"),
        ("https://name.cognitiveservices.azure.us", "us"),
        ("https://name.cognitiveservices.azure.cn", "cn"),
        ("https://us.cognitiveservices.azure.com", "com"),
        ("http://localhost:8080", "com"),
    ],
)
def test_the_scope_is_that_of_the_cloud(flavour: Flavour, endpoint: str, cloud: str) -> None:
    credential = Credential()
    with_credential(flavour, FakeService(httpx.Response(204)), credential, endpoint).transcriptions.delete("x")
    assert credential.scopes == [(f"https://cognitiveservices.azure.{cloud}/.default",)]


def test_a_token_serves_until_a_minute_before_it_ends(flavour: Flavour, clock: Callable[[float], None]) -> None:
    service = FakeService(*[httpx.Response(204)] * 4)
    stt = with_credential(flavour, service, Credential(lasting=600))
    for seconds in (0, 539, 2, 0):
        clock(seconds)
        stt.transcriptions.delete("x")
    assert sent(service) == ["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2"]


def test_a_token_that_has_ended_already_is_sent_and_not_kept(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204), httpx.Response(204))
    stt = with_credential(flavour, service, Credential(lasting=-5))
    stt.transcriptions.delete("x")
    stt.transcriptions.delete("x")
    assert sent(service) == ["Bearer token-1", "Bearer token-2"]


@pytest.mark.parametrize(
    "call", [lambda stt: stt.transcriptions.get("x"), lambda stt: next(iter(stt.transcriptions.list()))]
)
def test_a_token_that_is_not_accepted_is_renewed_once(flavour: Flavour, call: Callable[[v3_2.Client], Any]) -> None:
    body = {**JOB, "values": [JOB]}
    service = FakeService(httpx.Response(401), httpx.Response(200, json=body))
    call(with_credential(flavour, service, Credential()))
    assert sent(service) == ["Bearer token-1", "Bearer token-2"]


def test_a_job_refused_with_401_is_submitted_again_with_its_body(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(401), httpx.Response(201, json=JOB))
    body = v3_2.models.Transcription(display_name="Calls", locale="en-US", content_urls=["https://example.com/a.wav"])
    with_credential(flavour, service, Credential()).transcriptions.create(body)
    first, second = (request.content for request in service.requests)
    assert first == second != b""


def test_a_second_401_says_what_to_check(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(401), httpx.Response(401))
    with pytest.raises(AuthenticationError) as caught:
        with_credential(flavour, service, Credential()).transcriptions.get("x")
    assert sent(service) == ["Bearer token-1", "Bearer token-2"]
    said = str(caught.value)
    assert all(thing in said for thing in ("token", "custom subdomain", "role"))
    assert "token-" not in said


def test_a_renewed_token_is_kept(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(401), httpx.Response(204), httpx.Response(204))
    stt = with_credential(flavour, service, Credential())
    stt.transcriptions.delete("x")
    stt.transcriptions.delete("x")
    assert sent(service) == ["Bearer token-1", "Bearer token-2", "Bearer token-2"]


@pytest.mark.parametrize("arguments", [{"key": KEY}, {"auth": SignedBy()}], ids=["key", "auth"])
def test_a_401_is_final_where_nothing_can_be_renewed(flavour: Flavour, arguments: dict[str, Any]) -> None:
    service = FakeService(httpx.Response(401))
    with pytest.raises(AuthenticationError):
        flavour.client(v3_2.Client, service, **arguments).transcriptions.get("x")


@pytest.mark.parametrize(
    "failure",
    [
        RuntimeError("no login"),
        RuntimeError(""),
        RuntimeError("\n"),
        KeyError("AZURE_CLIENT_ID"),
        OSError(f"cannot reach {SIGNED}"),
        ValueError("first line\nsecond line"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    ],
    ids=repr,
)
def test_a_credential_that_fails_is_one_sentence_with_its_cause(flavour: Flavour, failure: Exception) -> None:
    service = FakeService()
    with pytest.raises(ConfigurationError) as caught:
        with_credential(flavour, service, Gives(failure)).transcriptions.get("x")
    assert caught.value.__cause__ is failure
    assert len(str(caught.value).splitlines()) == 1
    assert "credential" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert service.requests == []


@pytest.mark.parametrize(
    "given",
    [None, "token", ("token", 5), Token("", 2e9), Token("tökén-hunter2", 2e9), Token("hunter2\r\nX-Other: 1", 2e9)],
    ids=["nothing", "text", "tuple", "empty token", "not ASCII", "line break"],
)
def test_what_is_no_token_is_told_without_repeating_it(flavour: Flavour, given: object) -> None:
    service = FakeService(httpx.Response(204))
    with pytest.raises(SpeechError) as caught:
        with_credential(flavour, service, Gives(given)).transcriptions.delete("x")
    assert "hunter2" not in str(caught.value)
    assert service.requests == []


def test_a_credential_that_failed_is_asked_again_by_the_next_call(flavour: Flavour) -> None:
    class Late(Credential):
        def get_token(self, *scopes: str) -> Token:
            token = super().get_token(*scopes)
            if len(self.scopes) == 1:
                raise RuntimeError("not yet")
            return token

    service = FakeService(httpx.Response(204))
    stt = with_credential(flavour, service, Late())
    with pytest.raises(ConfigurationError):
        stt.transcriptions.delete("x")
    stt.transcriptions.delete("x")
    assert sent(service) == ["Bearer token-2"]


def test_threads_that_need_a_token_at_once_fetch_one() -> None:
    everybody = threading.Barrier(64, timeout=60)

    class Slow(Credential):
        def get_token(self, *scopes: str) -> Token:
            threading.Event().wait(0.02)
            return super().get_token(*scopes)

    credential = Slow()
    http = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(204)))
    stt = v3_2.Client(endpoint=OWN_HOST, credential=credential, http_client=http)

    def use(_: int) -> None:
        everybody.wait()
        stt.transcriptions.delete("x")

    with ThreadPoolExecutor(64) as threads:
        list(threads.map(use, range(64)))
    assert len(credential.scopes) == 1


@pytest.mark.parametrize("kind", [Credential, AsyncCredential])
def test_tasks_that_need_a_token_at_once_fetch_one(kind: type[Credential] | type[AsyncCredential]) -> None:
    credential = kind()

    async def use() -> None:
        http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: httpx.Response(204)))
        stt = v3_2.AsyncClient(endpoint=OWN_HOST, credential=credential, http_client=http, rate_limit=None)
        await asyncio.gather(*(stt.transcriptions.delete("x") for _ in range(200)))

    asyncio.run(use())
    asked = credential.inner if isinstance(credential, AsyncCredential) else credential
    assert len(asked.scopes) == 1


def test_threads_whose_token_is_refused_at_once_renew_it_once() -> None:
    everybody = threading.Barrier(16, timeout=60)

    def handler(request: httpx.Request) -> httpx.Response:
        if request.headers["Authorization"] != "Bearer token-1":
            return httpx.Response(204)
        everybody.wait()
        return httpx.Response(401)

    credential = Credential()
    http = httpx.Client(transport=httpx.MockTransport(handler))
    stt = v3_2.Client(endpoint=OWN_HOST, credential=credential, http_client=http)
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda _: stt.transcriptions.delete("x"), range(16)))
    assert len(credential.scopes) == 2


def test_a_synchronous_credential_does_not_hold_up_the_event_loop() -> None:
    credential = Credential()

    async def use() -> int:
        http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: httpx.Response(204)))
        await v3_2.AsyncClient(endpoint=OWN_HOST, credential=credential, http_client=http).transcriptions.delete("x")
        return threading.get_ident()

    assert asyncio.run(use()) not in credential.threads
    assert len(credential.threads) == 1
