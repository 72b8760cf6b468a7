"""Credentials: which ones a client takes, the headers they become, and how tokens are kept and renewed."""

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
    UnexpectedResponse,
    v3_0,
    v3_2,
    v2025_10_15,
)
from unit.flavours import JOB, KEY, ORIGIN, FakeService, Flavour

OWN_HOST = "https://name.cognitiveservices.azure.com"
CLIENTS = (v3_0.Client, v3_0.AsyncClient, v2025_10_15.Client, v2025_10_15.AsyncClient)
each_client = pytest.mark.parametrize("kind", CLIENTS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
SIGNED = "https://store.blob.core.windows.net/c?sv=1&sig=hunter2%3D"


class Token:
    def __init__(self, token: str, expires_on: float) -> None:
        self.token = token
        self.expires_on = int(expires_on)


class Credential:
    """Gives tokens token-1, token-2, … that last an hour, and keeps the scopes that it was asked for."""

    def __init__(self, lasting: float = 3600) -> None:
        self.scopes: list[tuple[str, ...]] = []
        self.threads: list[int] = []
        self._lasting = lasting

    def get_token(self, *scopes: str) -> Token:
        self.scopes.append(scopes)
        self.threads.append(threading.get_ident())
        return Token(f"token-{len(self.scopes)}", time.time() + self._lasting)


class AsyncCredential:
    """The same, asynchronously."""

    def __init__(self) -> None:
        self.inner = Credential()

    async def get_token(self, *scopes: str) -> Token:
        await asyncio.sleep(0)
        return self.inner.get_token(*scopes)


class Gives:
    """A credential that gives something else than a token, or raises it."""

    def __init__(self, outcome: object) -> None:
        self._outcome = outcome

    def get_token(self, *scopes: str) -> Any:
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome


class SignedBy(httpx.Auth):
    def auth_flow(self, request: httpx.Request) -> Any:
        request.headers["X-Signed-By"] = "user"
        yield request


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the time on."""
    now = [1_800_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def move(seconds: float) -> None:
        now[0] += seconds

    return move


def with_credential(flavour: Flavour, service: Any, credential: object, endpoint: str = OWN_HOST) -> v3_2.Client:
    return flavour.client(v3_2.Client, service, endpoint=endpoint, credential=credential)


def sent(service: FakeService) -> list[str | None]:
    """The Authorization headers of the requests that came."""
    return [request.headers.get("Authorization") for request in service.requests]


def refusal(kind: Callable[..., object], **arguments: Any) -> str:
    with pytest.raises(ConfigurationError) as caught:
        kind(**arguments)
    assert str(caught.value).endswith(".")
    return str(caught.value)


@each_client
@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ({"key": KEY, "credential": Credential()}, ("key", "credential")),
        ({"key": KEY, "auth": SignedBy()}, ("key", "auth")),
        ({"credential": Credential(), "auth": SignedBy()}, ("credential", "auth")),
    ],
    ids=lambda value: " and ".join(value) if isinstance(value, tuple) else "",
)
def test_two_ways_to_authenticate_are_refused(
    kind: Callable[..., object], arguments: dict[str, Any], names: tuple[str, str]
) -> None:
    said = refusal(kind, endpoint=OWN_HOST, **arguments)
    assert all(name in said for name in names)
    assert KEY not in said


@each_client
@pytest.mark.parametrize("credential", ["token", object(), {"get_token": "token"}], ids=["text", "object", "mapping"])
def test_what_has_no_get_token_is_no_credential(kind: Callable[..., object], credential: object) -> None:
    assert "get_token" in refusal(kind, endpoint=OWN_HOST, credential=credential)


@each_client
def test_a_credential_needs_the_resource_s_own_url(kind: Callable[..., object]) -> None:
    assert "endpoint" in refusal(kind, region="westeurope", credential=Credential())


@each_client
def test_a_region_of_the_environment_is_refused_for_a_credential_as_well(
    kind: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_REGION", "westeurope")
    assert "endpoint" in refusal(kind, credential=Credential())


def test_an_asynchronous_credential_is_refused_by_a_synchronous_client() -> None:
    with pytest.raises(ConfigurationError, match="asynchronous"):
        stt = v3_2.Client(endpoint=OWN_HOST, credential=AsyncCredential())  # type: ignore[arg-type]
        stt.transcriptions.get("x")


@each_client
@pytest.mark.parametrize("key", ["ключ", "hunter2\x00", "hunter2\r\nX-Other: 1", "hunter2\x7f"], ids=ascii)
def test_a_key_that_cannot_be_one_is_refused_without_repeating_it(kind: Callable[..., object], key: str) -> None:
    said = refusal(kind, region="westeurope", key=key)
    assert "hunter2" not in said


@each_client
@pytest.mark.parametrize("name", ["key", "region", "endpoint"])
@pytest.mark.parametrize("value", ["", " ", 5], ids=repr)
def test_an_empty_argument_is_an_error_and_not_the_environment_s(
    kind: Callable[..., object], name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_KEY", KEY)
    monkeypatch.setenv("SPEECH_REGION", "westeurope")
    arguments = {"region": "westeurope", "key": KEY} | ({"region": None} if name == "endpoint" else {})

    assert f"{name} is " in refusal(kind, **{**arguments, name: value})


@pytest.mark.parametrize("name", ["X-Ünknown", "X Name", "", "X\r\nY", "\ud800", 5], ids=ascii)
def test_the_name_of_a_header_is_checked(flavour: Flavour, name: Any) -> None:
    stt = flavour.client(v3_2.Client, FakeService())
    with pytest.raises(ConfigurationError, match="not the name of a header"):
        stt.with_options(headers={name: "value"})


@pytest.mark.parametrize("value", ["hunter2é", "hunter2\ud800", "hunter2\r\nX-Other: 1", "hunter2\x00", 5], ids=ascii)
def test_the_value_of_a_header_is_checked_and_not_repeated(flavour: Flavour, value: Any) -> None:
    stt = flavour.client(v3_2.Client, FakeService())
    with pytest.raises(ConfigurationError, match="The value of the header X-Name is invalid") as caught:
        stt.with_options(headers={"X-Name": value})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("way", ["credential", "auth"])
def test_the_key_of_the_environment_stays_at_home_when_something_else_is_given(
    flavour: Flavour, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_KEY", KEY)
    service = FakeService(httpx.Response(204))
    given: dict[str, Any] = {"credential": Credential()} if way == "credential" else {"auth": SignedBy()}
    flavour.client(v3_2.Client, service, endpoint=OWN_HOST, **given).transcriptions.delete("x")
    assert KEY not in str(service.request.headers.raw)


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


def test_an_auth_of_the_user_s_signs_every_request(flavour: Flavour) -> None:
    link = f"{ORIGIN}/speechtotext/v3.2/transcriptions?skip=1"
    service = FakeService(httpx.Response(200, json={"values": [], "@nextLink": link}), httpx.Response(200, json={}))
    list(flavour.client(v3_2.Client, service, auth=SignedBy()).transcriptions.list())
    assert [request.headers["X-Signed-By"] for request in service.requests] == ["user", "user"]


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example.com/x", f"{OWN_HOST}:8443/x", "http://localhost/x"])
@pytest.mark.parametrize(
    "arguments", [{"key": KEY}, {"credential": Credential()}, {"auth": SignedBy()}], ids=["key", "credential", "auth"]
)
def test_nothing_goes_to_another_host(flavour: Flavour, elsewhere: str, arguments: dict[str, Any]) -> None:
    service = FakeService(
        httpx.Response(200, json={"values": [], "@nextLink": elsewhere}),
        httpx.Response(200, json={"values": []}),
        httpx.Response(307, headers={"Location": elsewhere}),
        httpx.Response(200, json={"values": []}),
    )
    stt = flavour.client(v3_2.Client, service, endpoint=OWN_HOST, follow_redirects=True, **arguments)
    stt.transcriptions.list().all()
    with pytest.raises(UnexpectedResponse):
        stt.transcriptions.get("x")
    stt.transcriptions.list().page(elsewhere)
    assert len(service.requests) == 4
    assert {str(request.url.copy_with(path="/", query=None)) for request in service.requests} == {f"{OWN_HOST}/"}
