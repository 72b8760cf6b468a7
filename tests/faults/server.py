"""A web server on loopback that says exactly the bytes it is told to, and counts what reached it."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from http import HTTPStatus
from types import TracebackType
from typing import Any, BinaryIO, TypeAlias

import httpx

Service: TypeAlias = Callable[[httpx.Request], httpx.Response]
"""What `httpx.MockTransport` takes."""


class Then(Enum):
    """What becomes of a connection after a reply."""

    KEEP = auto()
    CLOSE = auto()
    RESET = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """The bytes of an answer and what follows them.

    Args:
        data: what is sent.
        then: what becomes of the connection.
        held: whether the reply waits for `Server.release`.
        every: seconds between two bytes; 0 for all at once.
    """

    data: bytes
    then: Then = Then.KEEP
    held: bool = False
    every: float = 0.0


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it reached the server; the names of its headers are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


def answer(status: int, body: Any = b"", **headers: str) -> Reply:
    """A whole answer; a body that is not bytes is sent as JSON, and `Retry_After` stands for Retry-After."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if content and not isinstance(body, bytes):
        named = {"Content-Type": "application/json"} | named
    if status != HTTPStatus.NO_CONTENT:
        named = {"Content-Length": str(len(content))} | named
    lines = [f"HTTP/1.1 {status} Told", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return Reply("\r\n".join(lines).encode() + content)


def cut_off(reply: Reply, then: Then) -> Reply:
    """A reply that ends ten bytes before it should."""
    return Reply(reply.data[:-10], then)


def held(reply: Reply) -> Reply:
    """A reply that waits for `Server.release`."""
    return replace(reply, held=True)


def dripping(reply: Reply, every: float) -> Reply:
    """A reply whose bytes come one by one, so many seconds apart."""
    return replace(reply, every=every)


RESET = Reply(b"", Then.RESET)
CLOSED = Reply(b"", Then.CLOSE)


class Server:
    """Gives its replies in turn, and the last one from then on.

    A server that has not been started holds its port and refuses every connection.
    """

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self.connections = 0
        self.peak = 0
        self.holding = threading.Event()
        self._replies: list[Reply] = []
        self._choose: Callable[[Received], Reply] | None = None
        self._breaks: list[tuple[str, int]] = []
        self._released = threading.Event()
        self._closing = False
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def reply(self, *replies: Reply) -> None:
        """Answer the next requests so."""
        self._replies = list(replies)

    def reply_by(self, choose: Callable[[Received], Reply]) -> None:
        """Answer every request as it deserves."""
        self._choose = choose

    def serve(self, service: Service) -> None:
        """Answer every request as a service made for `httpx.MockTransport` does."""
        self._choose = partial(self.asked, service)

    def asked(self, service: Service, received: Received) -> Reply:
        """What such a service answers to a request."""
        url = f"{self.url}{received.target}"
        request = httpx.Request(received.method, url, headers=received.headers, content=received.body)
        response = service(request)
        headers = {name.replace("-", "_"): value for name, value in response.headers.items()}
        headers.pop("content_length", None)
        return answer(response.status_code, response.read(), **headers)

    def break_off(self, method: str, *sizes: int) -> None:
        """Take only so many bytes of the bodies of the next requests of a method, and close their connections."""
        self._breaks = [(method, size) for size in sizes]

    def release(self) -> None:
        """Send what is held back, now and later."""
        self._released.set()

    def drain(self) -> None:
        """Wait until whatever has been sent by clients that are gone has been dealt with."""
        with socket.create_connection(self._listener.getsockname()) as last:
            # When this connection has been served, all before it have been accepted.
            last.shutdown(socket.SHUT_WR)
            last.recv(1)
        for thread in self._threads[1:]:
            thread.join()

    def start(self) -> None:
        self._listener.listen(1024)
        self._begin(self._accept)

    def close(self) -> None:
        self._closing = True
        self._released.set()
        if self._threads:
            with suppress(OSError), socket.create_connection(self._listener.getsockname(), timeout=1):
                """It wakes the thread that accepts connections."""
            self._threads[0].join()
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._closing:
                connection.close()
                return
            with self._lock:
                self.connections += 1
                self._open.add(connection)
                self.peak = max(self.peak, len(self._open))
            self._begin(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(OSError), connection.makefile("rb") as stream:
            while (request := _read(stream, self._takes)) is not None:
                if not self._answered(connection, request):
                    break
        with self._lock:
            self._open.discard(connection)
            connection.close()

    def _takes(self, method: str, size: int) -> int:
        """How much of a body is taken."""
        with self._lock:
            return self._breaks.pop(0)[1] if self._breaks and self._breaks[0][0] == method else size

    def _answered(self, connection: socket.socket, request: Received) -> bool:
        """Whether the connection goes on after the answer."""
        with self._lock:
            self.requests.append(request)
            if self._choose is not None:
                reply = self._choose(request)
            else:
                reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if reply.held:
            self.holding.set()
            self._released.wait()
        if self._closing:
            return False
        if reply.every:
            for byte in reply.data:
                connection.sendall(bytes([byte]))
                if self._released.wait(reply.every):
                    return False
        else:
            connection.sendall(reply.data)
        if reply.then is Then.RESET:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return reply.then is Then.KEEP


def _read(stream: BinaryIO, takes: Callable[[str, int], int]) -> Received | None:
    """The next request on a connection; None at its end, or if not all of the body is taken."""
    first = stream.readline().decode("latin-1").split()
    if len(first) != 3:
        return None
    headers = {}
    while line := stream.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        body = b"".join(_chunks(stream))
    else:
        length = int(headers.get("content-length", 0))
        body = stream.read(takes(first[0], length))
        if len(body) < length:
            return None
    return Received(first[0], first[1], headers, body)


def _chunks(stream: BinaryIO) -> list[bytes]:
    chunks = []
    while size := int(stream.readline(), 16):
        chunks.append(stream.read(size))
        stream.readline()
    stream.readline()
    return chunks
