"""Opening and closing: whose connections a client closes, and what happens afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from speechtotext import ConfigurationError, SpeechError, v3_2
from unit.flavours import JOB, KEY, FakeService, Flavour

CALLS: list[Callable[[v3_2.Client], Any]] = [
    lambda stt: stt.transcriptions.get("x"),
    lambda stt: list(stt.transcriptions.list()),
    lambda stt: stt.datasets.upload_block("x", b"data", blockid="AAAA"),
]
each_call = pytest.mark.parametrize("call", CALLS, ids=["get", "list", "upload"])


def test_the_end_of_a_with_block_closes_the_client() -> None:
    with v3_2.Client(region="westeurope", key=KEY) as stt:
        transcriptions = stt.transcriptions
    with pytest.raises(ConfigurationError, match="closed"):
        transcriptions.get("x")


def test_the_end_of_an_async_with_block_closes_the_client() -> None:
    async def use() -> None:
        async with v3_2.AsyncClient(region="westeurope", key=KEY) as stt:
            transcriptions = stt.transcriptions
        with pytest.raises(ConfigurationError, match="closed"):
            await transcriptions.get("x")

    asyncio.run(use())


@each_call
def test_a_closed_client_says_so_on_every_kind_of_call(call: Callable[[v3_2.Client], Any]) -> None:
    stt = v3_2.Client(region="westeurope", key=KEY)
    stt.close()
    with pytest.raises(ConfigurationError, match="closed"):
        call(stt)


def test_closing_twice_does_no_harm() -> None:
    stt = v3_2.Client(region="westeurope", key=KEY)
    stt.close()
    stt.close()


def test_the_http_client_of_the_caller_stays_open(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204), httpx.Response(204))
    stt = flavour.client(v3_2.Client, service)
    stt.close()
    stt.transcriptions.delete("x")
    assert len(service.requests) == 1


def test_the_caller_s_own_closed_http_client_is_named_as_closed() -> None:
    http = httpx.Client()
    http.close()
    with pytest.raises(ConfigurationError, match="closed"):
        v3_2.Client(region="westeurope", key=KEY, http_client=http).transcriptions.get("x")


def test_what_else_goes_wrong_in_the_runtime_is_not_blamed_on_a_closed_client(flavour: Flavour) -> None:
    stt = flavour.client(v3_2.Client, FakeService(RuntimeError("Event loop is closed"), httpx.Response(200, json=JOB)))
    with pytest.raises((RuntimeError, SpeechError)) as caught:
        stt.transcriptions.get("x")
    assert "the client has been closed" not in str(caught.value)


def test_no_connection_is_made_before_the_first_call() -> None:
    service = FakeService()
    v3_2.Client(region="westeurope", key=KEY, http_client=httpx.Client(transport=httpx.MockTransport(service)))
    assert service.requests == []
