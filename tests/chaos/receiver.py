"""A web hook of the package's own, served on loopback: which events it has handled, and which it has acknowledged."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import Counter
from random import Random
from types import TracebackType
from typing import Any, Final, Self

import uvicorn

from speechtotext.webhooks import WebHookApp, WebHookEvent

_START: Final = 30.0
# So many of the events cannot be handled when they come first.
_FAILING: Final = 0.2


class Receiver:
    """Takes the calls of web hooks.

    Attributes:
        secret: of the web hook.
        handled: how often each event was handled, by its invocation id.
        acknowledged: the events that were answered with 200.
        refused: how many calls were answered otherwise.
    """

    def __init__(self, seed: int) -> None:
        self.secret = f"secret-{seed}"
        self.handled: Counter[str] = Counter()
        self.acknowledged: set[str] = set()
        self.refused: Counter[int] = Counter()
        self._chance = Random(seed)
        self._app = WebHookApp(secret=self.secret)
        self._app.on()(self._handle)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._server = uvicorn.Server(uvicorn.Config(self._watched, interface="asgi3", log_config=None, lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, args=[[self._listener]], name="receiver", daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        end = time.monotonic() + _START
        while not self._server.started and time.monotonic() < end:
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(_START)

    def _handle(self, event: WebHookEvent) -> None:
        if self._chance.random() < _FAILING:
            raise OSError("the queue is full")
        self.handled[str(event.invocation_id)] += 1

    async def _watched(self, scope: Any, receive: Any, send: Any) -> None:
        """The app, with a look at what it is told and what it answers."""
        body = bytearray()

        async def seen_receive() -> Any:
            message = await receive()
            body.extend(message.get("body", b""))
            return message

        async def seen_send(message: Any) -> None:
            if message["type"] == "http.response.start":
                self._note(bytes(body), message["status"])
            await send(message)

        await self._app(scope, seen_receive, seen_send)

    def _note(self, body: bytes, status: int) -> None:
        if status != 200:
            self.refused[status] += 1
        elif body:
            self.acknowledged.add(json.loads(body)["invocationId"])
