"""An HTTP proxy on loopback between programs and a server, which delays, cuts off, resets and refuses."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
import threading
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from types import TracebackType
from typing import Final, NamedTuple, Self

from chaos.weather import Fault, Kind, Weather

_LARGEST_HEAD: Final = 1 << 20
_DRIPS: Final = 20
_PATIENCE: Final = 10.0
_NO_LINGER: Final = struct.pack("ii", 1, 0)
_HEADER: Final = re.compile(rb"^([^:\r\n]+):[ \t]*([^\r\n]*)\r\n", re.MULTILINE)
_CONNECTION: Final = re.compile(rb"^connection:[^\r\n]*\r\n", re.MULTILINE | re.IGNORECASE)
# Kinds whose requests do not reach the server.
_NOT_SENT: Final = (Kind.CUT_REQUEST, Kind.RESET_REQUEST, Kind.REFUSED, Kind.FAILED)


class _Request(NamedTuple):
    head: bytes
    body: bytes


class Proxy:
    """Passes requests on, each over a connection of its own, and their answers back, with the faults of a weather.

    Attributes:
        requests: how many there were.
        faults: how many of which kind.
    """

    def __init__(self, target: str, weather: Weather) -> None:
        self.requests = 0
        self.faults: Counter[str] = Counter()
        self._target = target.removeprefix("http://").split(":")
        self._weather = weather
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._tasks: set[asyncio.Task[None]] = set()
        self._started = threading.Event()
        self._stop: Callable[[], object] = lambda: None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="proxy", daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(_PATIENCE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop()
        self._thread.join(_PATIENCE)

    async def _run(self) -> None:
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        self._stop = lambda: loop.call_soon_threadsafe(stopped.set)
        server = await asyncio.start_server(self._serve, sock=self._listener, limit=_LARGEST_HEAD)
        self._started.set()
        await stopped.wait()
        server.close()

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        if (task := asyncio.current_task()) is not None:
            # asyncio itself would let it go in its midst.
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        with closing(writer), suppress(OSError, IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            while await self._answer(await _read(reader), writer):
                """The connection continues the upload."""

    async def _answer(self, request: _Request, writer: StreamWriter) -> bool:
        """Answer a request; tell whether the connection continues the upload."""
        fault = self._weather.next()
        self.requests += 1
        if fault.kind is not Kind.NONE:
            self.faults[fault.kind] += 1
        if fault.kind is Kind.DELAY:
            await asyncio.sleep(fault.seconds)
        if fault.kind is Kind.CUT_REQUEST:
            await self._send_part(request, fault.share)
        answer = b"" if fault.kind in _NOT_SENT else await self._sent(request)
        return await _give(fault, answer, writer)

    async def _send_part(self, request: _Request, share: float) -> None:
        """Send a part of a request to the server, and leave."""
        _, writer = await asyncio.open_connection(*self._target)
        with closing(writer):
            whole = request.head + request.body
            # Without its last byte, it is never acted upon.
            writer.write(whole[: int((len(whole) - 1) * share)])
            await writer.drain()

    async def _sent(self, request: _Request) -> bytes:
        """Send a request to the server, and return the bytes of its answer."""
        reader, writer = await asyncio.open_connection(*self._target)
        with closing(writer):
            head = _CONNECTION.sub(b"", request.head)
            writer.write(head[:-2] + b"Connection: close\r\n\r\n" + request.body)
            await writer.drain()
            answer = await reader.read(-1)
        head, found, body = answer.partition(b"\r\n\r\n")
        return _CONNECTION.sub(b"", head + b"\r\n")[:-2] + found + body


async def _give(fault: Fault, answer: bytes, writer: StreamWriter) -> bool:
    """Send as much of an answer as a fault leaves of it; tell whether the connection continues the upload."""
    match fault.kind:
        case Kind.CUT_REQUEST | Kind.LOST:
            return False
        case Kind.RESET_REQUEST | Kind.LOST_RESET:
            _reset(writer)
            return False
        case Kind.SILENT:
            await asyncio.sleep(fault.seconds)
            return False
        case Kind.REFUSED | Kind.FAILED | Kind.FAILED_AFTER:
            writer.write(_refusal(fault))
        case Kind.CUT | Kind.RESET:
            writer.write(answer[: int(len(answer) * fault.share)])
            await writer.drain()
            if fault.kind is Kind.RESET:
                _reset(writer)
            return False
        case Kind.DRIP:
            size = max(len(answer) // _DRIPS, 1)
            for start in range(0, len(answer), size):
                writer.write(answer[start : start + size])
                await writer.drain()
                await asyncio.sleep(fault.seconds / _DRIPS)
        case Kind.SLOW:
            await asyncio.sleep(fault.seconds)
            writer.write(answer)
        case _:
            writer.write(answer)
    await writer.drain()
    return bool(answer) or fault.kind in _NOT_SENT


def _refusal(fault: Fault) -> bytes:
    body = b'{"error": {"code": "Chaos", "message": "A fault that was asked for."}}'
    wait = b"" if fault.retry_after is None else b"Retry-After: %d\r\n" % fault.retry_after
    head = b"HTTP/1.1 %d Chaos\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%b\r\n"
    return head % (fault.status, len(body), wait) + body


def _reset(writer: StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
    writer.transport.abort()


async def _read(reader: StreamReader) -> _Request:
    """Read a request.

    Raises:
        IncompleteReadError: the connection ends before.
    """
    head = await reader.readuntil(b"\r\n\r\n")
    headers = {name.lower(): value for name, value in _HEADER.findall(head)}
    if headers.get(b"transfer-encoding") == b"chunked":
        return _Request(head, await _read_chunks(reader))
    return _Request(head, await reader.readexactly(int(headers.get(b"content-length", 0))))


async def _read_chunks(reader: StreamReader) -> bytes:
    chunks = []
    while True:
        size = await reader.readuntil(b"\r\n")
        chunk = await reader.readexactly(int(size, 16) + 2)
        chunks += [size, chunk]
        if int(size, 16) == 0:
            return b"".join(chunks)
