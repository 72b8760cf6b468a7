"""The fault table: what the user gets, how often a request is sent and how long the client waits in between.

Every row is tried with each kind of call, as a fault that stays and as one that is gone at the second attempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from faults.clients import GET, OPERATIONS, SIGNED_URL, TROUBLE, Clock, Live, Operation
from faults.leaks import leaks
from faults.server import CLOSED, RESET, Reply, Server, Then, answer, cut_off, held
from speechtotext import (
    ApiError,
    RateLimited,
    RetryPolicy,
    ServerError,
    SpeechError,
    TransportError,
    UnexpectedResponse,
)

ATTEMPTS = 3
# The pauses before the second and third attempt where the service asks for none.
BACKOFF = (0.5, 1.0)
AFTER_429 = (1.5, 2.0)

# The methods that are sent again after a fault.
ALL = frozenset(("GET", "PUT", "DELETE", "POST", "PATCH"))
IDEMPOTENT = frozenset(("GET", "PUT", "DELETE"))
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the table.

    Args:
        name: what goes wrong.
        reply: how the server answers.
        error: what the user gets if it stays so.
        again: the methods that are sent again.
        waits: seconds before the second attempt and the third.
        ignored_by: methods whose answer has no body, so that a bad one does not matter to them.
        patience: seconds that the client waits for an answer.
    """

    name: str
    reply: Reply
    error: type[SpeechError]
    again: frozenset[str]
    waits: tuple[float, ...] = BACKOFF
    ignored_by: frozenset[str] = NONE
    patience: float = 10


def limited(value: str, *waits: float) -> Fault:
    """429 with a Retry-After."""
    return Fault(f"429 Retry-After {value}", answer(429, TROUBLE, Retry_After=value), RateLimited, ALL, waits)


BODILESS = frozenset(("PUT", "DELETE"))
JOB = {"displayName": "Calls", "locale": "en-US", "properties": {"timeToLiveHours": 48}}
PAGE = b"<html><title>Sign in</title><a href='" + SIGNED_URL.encode() + b"'>here</a></html>"

FAULTS = (
    Fault("reset before the answer", RESET, TransportError, IDEMPOTENT),
    Fault("closed before the answer", CLOSED, TransportError, IDEMPOTENT),
    Fault("reset in the head", Reply(b"HTTP/1.1 200 OK\r\nContent-Le", Then.RESET), TransportError, IDEMPOTENT),
    Fault("reset in the body", cut_off(answer(200, JOB), Then.RESET), TransportError, IDEMPOTENT),
    Fault("truncated body", cut_off(answer(200, JOB), Then.CLOSE), TransportError, IDEMPOTENT),
    Fault("no HTTP", Reply(b"SSH-2.0-OpenSSH_9.6\r\n", Then.CLOSE), TransportError, IDEMPOTENT),
    Fault("slow", held(answer(200, JOB)), TransportError, IDEMPOTENT, patience=0.08),
    Fault("408", answer(408, TROUBLE), ApiError, IDEMPOTENT),
    Fault("429", answer(429, TROUBLE), RateLimited, ALL, AFTER_429),
    limited("7", 7.0, 7.0),
    limited("0"),
    limited("Mon, 23 Nov 2026 12:00:20 GMT", 20.0),
    limited("Mon, 23 Nov 2026 11:59:00 GMT"),
    limited("-5", *AFTER_429),
    limited("2000000000", 60.0, 60.0),
    limited("Fri, 31 Dec 9999 23:59:59 GMT", 60.0, 60.0),
    limited("soon", *AFTER_429),
    limited("nan", *AFTER_429),
    limited("Mon, 23 Nov 99999999999999999999 12:00:00 GMT", *AFTER_429),
    limited("Mon, 23 Nov 2026 12:00:20 +99999999999999999999", *AFTER_429),
    Fault("500", answer(500, TROUBLE), ServerError, IDEMPOTENT),
    Fault("500 without a body", answer(500), ServerError, IDEMPOTENT),
    Fault("500 with a page", answer(500, PAGE, Content_Type="text/html"), ServerError, IDEMPOTENT),
    Fault("501", answer(501, TROUBLE), ServerError, NONE),
    Fault("502", answer(502, TROUBLE), ServerError, IDEMPOTENT),
    Fault("503", answer(503, TROUBLE), ServerError, ALL),
    Fault("503 Retry-After 7", answer(503, TROUBLE, Retry_After="7"), ServerError, ALL, (7.0, 7.0)),
    Fault("504", answer(504, TROUBLE), ServerError, IDEMPOTENT),
    Fault("truncated JSON", answer(200, b'{"displayName": "Ca'), UnexpectedResponse, NONE, ignored_by=BODILESS),
    Fault("a page", answer(200, PAGE, Content_Type="text/html"), UnexpectedResponse, NONE),
    Fault("no gzip", answer(200, b"rubbish", Content_Encoding="gzip"), SpeechError, NONE),
    Fault("redirect to nowhere", answer(300, PAGE, Location="http://["), UnexpectedResponse, NONE),
    Fault("redirect within the host", answer(302, Location="/"), UnexpectedResponse, NONE),
)

