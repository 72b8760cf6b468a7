"""A web server on loopback that serves a folder, and misbehaves for the files that it is told to."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

Behaviour = Callable[["Handler", bytes], None]


def serve(handler: Handler, body: bytes) -> None:
    handler.answer(200, body)


def status(code: int) -> Behaviour:
    return lambda handler, _: handler.answer(code, b"trouble")


def redirect_to(url: str) -> Behaviour:
    return lambda handler, _: handler.answer(302, b"", {"Location": url})


def other_content(body: bytes) -> Behaviour:
    return lambda handler, _: handler.answer(200, body)


def hang(handler: Handler, body: bytes) -> None:
    handler.misbehaving.closing.wait()


def hang_up(handler: Handler, body: bytes) -> None:
    handler.close_connection = True


def cut_off(handler: Handler, body: bytes) -> None:
    handler.answer(200, body[: len(body) // 2], {"Content-Length": str(len(body))})
    handler.close_connection = True


def never_end(handler: Handler, body: bytes) -> None:
    handler.answer(200, b"[", {"Content-Length": str(2**40)})
    with suppress(OSError):
        while not handler.misbehaving.closing.is_set():
            handler.wfile.write(b" ")
    handler.close_connection = True


def a_header_at_a_time(handler: Handler, body: bytes) -> None:
    """A response whose headers never end, each of them in time."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not handler.misbehaving.closing.wait(0.05):
            handler.wfile.write(b"X-More: 1\r\n")
    handler.close_connection = True


def continue_for_ever(handler: Handler, body: bytes) -> None:
    """Interim responses without end."""
    with suppress(OSError):
        while not handler.misbehaving.closing.wait(0.01):
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
    handler.close_connection = True


def a_byte_at_a_time(handler: Handler, body: bytes) -> None:
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not handler.misbehaving.closing.wait(0.05):
            handler.wfile.write(b" ")
    handler.close_connection = True


def encoded(coding: str, body: bytes, code: int = 200, **headers: str) -> Behaviour:
    return lambda handler, _: handler.answer(code, body, {"Content-Encoding": coding, **headers})


class MisbehavingServer:
    """Serves `folder` at `url`, and keeps the paths asked for in `requests`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: list[str] = []
        self.closing = threading.Event()
        self._behaviours: dict[str, list[Behaviour]] = {}
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), partial(Handler, self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def misbehave(self, path_end: str, *behaviours: Behaviour) -> None:
        """Answer requests for such a path with these in turn, and with the last one from then on."""
        self._behaviours[path_end] = list(behaviours)

    def behaviour_for(self, path: str) -> Behaviour:
        with self._lock:
            self.requests.append(path)
            for path_end, behaviours in self._behaviours.items():
                if path.endswith(path_end):
                    return behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        return serve

    def __enter__(self) -> MisbehavingServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has had enough is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, misbehaving: MisbehavingServer, *arguments: object) -> None:
        self.misbehaving = misbehaving
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(self.path)
        behaviour = self.misbehaving.behaviour_for(path)
        file = self.misbehaving.folder / path.lstrip("/")
        if behaviour is serve and not file.is_file():
            behaviour = status(404)
        behaviour(self, file.read_bytes() if file.is_file() else b"")

    def answer(self, code: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output clean."""
