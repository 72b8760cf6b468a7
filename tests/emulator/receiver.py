"""A program that web hooks call: it answers challenges and keeps the events."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from faults.server import Received, Reply, Server, answer

EVENT = "x-microsoftspeechservices-event"
SIGNATURE = "x-microsoftspeechservices-signature"


class Receiver:
    """Answers on loopback.

    Attributes:
        meant: whether it answers challenges with their token.
        failures: how many calls it refuses before it takes one.
    """

    def __init__(self) -> None:
        self.meant = True
        self.failures = 0
        self._called = threading.Condition()
        self._server = Server()
        self._server.reply_by(self._reply)

    @property
    def url(self) -> str:
        """Where it is called."""
        return f"{self._server.url}/callback?code=secret"

    @property
    def calls(self) -> list[Received]:
        """All calls so far."""
        return self._server.requests

    @property
    def events(self) -> list[str]:
        """The events of all calls so far, without challenges."""
        return [call.headers[EVENT] for call in self.calls if call.headers[EVENT] != "Challenge"]

    def wait_for(self, event: str) -> None:
        """Wait until there is a call for an event, half a minute at most."""
        with self._called:
            assert self._called.wait_for(lambda: event in self.events, timeout=30)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.close()

    def _reply(self, call: Received) -> Reply:
        with self._called:
            self._called.notify_all()
        token = parse_qs(urlsplit(call.target).query).get("validationToken")
        if token is not None:
            return answer(200, token[0].encode() if self.meant else b"what?")
        if self.failures:
            self.failures -= 1
            return answer(500)
        return answer(200)
