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
from typing import TYPE_CHECKING, Any, Final

import httpx

from speechtotext._concurrency.helper_threads import HelperThread
from speechtotext._concurrency.interruption import UNINTERRUPTED, Interruption

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
        connecting = _opened(lambda: self._plain.connect_tcp(host, port, limited, local_address, socket_options))
        return InterruptibleStream(connecting.result(self.interruption), self)

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
        handshake = _opened(lambda: self._stream.start_tls(ssl_context, server_hostname, limited))
        try:
            return InterruptibleStream(handshake.result(interruption), self._backend)
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


def _opened(open_stream: Callable[[], httpcore.NetworkStream]) -> HelperThread[httpcore.NetworkStream]:
    """Open a stream in a thread, which closes it if nobody waits for it any more."""
    return HelperThread(open_stream, lambda stream: stream.close())


def make_interruptible(client: httpx.Client) -> InterruptibleBackend:
    """Have the connections that a new client is going to make end when the backend's `interruption` says so."""
    backend = InterruptibleBackend()
    replace_backends(client, lambda plain: backend)
    return backend


def replace_backends(client: httpx.Client | httpx.AsyncClient, wrap: Callable[[Any], object]) -> None:
    """Put other network backends into the connection pools of a client, in the place of those that it has."""
    for transport in (client._transport, *client._mounts.values()):
        pool = getattr(transport, "_pool", None)
        if pool is not None:
            pool._network_backend = wrap(pool._network_backend)


def _within(timeout: float | None, interruption: Interruption) -> float | None:
    remaining = max(interruption.remaining, 0.001)
    return timeout if timeout is not None and timeout <= remaining else None if remaining == float("inf") else remaining
