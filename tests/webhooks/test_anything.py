"""Whatever is sent, the app answers by itself, and calls a function for an event and for nothing else."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from speechtotext.webhooks import WebHookApp, WebHookEvent, receive
from webhooks.sender import SECRET, signature

METHODS = st.sampled_from(["POST", "POST", "POST", "GET", "post", ""])
NAMES = st.sampled_from(["X-MicrosoftSpeechServices-Event", "x-microsoftspeechservices-signature", "Content-Length"])
VALUES = st.sampled_from(["Challenge", "Ping", "TranscriptionCompletion", "0", signature(b"{}")])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["self", "invocationId", "timestamp"]) | st.text(), inner)
    ),
)
BODIES = st.binary() | JSON.map(lambda value: json.dumps(value).encode()) | st.just(b"[" * 100_000)
SECRETS = st.sampled_from([SECRET, None])
QUERIES = st.dictionaries(st.just("validationToken") | st.text(), st.text())

ANSWERS = {200, 400, 401, 405, 413}


@given(
    method=METHODS | st.text(),
    query=QUERIES,
    headers=st.dictionaries(NAMES | st.text(), VALUES | st.text(st.characters())),
    body=BODIES,
    secret=SECRETS,
)
def test_any_call_has_an_answer(
    method: str, query: dict[str, str], headers: dict[str, str], body: bytes, secret: str | None
) -> None:
    answer = receive(method, query, headers, body, secret=secret)

    assert answer.status_code in ANSWERS
    if answer.event is not None:
        assert (answer.status_code, method) == (200, "POST")
        assert json.dumps(answer.event.raw) == json.dumps(json.loads(body))
        assert repr(answer.event)
        assert answer.event.group is None or answer.event.self_


@given(body=BODIES, kind=VALUES)
def test_any_body_that_is_signed_has_an_answer(body: bytes, kind: str) -> None:
    headers = {"X-MicrosoftSpeechServices-Event": kind, "X-MicrosoftSpeechServices-Signature": signature(body)}

    assert receive("POST", {}, headers, body, secret=SECRET).status_code in ANSWERS - {405}


@given(
    method=METHODS,
    query=st.binary(),
    headers=st.lists(st.tuples(NAMES.map(str.encode) | st.binary(), VALUES.map(str.encode) | st.binary())),
    chunks=st.lists(BODIES, min_size=1, max_size=3),
    secret=SECRETS,
)
@example("POST", b"validationToken=%ff%D8%00", [(b"X-MicrosoftSpeechServices-Event", b"Challenge")], [b""], None)
def test_any_bytes_have_an_answer(
    method: str, query: bytes, headers: list[tuple[bytes, bytes]], chunks: list[bytes], secret: str | None
) -> None:
    happened: list[WebHookEvent] = []
    app = WebHookApp(secret=secret)
    app.on()(happened.append)
    sent: list[Any] = []
    told = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    told[-1]["more_body"] = False

    async def receive_message() -> dict[str, Any]:
        return told.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": "/", "query_string": query, "headers": headers}
    asyncio.run(app(scope, receive_message, send))

    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[0]["status"] in ANSWERS
    assert not happened or (sent[0]["status"], len(happened)) == (200, 1)
