"""Invalid arguments are refused by name, with errors of this package, before anything is sent."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import pytest

from speechtotext import ConfigurationError, InvalidArgument, IssuedToken, RetryPolicy, TransportError, v3_2
from unit.flavours import KEY, FakeService, Flavour

HALF = "caf\ud800"


@pytest.mark.parametrize("kind", [v3_2.Client, v3_2.AsyncClient])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("deadline", 0),
        ("max_response_size", "large"),
        ("max_response_size", 0),
        ("auth", 5),
        ("api_version", 5),
    ],
)
def test_an_argument_of_a_client_is_refused_by_name(kind: Callable[..., object], name: str, value: object) -> None:
    key = {} if name == "auth" else {"key": KEY}
    with pytest.raises(ConfigurationError, match=f"{name} is "):
        kind(region="westeurope", **{**key, name: value})


def test_headers_that_are_no_mapping_are_refused(flavour: Flavour) -> None:
    stt: Any = flavour.client(v3_2.Client, FakeService())
    with pytest.raises(ConfigurationError, match="headers is a list"):
        stt.with_options(headers=[("X-Name", "value")])


@pytest.mark.parametrize("key", [5, b"key", None])
def test_a_key_to_exchange_that_is_no_text_is_refused(key: Any) -> None:
    with pytest.raises(ConfigurationError, match="key"):
        IssuedToken(region="westeurope", key=key)


CALLS: dict[str, Callable[[Any], object]] = {
    "body": lambda stt: stt.transcriptions.create(
        v3_2.models.Transcription(display_name=HALF, locale="en-US", content_urls=["https://example.com/a.wav"])
    ),
    "filter": lambda stt: stt.transcriptions.list(filter=HALF).all(),
    "query": lambda stt: stt.datasets.upload_block("x", b"block", blockid=HALF),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_half_a_character_is_refused_before_anything_is_sent(flavour: Flavour, call: Callable[[Any], object]) -> None:
    service = FakeService()
    with pytest.raises(ConfigurationError, match=r"'\\ud800', an unpaired surrogate"):
        call(flavour.client(v3_2.Client, service))
    assert service.requests == []


def test_half_a_character_in_an_id_is_refused_in_a_sentence(flavour: Flavour) -> None:
    with pytest.raises(InvalidArgument, match="an unpaired surrogate"):
        flavour.client(v3_2.Client, FakeService()).transcriptions.get(HALF)


def test_a_client_of_an_event_loop_that_was_closed_serves_the_next() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        endpoint = f"http://127.0.0.1:{unused.getsockname()[1]}"
    stt = v3_2.AsyncClient(endpoint=endpoint, key=KEY, rate_limit=None, retry=RetryPolicy(attempts=1))
    for _ in range(2):
        loop = asyncio.new_event_loop()
        with pytest.raises(TransportError, match="no response"):
            loop.run_until_complete(_get(stt))
        loop.close()


def test_a_client_that_was_closed_says_so_in_every_loop() -> None:
    stt = v3_2.AsyncClient(region="westeurope", key=KEY)
    asyncio.run(stt.close())
    asyncio.run(stt.close())
    with pytest.raises(ConfigurationError, match="has been closed"):
        asyncio.run(_get(stt))


async def _get(stt: v3_2.AsyncClient) -> object:
    return await stt.transcriptions.get("x")


@pytest.mark.parametrize("jobs", ["8a8f9d2e-4f0a-4f5e-9c57-0a3c1b7d6e5f", 5, None])
def test_one_job_in_place_of_a_list_is_refused_by_name(flavour: Flavour, jobs: Any) -> None:
    service = FakeService()
    with pytest.raises(InvalidArgument, match=r"^jobs is .*: give a list of ids"):
        list(flavour.client(v3_2.Client, service).transcriptions.wait_all(jobs))
    assert service.requests == []
