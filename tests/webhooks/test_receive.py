"""How calls are answered, told by a function for any web framework."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

import httpx
import pytest

from speechtotext.webhooks import Answer, EventKind, receive
from webhooks.calls import REFUSED, Refused
from webhooks.sender import JOB, SECRET, Call, call, challenge, event, ping


def received(call: Call, *, secret: str | bytes | None = SECRET, **arguments: int) -> Answer:
    return receive(call.method, call.query, call.headers, call.body, secret=secret, **arguments)


def test_an_event_is_accepted_and_handed_over() -> None:
    answer = received(event())

    assert (answer.status_code, answer.body) == (200, b"")
    assert answer.event is not None
    assert answer.event.self_ == JOB


@pytest.mark.parametrize("secret", [SECRET, SECRET.encode()], ids=["text", "bytes"])
def test_a_challenge_is_answered_with_its_token_and_is_no_event(secret: str | bytes) -> None:
    answer = received(challenge("3f1d ü+/="), secret=secret)

    assert (answer.status_code, answer.body.decode(), answer.event) == (200, "3f1d ü+/=", None)


def test_the_query_may_be_as_parse_qs_gives_it() -> None:
    call = challenge("3f1d ü+/=")
    query = parse_qs(urlencode(call.query))

    answer = receive(call.method, query, call.headers, call.body, secret=SECRET)

    assert (answer.status_code, answer.body.decode()) == (200, "3f1d ü+/=")


@pytest.mark.parametrize("query", [{"validationToken": []}, {"validationToken": [""]}, {"validationToken": ["\ud800"]}])
def test_a_list_without_a_token_is_no_challenge(query: dict[str, list[str]]) -> None:
    call = challenge("token")

    assert receive(call.method, query, call.headers, call.body, secret=SECRET).status_code == 400


def test_a_browser_takes_the_token_for_nothing_but_text() -> None:
    answer = received(challenge("<script>alert(1)</script>"))

    assert answer.headers == {"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"}


def test_the_published_files_write_challenge_in_lower_case() -> None:
    lower = call("challenge", b"", signed=b"token", query={"validationToken": "token"})

    assert received(lower).body == b"token"


@pytest.mark.parametrize("made", [event, ping, lambda secret: challenge("token", secret)])
def test_a_web_hook_without_a_secret_is_called_unsigned(made: Callable[..., Call]) -> None:
    assert received(made(secret=None), secret=None).status_code == 200


@pytest.mark.parametrize("refused", REFUSED, ids=lambda refused: refused.name)
def test_refused_calls_hold_no_event(refused: Refused) -> None:
    answer = received(refused.call)

    assert (answer.status_code, answer.event) == (refused.status, None)
    assert answer.body.endswith(b".")
    assert SECRET not in repr(answer)


def test_a_wrong_method_is_told_the_right_one() -> None:
    assert received(Call(method="GET")).headers["Allow"] == "POST"


def test_a_missing_signature_is_asked_for() -> None:
    answer = received(event(secret=None))

    assert answer.headers["WWW-Authenticate"] == "Signature"
    assert answer.body == b"The header X-MicrosoftSpeechServices-Signature is missing or wrong."


def test_a_body_may_have_as_many_bytes_as_is_said() -> None:
    call = event()

    assert received(call, max_body=len(call.body)).status_code == 200
    assert received(call, max_body=len(call.body) - 1).status_code == 413


def test_a_token_that_is_no_text_is_refused() -> None:
    half = receive("POST", {"validationToken": "\ud800"}, challenge("x").headers, b"", secret=SECRET)

    assert half.status_code == 400


def test_an_empty_secret_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="or None if it has none"):
        received(event(), secret="")


def test_a_wsgi_app_needs_a_few_lines() -> None:
    happened: list[EventKind] = []

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        headers = {name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}
        query = dict(parse_qsl(environ["QUERY_STRING"]))
        answer = receive(environ["REQUEST_METHOD"], query, headers, environ["wsgi.input"].read(), secret=SECRET)
        if answer.event:
            happened.append(answer.event.kind)
        start_response(f"{answer.status_code} -", list(answer.headers.items()))
        return [answer.body]

    with httpx.Client(transport=httpx.WSGITransport(app, wsgi_errors=io.StringIO())) as client:
        url = "http://hook.example/speech"
        answers = [client.send(each.request(url)) for each in (challenge("a+b&c"), event(), event(secret=None))]

    assert [(answer.status_code, answer.text) for answer in answers[:2]] == [(200, "a+b&c"), (200, "")]
    assert answers[2].status_code == 401
    assert happened == [EventKind.TRANSCRIPTION_COMPLETION]
