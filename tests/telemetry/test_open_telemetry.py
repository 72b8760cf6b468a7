"""Spans and metrics, as the SDK of OpenTelemetry exports them."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.recordings import wav
from open_telemetry import Observed, observing
from speechtotext import DeadlineExceeded, RetryPolicy, ServerError, SpeechError, TransportError
from speechtotext import _telemetry as telemetry
from speechtotext.emulator import Emulator
from speechtotext.v2025_10_15 import AsyncClient, Client
from unit.flavours import ID, JOB, FakeService, Flavour, Sync

SUBMIT = "/speechtotext/transcriptions:submit"
WAITED = RetryPolicy(attempts=3, backoff=0)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(transitions="at-once") as emulator:
        yield emulator


@pytest.fixture
def observed() -> Iterator[Observed]:
    with observing() as seen:
        yield seen


def transcribe(emulator: Emulator, folder: Path, inputs: list[str]) -> None:
    with Client(endpoint=emulator.endpoint, key=emulator.key, retry=WAITED) as stt:
        assert len(list(stt.transcriptions.transcribe_all(inputs, folder=folder, locale="en-US", poll=0.1))) == 3


def transcribe_async(emulator: Emulator, folder: Path, inputs: list[str]) -> None:
    async def run() -> None:
        async with AsyncClient(endpoint=emulator.endpoint, key=emulator.key, retry=WAITED) as stt:
            ended = stt.transcriptions.transcribe_all(inputs, folder=folder, locale="en-US", poll=0.1)
            assert len([each async for each in ended]) == 3

    asyncio.run(run())


@pytest.mark.parametrize("run", [transcribe, transcribe_async])
def test_a_batch_with_a_retry(emulator: Emulator, tmp_path: Path, observed: Observed, run: Any) -> None:
    from opentelemetry import trace

    emulator.reset()
    urls = [emulator.storage.put("good.wav", wav()), emulator.storage.put("bad.wav", b"no audio")]
    local = tmp_path / "local.wav"
    local.write_bytes(wav())
    emulator.fail_next("Transcriptions_Submit", status=503, retry_after=0)

    with trace.get_tracer("program").start_as_current_span("nightly"):
        run(emulator, tmp_path / "texts", [*urls, str(local)])

    first, second = observed.named(f"POST {SUBMIT}")
    assert observed.path(first) == ["nightly", "transcribe_all", "Transcriptions_Submit", f"POST {SUBMIT}"]
    assert observed.path(second) == observed.path(first)
    told = dict(first.attributes or {})
    assert told | {"az.service_request_id": ""} == {
        "http.request.method": "POST",
        "http.response.status_code": 503,
        "error.type": "503",
        "server.address": "127.0.0.1",
        "server.port": httpx.URL(emulator.endpoint).port,
        "url.template": SUBMIT,
        "url.full": f"{emulator.endpoint}{SUBMIT}?api-version=2025-10-15",
        "az.service_request_id": "",
    }
    assert (first.status.status_code.name, second.status.status_code.name) == ("ERROR", "UNSET")
    assert (second.attributes or {})["http.request.resend_count"] == 1
    (call,) = observed.named("Transcriptions_Submit")
    assert [(event.name, dict(event.attributes or {})) for event in call.events] == [
        ("retry", {"speechtotext.retry.delay": 0.0, "speechtotext.retry.reason": "503"})
    ]
    (wait,) = observed.named("wait for transcriptions")
    assert observed.path(wait) == ["nightly", "transcribe_all", "wait for transcriptions"]
    (work,) = observed.named("transcribe input")
    assert observed.path(observed.named("Transcriptions_Transcribe")[0])[1:3] == ["transcribe_all", "transcribe input"]
    assert (work.attributes or {})["speechtotext.input.way"] == "fast"
    ended = [dict(span.attributes or {}) for span in observed.named("input")]
    assert sorted(str(each["speechtotext.input.status"]) for each in ended) == ["Failed", "Succeeded", "Succeeded"]
    assert all(observed.path(span)[:2] == ["nightly", "transcribe_all"] for span in observed.named("input"))

    retry = {"speechtotext.operation": "Transcriptions_Submit", "error.type": "503"}
    assert observed.values("speechtotext.client.retries") == [(retry, 1)]
    counts = {
        str(told["speechtotext.input.status"]): count for told, count in observed.values("speechtotext.client.inputs")
    }
    assert counts == {"Succeeded": 2, "Failed": 1}
    assert observed.values("speechtotext.client.audio")[0][1] > 0
    durations = observed.values("http.client.request.duration")
    requests = [span for span in observed.spans if "http.request.method" in (span.attributes or {})]
    assert sum(count for _, count in durations) == len(requests)
    submitted = {
        told.get("http.response.status_code"): count for told, count in durations if told.get("url.template") == SUBMIT
    }
    assert submitted == {503: 1, 201: 1}
    ((_, waits),) = observed.values("speechtotext.client.wait.duration")
    assert waits == 1


@pytest.mark.parametrize("run", [transcribe, transcribe_async])
def test_no_span_shows_a_secret(emulator: Emulator, tmp_path: Path, observed: Observed, run: Any) -> None:
    emulator.reset()
    urls = [emulator.storage.put(f"{name}.wav", wav()) for name in "abc"]

    run(emulator, tmp_path / "texts", urls)

    shown = [span.to_json() for span in observed.spans]
    signatures = [url.partition("sig=")[2] for url in urls]
    assert any("sig=***" in text for text in shown)
    assert [text for text in shown if any(secret in text for secret in (emulator.key, *signatures))] == []


def test_an_upload_of_a_dataset(emulator: Emulator, tmp_path: Path, observed: Observed) -> None:
    file = tmp_path / "words.txt"
    file.write_text("Contoso\n")
    with Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
        stt.datasets.upload(file, kind="Language", locale="en-US", display_name="Words")

    (upload,) = observed.named("upload")
    assert (upload.attributes or {})["speechtotext.upload.size"] == 8
    assert observed.path(observed.named("Datasets_UploadBlock")[0])[0] == "upload"
    assert observed.values("speechtotext.client.uploaded") == [({"speechtotext.upload.target": "dataset"}, 8)]


def refusal() -> httpx.Response:
    return httpx.Response(500, json={"error": {"code": "Busy"}})


FAILURES = [
    (lambda: httpx.ConnectError("No route"), TransportError, "ConnectError", "TransportError"),
    (refusal, ServerError, "500", "500"),
]


@pytest.mark.parametrize(("answer", "kind", "of_request", "of_call"), FAILURES, ids=["no answer", "refused"])
def test_a_call_that_fails(
    flavour: Flavour,
    observed: Observed,
    answer: Callable[[], httpx.Response | Exception],
    kind: type[SpeechError],
    of_request: str,
    of_call: str,
) -> None:
    stt = flavour.client(Client, FakeService(answer(), answer()), retry=RetryPolicy(attempts=2, backoff=0))

    with pytest.raises(kind):
        stt.transcriptions.get(ID)

    (call,) = observed.named("Transcriptions_Get")
    requests = observed.named("GET /speechtotext/transcriptions/{id}")
    assert [(span.attributes or {})["error.type"] for span in requests] == [of_request] * 2
    assert (call.attributes or {})["error.type"] == of_call
    assert {span.status.status_code.name for span in (*requests, call)} == {"ERROR"}


def test_a_call_that_is_cancelled_leaves_no_open_span(observed: Observed) -> None:
    async def run() -> None:
        async def answer(request: httpx.Request) -> httpx.Response:
            await asyncio.sleep(60)
            raise AssertionError

        http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        stt = AsyncClient(region="westeurope", key="key", http_client=http)
        with pytest.raises(DeadlineExceeded):
            await stt.with_options(deadline=0.02).transcriptions.get(ID)
        async with asyncio.timeout(0.02):
            await stt.transcriptions.wait(ID)

    with pytest.raises(TimeoutError):
        asyncio.run(run())

    assert observed.open == []
    call, request = observed.spans[:2]
    assert [(span.attributes or {})["error.type"] for span in (call, request)] == ["CancelledError"] * 2


def test_waits_that_are_left_early_leave_no_open_span(observed: Observed) -> None:
    answers = (httpx.Response(200, json={**JOB, "status": "Succeeded"}) for _ in range(2))
    stt = Sync().client(Client, FakeService(*answers))

    for _ in stt.transcriptions.wait_all([ID, ID.replace("8", "9")]):
        break

    gc.collect()
    assert len(observed.named("wait for transcriptions")) == 1
    assert observed.open == []


def test_an_instrumented_httpx_does_not_record_requests_once_more(flavour: Flavour, observed: Observed) -> None:
    from opentelemetry import context

    suppressed = []

    def answer(request: httpx.Request) -> httpx.Response:
        suppressed.append(context.get_value(context._SUPPRESS_HTTP_INSTRUMENTATION_KEY))
        return httpx.Response(200, json=JOB)

    flavour.client(Client, answer).transcriptions.get(ID)

    assert suppressed == [True]
    assert context.get_value(context._SUPPRESS_HTTP_INSTRUMENTATION_KEY) is None


def test_nothing_is_imported_or_recorded_where_nobody_watches(flavour: Flavour) -> None:
    flavour.client(Client, FakeService(httpx.Response(200, json=JOB))).transcriptions.get(ID)

    assert "opentelemetry" not in sys.modules
    assert not telemetry.is_watched()


class Kept(list[tuple[str, float, dict[str, Any]]]):
    """A recorder that keeps what it is given."""

    def record(self, instrument: telemetry.Instrument, value: float, attributes: telemetry.Attributes) -> None:
        self.append((instrument.name, value, dict(attributes)))


def test_a_recorder_is_given_values_without_open_telemetry(flavour: Flavour) -> None:
    kept = Kept()
    stt = flavour.client(Client, FakeService(refusal(), httpx.Response(200, json=JOB)), retry=WAITED)
    telemetry.add_recorder(kept)
    try:
        stt.transcriptions.get(ID)
    finally:
        telemetry.remove_recorder(kept)

    assert [(name, told.get("http.response.status_code")) for name, _, told in kept] == [
        ("http.client.request.duration", 500),
        ("speechtotext.client.retries", None),
        ("http.client.request.duration", 200),
    ]
    assert "opentelemetry" not in sys.modules


@pytest.mark.parametrize(
    ("url", "shown", "port"),
    [
        ("https://host/a?sig=abc&x=1", "https://host/a?sig=***&x=1", 443),
        ("https://user:word@host:8443/a", "https://host:8443/a", 8443),
        ("http://[::1]/a?X-Amz-Signature=abc", "http://[::1]/a?X-Amz-Signature=***", 80),
    ],
)
def test_urls_are_shown_without_secrets(url: str, shown: str, port: int) -> None:
    assert telemetry.full_url(url) == shown
    assert telemetry.address(url)["server.port"] == port
