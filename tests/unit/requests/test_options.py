"""Options of a client and of single calls, the whole answer beside the result, request ids and logs."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from speechtotext import (
    ApiError,
    ConfigurationError,
    NotFound,
    RateLimit,
    RawResponse,
    RetryPolicy,
    ServerError,
    TransportError,
    _clock,
    v3_0,
    v3_1,
    v3_2,
    v2024_11_15,
    v2025_10_15,
)
from unit.flavours import JOB, KEY, ORIGIN, FakeService, Flavour

VERSIONS: list[Any] = [v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15]
each_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.API_VERSION)
THRICE = RetryPolicy(attempts=3)
ID_HEADER = "x-ms-client-request-id"
NEXT = f"{ORIGIN}/speechtotext/v3.2/transcriptions?skip=1"


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, of which none takes any time."""
    pauses: list[float] = []

    async def async_sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(_clock, "sleep", pauses.append)
    monkeypatch.setattr(_clock, "wait", lambda event, seconds: pauses.append(seconds))
    monkeypatch.setattr(_clock, "async_sleep", async_sleep)
    monkeypatch.setattr(_clock, "chance", lambda: 1.0)
    return pauses


def timeouts(request: httpx.Request) -> set[Any]:
    """The times out of which a request runs."""
    return set(request.extensions["timeout"].values())


@each_version
def test_options_of_one_call_leave_the_client_as_it_was(flavour: Flavour, version: Any) -> None:
    service = FakeService(httpx.Response(503), httpx.Response(204), httpx.Response(503))
    stt = flavour.client(version.Client, service)
    stt.with_options(timeout=7, retry=THRICE, headers={"X-Extra": "1"}).transcriptions.delete("x")
    with pytest.raises(ServerError):
        stt.transcriptions.delete("x")
    first, second, third = service.requests
    assert [request.headers.get("X-Extra") for request in service.requests] == ["1", "1", None]
    assert timeouts(first) == timeouts(second) == {7} != timeouts(third)


@each_version
def test_a_derived_client_is_one_of_the_same_version(version: Any) -> None:
    for kind in (version.Client, version.AsyncClient):
        client = kind(region="westeurope", key=KEY)
        derived = client.with_options(timeout=1)
        assert type(derived) is kind
        assert repr(derived) == repr(client)
        assert KEY not in repr(vars(derived))


def test_options_add_up(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(503), httpx.Response(204))
    stt = flavour.client(v3_2.Client, service).with_options(retry=THRICE, headers={"X-A": "1", "X-B": "1"})
    stt.with_options(timeout=7).with_options(headers={"X-B": "2"}).transcriptions.delete("x")
    last = service.requests[1]
    assert (last.headers["X-A"], last.headers["X-B"]) == ("1", "2")
    assert timeouts(last) == {7}


def test_a_group_taken_before_keeps_the_options_that_it_had(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204), httpx.Response(204))
    stt = flavour.client(v3_2.Client, service)
    group = stt.transcriptions
    stt.with_options(headers={"X-Extra": "1"}).transcriptions.delete("x")
    group.delete("x")
    assert [request.headers.get("X-Extra") for request in service.requests] == ["1", None]


def test_derived_clients_share_the_limit(flavour: Flavour, slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_clock, "monotonic", lambda: 0.0)
    stt = flavour.client(v3_2.Client, FakeService(*[httpx.Response(204)] * 3), rate_limit=RateLimit(2, 10))
    stt.transcriptions.delete("x")
    stt.with_options(timeout=1).transcriptions.delete("x")
    stt.with_options(timeout=2).transcriptions.delete("x")
    assert slept == [10.0]


def test_derived_clients_share_the_token(flavour: Flavour) -> None:
    asked = []

    class Token:
        token = "shared"
        expires_on = int(time.time()) + 3600

    class Credential:
        def get_token(self, *scopes: str) -> Token:
            asked.append(scopes)
            return Token()

    service = FakeService(*[httpx.Response(204)] * 3)
    stt = flavour.client(
        v3_2.Client, service, endpoint="https://a.cognitiveservices.azure.com", credential=Credential()
    )
    stt.with_options(timeout=1).transcriptions.delete("x")
    stt.transcriptions.delete("x")
    stt.with_options(timeout=2).transcriptions.delete("x")
    assert len(asked) == 1


def test_derived_clients_share_the_connections() -> None:
    stt = v3_2.Client(region="westeurope", key=KEY)
    derived = stt.with_options(timeout=1)
    stt.close()
    with pytest.raises(ConfigurationError, match="closed"):
        derived.transcriptions.get("x")


def test_a_derived_client_leaves_the_connections_open_to_the_one_that_they_belong_to(flavour: Flavour) -> None:
    stt = flavour.client(v3_2.Client, FakeService(httpx.Response(204)))
    stt.with_options(timeout=1).close()
    stt.transcriptions.delete("x")


