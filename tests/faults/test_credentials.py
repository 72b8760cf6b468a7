"""Credentials: renewed once when they are refused, sent to one host only, and shown to nobody."""

from __future__ import annotations

from collections.abc import Callable
from logging import LogRecord
from typing import Any

import pytest

from faults.clients import JOB_OF_V3, OPERATIONS, REFUSED, SIGNED_URL, TOKEN, Clock, Credential, Live, Operation
from faults.leaks import leaks
from faults.server import Received, Reply, Server, Then, answer
from speechtotext import AuthenticationError, IssuedToken, SpeechError, v3_2
from unit.flavours import KEY

each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)


def tokens(server: Server) -> list[str]:
    """The tokens that reached the server."""
    return [request.headers["authorization"].removeprefix("Bearer ") for request in server.requests]


@each_operation
def test_an_expired_token_is_renewed_and_the_request_sent_again(
    live: Live, server: Server, clock: Clock, caplog: pytest.LogCaptureFixture, operation: Operation
) -> None:
    server.reply(REFUSED, operation.good)
    credential = Credential()
    assert operation.call(live.client(operation.module, server.url, credential=credential)) == operation.value
    assert tokens(server) == [f"{TOKEN}-1", f"{TOKEN}-2"]
    first, second = (request.body for request in server.requests)
    assert first == second
    assert credential.asked == 2
    assert clock.waits == []
    assert leaks(None, caplog.records) == []


@each_operation
def test_a_token_that_is_always_refused_is_renewed_once(
    live: Live, server: Server, clock: Clock, caplog: pytest.LogCaptureFixture, operation: Operation
) -> None:
    server.reply(REFUSED)
    credential = Credential()
    with pytest.raises(AuthenticationError, match="custom subdomain") as caught:
        operation.call(live.client(operation.module, server.url, credential=credential))
    assert (len(server.requests), credential.asked, clock.waits) == (2, 2, [])
    assert leaks(caught.value, caplog.records) == []


@each_operation
def test_a_key_that_is_refused_is_not_sent_again(live: Live, server: Server, operation: Operation) -> None:
    server.reply(REFUSED)
    with pytest.raises(AuthenticationError, match="region"):
        operation.call(live.client(operation.module, server.url))
    assert len(server.requests) == 1


def test_a_renewed_token_serves_the_calls_that_follow(live: Live, server: Server) -> None:
    server.reply(REFUSED, answer(200, JOB_OF_V3))
    client = live.client(v3_2, server.url, credential=Credential())
    client.transcriptions.get("a")
    client.transcriptions.get("b")
    assert tokens(server) == [f"{TOKEN}-1", f"{TOKEN}-2", f"{TOKEN}-2"]


def test_a_token_is_renewed_and_a_fault_after_it_survived(live: Live, server: Server, clock: Clock) -> None:
    server.reply(REFUSED, answer(503), answer(200, JOB_OF_V3))
    assert live.client(v3_2, server.url, credential=Credential()).transcriptions.get("a").display_name == "Calls"
    assert (len(server.requests), len(clock.waits)) == (3, 1)


@pytest.mark.parametrize("credential", [None, Credential()], ids=["key", "token"])
def test_a_next_page_on_another_host_is_asked_from_the_service_itself(
    live: Live, server: Server, elsewhere: Server, caplog: pytest.LogCaptureFixture, credential: Credential | None
) -> None:
    target = f"/speechtotext/v3.2/transcriptions?skip=1&{SIGNED_URL.partition('?')[2]}"
    page = answer(200, {"values": [JOB_OF_V3], "@nextLink": f"{elsewhere.url}{target}"})
    server.reply(page, answer(200, {"values": [JOB_OF_V3]}))
    arguments = {} if credential is None else {"credential": credential}
    jobs = list(live.client(v3_2, server.url, **arguments).transcriptions.list())
    assert (len(jobs), server.requests[1].target, elsewhere.connections) == (2, target, 0)
    assert leaks(None, caplog.records) == []


def text(content: str, media_type: str) -> Reply:
    return answer(400, content.encode(), Content_Type=media_type)


Echo = Callable[[str], Reply]

