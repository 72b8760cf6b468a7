"""Sockets of synchronous clients whose reads and writes end at a deadline, or when their work is stopped.

Blocking reads wake a few times a second to look. Looking up a host, connecting and TLS handshakes cannot be cut into
turns, so each of them has a thread of its own, which is left behind when it is not wanted any more. httpx takes no such
backend as an argument, so `make_interruptible` puts it into the connection pools of a client.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from socket import SHUT_RDWR
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, Final

import httpx

from .interruption import UNINTERRUPTED, Interruption

if TYPE_CHECKING:
    # It is slow to import, and not needed before there is a connection.
    import httpcore

# How long a read or write blocks before it looks whether to go on, in seconds.
_SLICE: Final = 0.25


class InterruptibleBackend:
    """Opens connections that end when `interruption` says so."""

    def __init__(self) -> None:
        self.interruption: Interruption = UNINTERRUPTED
        import httpcore

        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> InterruptibleStream:
        self.interruption.check()
        limited = _within(timeout, self.interruption)
        connecting = _NewStream(lambda: self._plain.connect_tcp(host, port, limited, local_address, socket_options))
        return InterruptibleStream(connecting.wait(self.interruption), self)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> InterruptibleStream:
        return InterruptibleStream(self._plain.connect_unix_socket(path, timeout, socket_options), self)

    def sleep(self, seconds: float) -> None:
        self.interruption.sleep(seconds)


class InterruptibleStream:
    """A connection that is read and written in short turns."""

    def __init__(self, stream: httpcore.NetworkStream, backend: InterruptibleBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        from httpcore import ReadTimeout

        until = None if timeout is None else time.monotonic() + timeout
        while True:
            self._backend.interruption.check()
            try:
                return self._stream.read(max_bytes, self._turn(until))
            except ReadTimeout:
                if until is not None and time.monotonic() >= until:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        from httpcore import WriteError, WriteTimeout

        socket = self._stream.get_extra_info("socket")
        if socket is None:
            # TLS within TLS, through a proxy: it cannot go on after a turn.
            self._stream.write(buffer, _within(timeout, self._backend.interruption))
            return
        until = None if timeout is None else time.monotonic() + timeout
        left = memoryview(buffer)
        while left:
            self._backend.interruption.check()
            try:
                socket.settimeout(self._turn(until))
                left = left[socket.send(left) :]
            except TimeoutError as error:
                if until is not None and time.monotonic() >= until:
                    raise WriteTimeout(str(error)) from error
            except OSError as error:
                raise WriteError(str(error)) from error

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> InterruptibleStream:
        interruption = self._backend.interruption
        limited = _within(timeout, interruption)
        # The handshake takes over the socket: this second handle on it is what ends the handshake.
        socket = self._stream.get_extra_info("socket")
        handle = None if isinstance(socket, ssl.SSLSocket) else socket.dup()
        handshake = _NewStream(lambda: self._stream.start_tls(ssl_context, server_hostname, limited))
        try:
            return InterruptibleStream(handshake.wait(interruption), self._backend)
        except BaseException:
            if handle is not None:
                with suppress(OSError):
                    handle.shutdown(SHUT_RDWR)
            raise
        finally:
            if handle is not None:
                handle.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _turn(self, until: float | None) -> float:
        """Seconds to block now."""
        longest = min(_SLICE, max(self._backend.interruption.remaining, 0.001))
        return longest if until is None else min(longest, max(until - time.monotonic(), 0.001))


class _NewStream:
    """A stream that a thread opens, and closes if nobody waits for it any more."""

    def __init__(self, open_stream: Callable[[], httpcore.NetworkStream]) -> None:
        self._open_stream = open_stream
        self._done = Event()
        self._lock = Lock()
        self._stream: httpcore.NetworkStream | None = None
        self._error: BaseException | None = None
        self._wanted = True
        try:
            Thread(target=self._open, name="speechtotext-connect", daemon=True).start()
        except RuntimeError:
            # No thread can be started any more, such as when the interpreter shuts down.
            self._open()

    def wait(self, interruption: Interruption) -> httpcore.NetworkStream:
        """Return the stream once it is open.

        Raises:
            Stopped: the work is not wanted any more.
            DeadlineExceeded: its time is over.
        """
        try:
            while not self._done.wait(min(_SLICE, max(interruption.remaining, 0.001))):
                interruption.check()
            if self._error is not None:
                raise self._error
            assert self._stream is not None
            return self._stream
        except BaseException:
            self._give_up()
            raise

    def _open(self) -> None:
        try:
            self._stream = self._open_stream()
        except BaseException as error:
            self._error = error
        with self._lock:
            self._done.set()
            if not self._wanted and self._stream is not None:
                self._stream.close()

    def _give_up(self) -> None:
        with self._lock:
            self._wanted = False
            if self._stream is not None:
                self._stream.close()


def make_interruptible(client: httpx.Client) -> InterruptibleBackend:
    """Have the connections that a new client is going to make end when the backend's `interruption` says so."""
    backend = InterruptibleBackend()
    for transport in (client._transport, *client._mounts.values()):
        pool = getattr(transport, "_pool", None)
        if pool is not None:
            pool._network_backend = backend
    return backend


def _within(timeout: float | None, interruption: Interruption) -> float | None:
    remaining = max(interruption.remaining, 0.001)
    return timeout if timeout is not None and timeout <= remaining else None if remaining == float("inf") else remaining