def test_a_derived_client_can_be_used_in_a_with_block() -> None:
    async def use() -> None:
        async with v3_2.AsyncClient(region="westeurope", key=KEY) as stt, stt.with_options(timeout=1) as derived:
            assert type(derived) is v3_2.AsyncClient

    with v3_2.Client(region="westeurope", key=KEY) as stt, stt.with_options(timeout=1) as derived:
        assert type(derived) is v3_2.Client
    asyncio.run(use())


@each_version
def test_the_whole_answer_stands_beside_the_result(flavour: Flavour, version: Any) -> None:
    body = {**JOB, "properties": {"timeToLiveHours": 48}}
    response = httpx.Response(200, json=body, headers={"apim-request-id": "4711", "ETag": "1"})
    stt = flavour.client(version.Client, FakeService(response))
    answer = stt.with_raw_response(lambda stt: stt.transcriptions.get("x"))
    assert isinstance(answer, RawResponse)
    assert isinstance(answer.parsed, version.models.Transcription)
    assert answer.parsed.display_name == "Calls"
    assert (answer.status_code, answer.headers["etag"], answer.request_id) == (200, "1", "4711")
    assert answer.response is response
    assert "200" in repr(answer)


def test_the_answer_of_a_call_without_a_result_has_a_status(flavour: Flavour) -> None:
    answer = flavour.client(v3_2.Client, FakeService(httpx.Response(204))).with_raw_response(
        lambda stt: stt.transcriptions.delete("x")
    )
    assert (answer.parsed, answer.status_code, answer.request_id) == (None, 204, None)


def test_the_answer_is_that_of_the_last_attempt(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(503), httpx.Response(204))
    stt = flavour.client(v3_2.Client, service, retry=THRICE)
    assert stt.with_raw_response(lambda stt: stt.transcriptions.delete("x")).status_code == 204


def test_the_answer_of_a_page_and_of_the_last_of_all_pages(flavour: Flavour) -> None:
    first = httpx.Response(200, json={"values": [JOB], "@nextLink": NEXT}, headers={"X-Page": "1"})
    last = httpx.Response(200, json={"values": [JOB]}, headers={"X-Page": "2"})
    stt = flavour.client(v3_2.Client, FakeService(first, first, last))
    page = stt.with_raw_response(lambda stt: stt.transcriptions.list().page())
    assert (page.headers["X-Page"], page.parsed.next_link, len(page.parsed)) == ("1", NEXT, 1)
    everything = stt.with_raw_response(lambda stt: stt.transcriptions.list().all())
    assert (everything.headers["X-Page"], len(everything.parsed)) == ("2", 2)


def test_options_and_the_whole_answer_go_together(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204), httpx.Response(204))
    stt = flavour.client(v3_2.Client, service)
    extra = {"X-Extra": "1"}
    stt.with_options(headers=extra).with_raw_response(lambda stt: stt.transcriptions.delete("x"))
    inside = stt.with_raw_response(lambda stt: stt.with_options(headers=extra).transcriptions.delete("x"))
    assert inside.status_code == 204
    assert [request.headers["X-Extra"] for request in service.requests] == ["1", "1"]


def test_of_a_listing_that_nobody_iterated_over_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="sent no request"):
        v3_2.Client(region="westeurope", key=KEY).with_raw_response(lambda stt: stt.transcriptions.list())


def test_of_nothing_there_is_no_answer_asynchronously_either() -> None:
    async def nothing(stt: v3_2.AsyncClient) -> None:
        assert stt

    with pytest.raises(ValueError, match="sent no request"):
        asyncio.run(v3_2.AsyncClient(region="westeurope", key=KEY).with_raw_response(nothing))


def test_errors_pass_through(flavour: Flavour) -> None:
    stt = flavour.client(v3_2.Client, FakeService(httpx.Response(404), httpx.ConnectError("refused")))
    with pytest.raises(NotFound):
        stt.with_raw_response(lambda stt: stt.transcriptions.get("x"))
    with pytest.raises(TransportError):
        stt.with_raw_response(lambda stt: stt.transcriptions.get("x"))


def test_answers_of_other_calls_are_not_taken_for_this_one_s(flavour: Flavour) -> None:
    stt = flavour.client(v3_2.Client, FakeService(httpx.Response(204), httpx.Response(202)))
    stt.with_raw_response(lambda stt: stt.transcriptions.delete("x"))
    assert stt.with_raw_response(lambda stt: stt.transcriptions.delete("x")).status_code == 202


def test_every_request_has_an_id_of_its_own_and_its_attempts_share_it(flavour: Flavour) -> None:
    page = httpx.Response(200, json={"values": [], "@nextLink": NEXT})
    end = httpx.Response(200, json={"values": []})
    service = FakeService(httpx.Response(503), httpx.ConnectError("refused"), page, httpx.Response(429), end)
    list(flavour.client(v3_2.Client, service, retry=THRICE).transcriptions.list())
    first, again, once_more, second, at_last = (request.headers[ID_HEADER] for request in service.requests)
    assert first == again == once_more != second == at_last
    assert len(first) == len(second) == 32


