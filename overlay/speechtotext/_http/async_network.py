"""Connections of asynchronous clients that leave no socket open when their TLS handshake is cancelled.

httpcore 1.0.9 closes a socket whose handshake fails, but not one whose handshake is cancelled.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import httpx

from .network import replace_backends

if TYPE_CHECKING:
    # It is slow to import, and not needed before there is a connection.
    import httpcore


class ClosingBackend:
    """Opens connections as another backend does."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        self._backend = backend

    async def connect_tcp(self, *arguments: Any, **options: Any) -> ClosingStream:
        return ClosingStream(await self._backend.connect_tcp(*arguments, **options))

    async def connect_unix_socket(self, *arguments: Any, **options: Any) -> ClosingStream:
        return ClosingStream(await self._backend.connect_unix_socket(*arguments, **options))

    async def sleep(self, seconds: float) -> None:
        await self._backend.sleep(seconds)


class ClosingStream:
    """A connection before TLS."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        import anyio

        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            with anyio.CancelScope(shield=True):
                await self._stream.aclose()
            raise

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def close_cancelled_handshakes(client: httpx.AsyncClient) -> None:
    """Have the connections that a new client is going to make be closed when their handshake is cancelled."""
    replace_backends(client, ClosingBackend)
