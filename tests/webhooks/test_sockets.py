"""The app behind uvicorn, called over real connections."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import httpx
import pytest

from speechtotext.webhooks import EventKind, WebHookApp, WebHookEvent
from webhooks.apps import served
from webhooks.sender import INVOCATION, JOB, SECRET, Call, challenge, event, ping

LIMIT = 10_000
HEAD = "POST /speech HTTP/1.1\r\nHost: hook.example\r\nX-MicrosoftSpeechServices-Event: Ping\r\n"

Address = tuple[str, int]


@pytest.fixture
def happened() -> list[WebHookEvent]:
    return []


@pytest.fixture
def address(happened: list[WebHookEvent], caplog: pytest.LogCaptureFixture) -> Iterator[Address]:
    """Where an app is served that notes what happens."""
    app = WebHookApp(secret=SECRET, path="/speech", max_body=LIMIT)
    app.on()(happened.append)
    with served(app) as address:
        yield address
    assert [record for record in caplog.records if record.exc_info] == []


def post(address: Address, call: Call) -> httpx.Response:
    with httpx.Client(timeout=30, trust_env=False) as client:
        return client.send(call.request(f"http://{address[0]}:{address[1]}/speech"))


def said(address: Address, data: bytes) -> bytes:
    """The head of the answer to bytes, after which the connection stays as it is."""
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(data)
        return connection.recv(65_536)


def test_a_web_hook_lives_from_its_challenge_to_its_last_event(address: Address, happened: list[WebHookEvent]) -> None:
    calls = [
        challenge("0f+/= token"),
        ping(),
        event("TranscriptionCreation", invocation_id="1"),
        event("TranscriptionCompletion", invocation_id="2"),
        event("TranscriptionCompletion", invocation_id="2"),
        event("TranscriptionCompletion", invocation_id="3", secret="another secret"),
        event("TranscriptionDeletion", invocation_id="4"),
    ]

    answers = [post(address, each) for each in calls]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 200, 401, 200]
    assert [answer.text for answer in answers[:5]] == ["0f+/= token", "", "", "", ""]
    assert [(each.kind.value, each.invocation_id) for each in happened] == [
        ("Ping", None),
        ("TranscriptionCreation", "1"),
        ("TranscriptionCompletion", "2"),
        ("TranscriptionDeletion", "4"),
    ]
    assert happened[2].self_ == JOB


def test_an_oversized_body_in_chunks_is_refused_before_it_ends(address: Address, happened: list[WebHookEvent]) -> None:
    chunk = f"{LIMIT + 1:x}\r\n".encode() + b"x" * (LIMIT + 1) + b"\r\n"

    answer = said(address, f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode() + chunk)

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert happened == []


def test_an_oversized_body_of_a_known_length_is_refused_before_it_ends(
    address: Address, happened: list[WebHookEvent]
) -> None:
    answer = said(address, f"{HEAD}Content-Length: 1000000000\r\n\r\n".encode() + b"x" * (LIMIT + 1))

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert happened == []


def test_a_body_that_is_longer_than_it_says_is_what_it_says(address: Address, happened: list[WebHookEvent]) -> None:
    body = event().body
    signed = f"X-MicrosoftSpeechServices-Signature: {event().headers['X-MicrosoftSpeechServices-Signature']}\r\n"

    answer = said(address, f"{HEAD}{signed}Content-Length: {len(body) - 1}\r\n\r\n".encode() + body)

    assert answer.startswith(b"HTTP/1.1 401 ")
    assert happened == []


@pytest.mark.parametrize(
    "framing",
    [
        f"Content-Length: {len(event().body) + 1}\r\n\r\n",
        f"Transfer-Encoding: chunked\r\n\r\n{len(event().body):x}\r\n",
    ],
    ids=["length", "chunked"],
)
def test_a_connection_that_is_cut_calls_nothing_and_hurts_nobody_else(
    address: Address, happened: list[WebHookEvent], framing: str
) -> None:
    signed = f"X-MicrosoftSpeechServices-Signature: {event().headers['X-MicrosoftSpeechServices-Signature']}\r\n"
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(f"{HEAD}{signed}{framing}".encode() + event().body)

    assert post(address, event(invocation_id="another")).status_code == 200
    assert [each.invocation_id for each in happened] == ["another"]


def test_deliveries_over_many_connections_at_once_call_the_function_once() -> None:
    app = WebHookApp(secret=SECRET)
    called: list[WebHookEvent] = []
    begun, go_on = Event(), Event()

    @app.on(EventKind.TRANSCRIPTION_COMPLETION)
    def slow(event: WebHookEvent) -> None:
        called.append(event)
        begun.set()
        assert go_on.wait(30)

    with served(app) as address, ThreadPoolExecutor(8) as threads:
        first = threads.submit(post, address, event())
        assert begun.wait(30)
        others = [each.result() for each in [threads.submit(post, address, event()) for _ in range(7)]]
        go_on.set()
        statuses = first.result().status_code, {each.status_code for each in others}, post(address, event()).status_code

    assert statuses == (200, {503}, 200)
    assert [each.invocation_id for each in called] == [INVOCATION]


def test_a_function_that_waits_holds_up_no_other_call() -> None:
    app = WebHookApp(secret=SECRET)
    go_on = Event()

    @app.on("TranscriptionCompletion")
    def slow(event: WebHookEvent) -> None:
        assert go_on.wait(30)

    with served(app) as address, ThreadPoolExecutor(1) as threads:
        first = threads.submit(post, address, event())
        answers: list[Any] = [post(address, challenge("token")).text, post(address, ping()).status_code]
        still_waiting = not first.done()
        go_on.set()

    assert (answers, still_waiting, first.result().status_code) == (["token", 200], True, 200)