ECHOES: dict[str, Echo] = {
    "in the gateway's error": lambda secret: answer(401, {"error": {"code": "401", "message": f"Denied: {secret}."}}),
    "in a flat error": lambda secret: answer(400, {"code": "InvalidRequest", "message": secret}),
    "in an inner error": lambda secret: answer(400, {"code": "A", "innerError": {"code": "B", "message": secret}}),
    "as the code": lambda secret: answer(400, {"code": secret, "message": "Trouble"}),
    "in text": lambda secret: text(f"Trouble with {secret}", "text/plain"),
    "in a page": lambda secret: text(f"<p>Trouble with {secret}</p>", "text/html"),
    "as the request id": lambda secret: answer(400, {"code": "A"}, apim_request_id=secret),
    "as the reason": lambda secret: Reply(f"HTTP/1.1 400 {secret}\r\nContent-Length: 0\r\n\r\n".encode()),
    "in a redirect": lambda secret: answer(302, Location=f"https://{secret}@example.com/{secret}"),
    "in a broken head": lambda secret: Reply(f"HTTP/1.1 200 OK\r\n({secret})\r\n\r\n".encode(), Then.CLOSE),
    "in JSON of another shape": lambda secret: answer(200, [secret]),
    "in broken JSON": lambda secret: answer(200, f'{{"displayName": "{secret}'.encode()),
}
SIGNED: dict[str, str] = {
    "a signature": SIGNED_URL,
    "an escaped signature": SIGNED_URL.replace("=", "%3D").replace("&", "%26"),
    "a signature in HTML": SIGNED_URL.replace("&", "&amp;"),
    "a signature in capitals": SIGNED_URL.replace("sig=", "SIG="),
}

each_echo = pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)


def shown_by(client: Any, records: list[LogRecord]) -> list[str]:
    """Where the secrets of an answer can be read, after a call that it makes fail."""
    with pytest.raises(SpeechError) as caught:
        client.transcriptions.get("x")
    return leaks(caught.value, records)


@each_echo
def test_a_key_that_the_service_echoes_is_not_shown(
    live: Live, server: Server, caplog: pytest.LogCaptureFixture, echo: Echo
) -> None:
    server.reply(echo(KEY))
    assert shown_by(live.client(v3_2, server.url), caplog.records) == []


@each_echo
def test_a_token_that_the_service_echoes_is_not_shown(
    live: Live, server: Server, caplog: pytest.LogCaptureFixture, echo: Echo
) -> None:
    # The second token is refused too where the service answers 401; without an answer the first one is kept.
    second = f"{TOKEN}-1" if echo is ECHOES["in a broken head"] else f"{TOKEN}-2"
    server.reply(echo(f"{TOKEN}-1"), echo(second))
    assert shown_by(live.client(v3_2, server.url, credential=Credential()), caplog.records) == []


@each_echo
@pytest.mark.parametrize("url", SIGNED.values(), ids=SIGNED)
def test_a_signature_is_not_shown(
    live: Live, server: Server, caplog: pytest.LogCaptureFixture, echo: Echo, url: str
) -> None:
    server.reply(echo(url))
    assert shown_by(live.client(v3_2, server.url), caplog.records) == []


@pytest.mark.parametrize("suffix", ["\n", "\r\nX: y", "é", "\0"], ids=["newline", "header", "accent", "null"])
def test_a_token_that_no_header_can_hold_is_a_readable_error(
    live: Live, server: Server, caplog: pytest.LogCaptureFixture, suffix: str
) -> None:
    server.reply(answer(200, JOB_OF_V3))
    with pytest.raises(SpeechError) as caught:
        live.client(v3_2, server.url, credential=Credential(suffix)).transcriptions.get("x")
    assert server.requests == []
    assert leaks(caught.value, caplog.records) == []


def test_a_client_does_not_show_its_credentials(live: Live, server: Server) -> None:
    server.reply(answer(200, JOB_OF_V3))
    for arguments in ({}, {"credential": Credential()}):
        client = live.client(v3_2, server.url, **arguments)
        client.transcriptions.get("x")
        assert not any(secret in repr(client) for secret in (KEY, TOKEN))


def issuing(request: Received) -> Reply:
    """A service that issues tokens for a key, and takes no key elsewhere."""
    if request.target.startswith("/sts/"):
        return answer(200 if request.headers.get("ocp-apim-subscription-key") == KEY else 401, TOKEN.encode())
    return answer(200 if request.headers.get("authorization") == f"Bearer {TOKEN}" else 401, JOB_OF_V3)


def test_a_token_is_issued_for_a_key_once(live: Live, server: Server) -> None:
    server.reply_by(issuing)
    client = live.client(v3_2, server.url, credential=IssuedToken(endpoint=server.url, key=KEY))
    client.transcriptions.get("a")
    client.transcriptions.get("b")
    assert [request.method for request in server.requests] == ["POST", "GET", "GET"]


def test_a_key_that_no_token_is_issued_for_is_an_authentication_error(
    live: Live, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.reply(ECHOES["in the gateway's error"]("Access denied"))
    client = live.client(v3_2, server.url, credential=IssuedToken(endpoint=server.url, key=KEY))
    with pytest.raises(AuthenticationError) as caught:
        client.transcriptions.get("a")
    assert [request.target.partition("?")[0] for request in server.requests] == ["/sts/v1.0/issueToken"]
    assert KEY not in str(caught.value)
