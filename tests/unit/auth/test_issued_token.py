"""Issued tokens: a key exchanged for tokens of ten minutes, so that the key goes to one address only."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import pytest

from speechtotext import (
    AuthenticationError,
    ConfigurationError,
    IssuedToken,
    SpeechError,
    TransportError,
    UnexpectedResponse,
    v3_2,
)
from unit.flavours import KEY, ORIGIN, FakeService, Flavour


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the time on."""
    now = [1_800_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def move(seconds: float) -> None:
        now[0] += seconds

    return move


def issuer(*answers: httpx.Response | Exception) -> tuple[FakeService, IssuedToken]:
    service = FakeService(*answers)
    http = httpx.Client(transport=httpx.MockTransport(service))
    return service, IssuedToken(region="westeurope", key=KEY, http_client=http)


def test_a_token_is_issued_for_the_key() -> None:
    service, credential = issuer(httpx.Response(200, text="issued\n"))
    assert credential.get_token("any scope").token == "issued"
    assert service.request.method == "POST"
    assert str(service.request.url) == f"{ORIGIN}/sts/v1.0/issueToken?scope=speechservicesmanagement"
    assert service.request.headers["Ocp-Apim-Subscription-Key"] == KEY


def test_an_issued_token_serves_for_nine_minutes_and_the_key_goes_nowhere_else(
    flavour: Flavour, clock: Callable[[float], None]
) -> None:
    asked, credential = issuer(httpx.Response(200, text="one"), httpx.Response(200, text="two"))
    service = FakeService(*[httpx.Response(204)] * 3)
    stt = flavour.client(v3_2.Client, service, region="westeurope", credential=credential)
    for seconds in (0, 9 * 60 - 1, 2):
        clock(seconds)
        stt.transcriptions.delete("x")
    assert [request.headers["Authorization"] for request in service.requests] == [
        "Bearer one",
        "Bearer one",
        "Bearer two",
    ]
    assert len(asked.requests) == 2
    assert all(KEY not in str(request.headers.raw) for request in service.requests)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(401), AuthenticationError),
        (httpx.Response(302, headers={"Location": "https://elsewhere.example.com"}), UnexpectedResponse),
        (httpx.Response(200, text=""), UnexpectedResponse),
        (httpx.Response(200, html="<h1>Welcome</h1>"), UnexpectedResponse),
        (httpx.ConnectError("refused"), TransportError),
        (httpx.ReadTimeout("timed out"), TransportError),
    ],
    ids=["401", "redirect", "empty", "HTML", "refused", "time-out"],
)
def test_a_token_that_is_not_issued_is_told_as_what_it_is(
    flavour: Flavour, answer: httpx.Response | Exception, kind: type[SpeechError]
) -> None:
    _, credential = issuer(*[answer] * 3)
    stt = flavour.client(v3_2.Client, FakeService(), region="westeurope", credential=credential)
    with pytest.raises(kind) as caught:
        stt.transcriptions.get("x")
    assert type(caught.value) is kind
    assert caught.value.__cause__ is not caught.value
    assert KEY not in str(caught.value)


def test_an_issuing_credential_shows_no_key() -> None:
    _, credential = issuer()
    assert KEY not in repr(credential) + str(credential)
    assert ORIGIN in repr(credential)


@pytest.mark.parametrize("key", ["ключ", "hunter2\x00", "hunter2\r\nX-Other: 1", ""], ids=ascii)
def test_a_key_to_exchange_that_cannot_be_one_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        IssuedToken(region="westeurope", key=key)
    assert "hunter2" not in str(caught.value)
