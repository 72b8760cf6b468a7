"""Receiving web hooks."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import assert_type

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount

from speechtotext import WebHookRefused, id_of
from speechtotext.v3_2 import Client, models
from speechtotext.webhooks import (
    Answer,
    Deliveries,
    EventKind,
    MemoryDeliveries,
    WebHookApp,
    WebHookEvent,
    parse,
    receive,
    sign,
    verify,
)

app = WebHookApp(secret=os.environ.get("SECRET"), path="/speech", deliveries=MemoryDeliveries(capacity=100))


@app.on(EventKind.TRANSCRIPTION_COMPLETION)
def completed(event: WebHookEvent) -> str | None:
    """A function may give whatever it likes."""
    return event.self_


@app.on()
async def rest(event: WebHookEvent) -> None:
    """An asynchronous one will do, too."""
    assert_type(event.kind, EventKind)
    assert_type(event.raw["self"] is None, bool)


def still_itself(event: WebHookEvent) -> None:
    """A decorated function keeps its type."""
    assert_type(completed(event), str | None)


def fetch(stt: Client, event: WebHookEvent) -> models.Transcription:
    """An event tells the id of its entity."""
    print(event.api_version, event.group, event.invocation_id)
    return stt.transcriptions.get(id_of(event))


class OwnDeliveries:
    """Remembers in a place of its own."""

    @contextmanager
    def claim(self, invocation_id: str) -> Generator[bool, None, None]:
        """Gives True for ids that are not empty."""
        yield bool(invocation_id)


def servers() -> None:
    """It is an ASGI app to all who take one."""
    remembers: Deliveries = OwnDeliveries()
    own = WebHookApp(secret=b"secret", deliveries=remembers)
    uvicorn.run(own)
    Starlette(routes=[Mount("/hooks", app=own)])
    httpx.ASGITransport(app=own)


async def by_hand(request: Request) -> Response:
    """The same in a framework's own way."""
    answer = receive(request.method, request.query_params, request.headers, await request.body(), secret="secret")
    assert_type(answer, Answer)
    if answer.event is not None:
        assert_type(answer.event, WebHookEvent)
    return Response(answer.body, answer.status_code, dict(answer.headers))


def parts(headers: Mapping[str, str], body: bytes) -> WebHookEvent | int:
    """What the rest is made of."""
    assert verify("secret", body, headers.get("X-MicrosoftSpeechServices-Signature"))
    assert_type(sign("secret", body), str)
    try:
        return parse(headers, body)
    except WebHookRefused as error:
        return error.status_code