each_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)


def outcome(
    live: Live, server: Server, operation: Operation, *, patience: float = 10, **arguments: Any
) -> tuple[Any, SpeechError | None]:
    """What a call gives that waits so many seconds for an answer, or the error that it raises."""
    client = live.client(operation.module, server.url, timeout=httpx.Timeout(10, read=patience), **arguments)
    try:
        return operation.call(client), None
    except SpeechError as error:
        return None, error


@each_fault
@each_operation
def test_a_fault_that_stays(
    live: Live, server: Server, clock: Clock, caplog: pytest.LogCaptureFixture, fault: Fault, operation: Operation
) -> None:
    server.reply(fault.reply)
    again = operation.method in fault.again
    _, error = outcome(live, server, operation, patience=fault.patience)
    if operation.method in fault.ignored_by:
        assert error is None
    else:
        assert isinstance(error, fault.error)
    assert len(server.requests) == (ATTEMPTS if again else 1)
    assert clock.waits == pytest.approx(fault.waits if again else ())
    assert leaks(error, caplog.records) == []


@each_fault
@each_operation
def test_a_fault_that_passes(
    live: Live, server: Server, clock: Clock, caplog: pytest.LogCaptureFixture, fault: Fault, operation: Operation
) -> None:
    server.reply(fault.reply, operation.good)
    again = operation.method in fault.again
    value, error = outcome(live, server, operation, patience=fault.patience)
    if again or operation.method in fault.ignored_by:
        assert error is None
        assert value == operation.value
    else:
        assert isinstance(error, fault.error)
    assert len(server.requests) == (2 if again else 1)
    assert clock.waits == pytest.approx(fault.waits[:1] if again else ())
    assert len({(request.method, request.target, request.body) for request in server.requests}) == 1
    assert leaks(error, caplog.records) == []


@each_operation
def test_a_refused_connection(live: Live, clock: Clock, caplog: pytest.LogCaptureFixture, operation: Operation) -> None:
    server = Server()
    _, error = outcome(live, server, operation)
    server.close()
    assert isinstance(error, TransportError)
    assert clock.waits == list(BACKOFF)
    assert leaks(error, caplog.records) == []


@each_operation
def test_a_service_that_comes_up_between_two_attempts(live: Live, clock: Clock, operation: Operation) -> None:
    server = Server()
    server.reply(operation.good)
    clock.on_wait = server.start
    value, error = outcome(live, server, operation)
    server.close()
    assert (value, error) == (operation.value, None)
    assert len(server.requests) == 1
    assert clock.waits == [BACKOFF[0]]


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        pytest.param(answer(503), [0.5, 1, 2, 4], id="growing pauses"),
        pytest.param(answer(503, Retry_After="2000000000"), [60, 60], id="two minutes in all"),
    ],
)
def test_the_policy_that_nobody_chose(
    live: Live, server: Server, clock: Clock, fault: Reply, waits: list[float]
) -> None:
    server.reply(fault)
    _, error = outcome(live, server, GET, retry=RetryPolicy())
    assert isinstance(error, ServerError)
    assert clock.waits == waits
    assert len(server.requests) == len(waits) + 1


@each_operation
@pytest.mark.parametrize("content_type", ["text/plain", "application/octet-stream"])
def test_json_under_another_content_type_is_read(
    live: Live, server: Server, operation: Operation, content_type: str
) -> None:
    server.reply(answer(200, JOB, Content_Type=content_type))
    assert outcome(live, server, operation) == (operation.value, None)


@each_operation
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_not_followed(
    live: Live,
    server: Server,
    elsewhere: Server,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    operation: Operation,
    status: int,
) -> None:
    server.reply(answer(status, Location=f"{elsewhere.url}/call?sig={SIGNED_URL.partition('sig=')[2]}"))
    _, error = outcome(live, server, operation)
    assert isinstance(error, UnexpectedResponse)
    assert (len(server.requests), elsewhere.connections, clock.waits) == (1, 0, [])
    assert leaks(error, caplog.records) == []