@pytest.mark.parametrize("name", [ID_HEADER, "X-MS-Client-Request-Id"])
def test_an_id_of_the_caller_s_own_takes_its_place(flavour: Flavour, name: str) -> None:
    service = FakeService(httpx.Response(204))
    flavour.client(v3_2.Client, service).with_options(headers={name: "mine"}).transcriptions.delete("x")
    assert service.request.headers.get_list(ID_HEADER) == ["mine"]


@pytest.mark.parametrize("name", ["Ocp-Apim-Subscription-Key", "ocp-apim-subscription-key"])
def test_a_header_of_the_caller_s_never_stands_beside_the_key(flavour: Flavour, name: str) -> None:
    service = FakeService(httpx.Response(204))
    flavour.client(v3_2.Client, service).with_options(headers={name: "other"}).transcriptions.delete("x")
    assert len(service.request.headers.get_list("Ocp-Apim-Subscription-Key")) == 1


@pytest.mark.parametrize("kind", [v3_2.Client, v3_2.AsyncClient])
@pytest.mark.parametrize(
    "arguments",
    [
        {"proxy": "nonsense"},
        {"proxy": "ftp://proxy.example.com"},
        {"proxy": "http://someone:hunter2@proxy:port"},
        {"proxy": 5},
        {"verify": "/no/such/file.pem"},
        {"limits": "many"},
        {"limits": 5},
    ],
    ids=str,
)
def test_connections_that_cannot_be_set_up_so_are_refused(kind: Callable[..., object], arguments: Any) -> None:
    with pytest.raises(ConfigurationError) as caught:
        kind(region="westeurope", key=KEY, **arguments)
    assert "hunter2" not in str(caught.value)


def test_a_proxy_that_needs_a_package_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    with pytest.raises(ConfigurationError, match="socks"):
        v3_2.Client(region="westeurope", key=KEY, proxy="socks5://localhost:1080")


@pytest.mark.parametrize("timeout", [7, 7.0, httpx.Timeout(7)], ids=repr)
def test_the_time_out_of_a_client_is_passed_on(flavour: Flavour, timeout: Any) -> None:
    service = FakeService(httpx.Response(204))
    flavour.client(v3_2.Client, service, timeout=timeout).transcriptions.delete("x")
    assert timeouts(service.request) == {7}


def test_each_time_out_is_passed_on_by_itself(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204))
    stt = flavour.client(v3_2.Client, service)
    stt.with_options(timeout=httpx.Timeout(1, read=2, pool=None)).transcriptions.delete("x")
    assert service.request.extensions["timeout"] == {"connect": 1, "read": 2, "write": 1, "pool": None}


def test_the_time_out_of_a_client_holds_for_links_too(flavour: Flavour) -> None:
    page = httpx.Response(200, json={"values": [], "@nextLink": NEXT})
    service = FakeService(page, httpx.Response(200, json={}))
    list(flavour.client(v3_2.Client, service).with_options(timeout=3).transcriptions.list())
    assert [timeouts(request) for request in service.requests] == [{3}, {3}]


def test_the_log_tells_attempts_and_pauses_and_no_secret(
    flavour: Flavour, caplog: pytest.LogCaptureFixture, slept: list[float]
) -> None:
    caplog.set_level(logging.DEBUG)
    failure = httpx.ReadError("lost https://store.example.com/a?sig=hunter2")
    refusal = {"message": f"no such thing: https://store.example.com/a?sig=hunter2 {KEY}"}
    service = FakeService(httpx.Response(503), failure, httpx.Response(404, json=refusal))
    with pytest.raises(NotFound) as caught:
        flavour.client(v3_2.Client, service, retry=THRICE).transcriptions.get("x")
    assert isinstance(caught.value, ApiError)
    ours = [record for record in caplog.records if record.name == "speechtotext"]
    assert [(record.levelname, record.getMessage()) for record in ours] == [
        ("DEBUG", "Transcriptions_Get was answered with HTTP 503 (attempt 1)"),
        ("INFO", "Transcriptions_Get: HTTP 503; attempt 2 follows in 0.5 s"),
        ("DEBUG", "Transcriptions_Get got no response: ReadError (attempt 2)"),
        ("INFO", "Transcriptions_Get: ReadError; attempt 3 follows in 1.0 s"),
        ("DEBUG", "Transcriptions_Get was answered with HTTP 404 (attempt 3)"),
    ]
    assert slept == [0.5, 1.0]
    assert "hunter2" not in caplog.text
    assert KEY not in caplog.text


def test_a_call_that_goes_well_is_not_worth_a_line_of_information(
    flavour: Flavour, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "speechtotext")
    flavour.client(v3_2.Client, FakeService(httpx.Response(204))).transcriptions.delete("x")
    assert [record for record in caplog.records if record.name == "speechtotext"] == []
