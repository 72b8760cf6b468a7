"""A night: how commands run in it, its environment, and the servers around it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from cli.conftest import Cli, Done
from speechtotext.emulator import Emulator


@dataclass(frozen=True)
class Night:
    """A night with recordings to transcribe.

    Attributes:
        cli: runs commands.
        emulator: the service, which the environment names.
        config: the configuration file, which does not exist.
        url: of a recording.
        patch: is undone at the end of the night.
    """

    cli: Cli
    emulator: Emulator
    config: Path
    url: str
    patch: pytest.MonkeyPatch

    def run(self, line: str) -> Done:
        """Run a command."""
        return self.cli(*(argument.replace("{url}", self.url) for argument in line.split()))


@contextmanager
def environment(**values: str | None) -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            if value is None:
                patch.delenv(name, raising=False)
            else:
                patch.setenv(name, value)
        yield patch


@contextmanager
def answering(status: int, content_type: str, body: str, **headers: str) -> Iterator[str]:
    """Serve one response to all requests, and yield the URL."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in {"Content-Type": content_type, **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body.encode())

        do_GET = do_HEAD = do_POST = do_PUT = do_CONNECT = _answer  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def closed_port() -> Iterator[str]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"
