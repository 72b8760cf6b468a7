"""Calling ASGI apps: in this process, and over a real socket."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import httpx
import uvicorn

from speechtotext.webhooks import WebHookApp, WebHookEvent
from webhooks.sender import SECRET, Call

URL = "http://hook.example/speech"


def answered(app: Any, call: Call, url: str = URL, *, backend: str = "asyncio") -> httpx.Response:
    """What an app answers to a call, in an event loop of its own."""

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return await client.send(call.request(url))

    return anyio.run(send, backend=backend)


def listening(**arguments: Any) -> tuple[WebHookApp, list[WebHookEvent]]:
    """An app, and the events that its only function was called with."""
    app = WebHookApp(**{"secret": SECRET, **arguments})
    happened: list[WebHookEvent] = []
    app.on()(happened.append)
    return app, happened


def status(app: Any, call: Call) -> int:
    return answered(app, call).status_code


@contextmanager
def served(app: Any) -> Iterator[tuple[str, int]]:
    """Serves an app by uvicorn on loopback; gives the host and port."""
    # What connects before the server has started waits in the backlog.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, lifespan="on", log_config=None, timeout_graceful_shutdown=5))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()
        finally:
            server.should_exit = True
            thread.join(30)
        assert not thread.is_alive()
