"""Read the bodies of responses in bounded memory, whatever the server sends."""

from __future__ import annotations

import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from typing import Final, Protocol

import httpx

MAX_RESPONSE_SIZE: Final = 512 << 20
"""Bytes that the body of a response may have once it is decoded, by default."""

# Of a response that is an error, no more is read: nobody reads longer sentences.
MAX_ERROR_SIZE: Final = 64 << 10
# A body that grows so much when it is decoded is made to fill memory; JSON shrinks to a fiftieth at the most.
_SUSPICIOUS_RATIO: Final = 200
_SUSPICIOUS_SIZE: Final = 8 << 20
_CHUNK: Final = 64 << 10
# By content coding, what zlib is to expect.
_WINDOW_BITS: Final = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


class BodyRefused(Exception):
    """A body that is too large, or cannot be decoded. The text says which."""


class BodyTooLarge(BodyRefused):
    """A body that is larger than it may be: asking for it again would not help."""


class _Decompressor(Protocol):
    @property
    def unconsumed_tail(self) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = 0, /) -> bytes: ...


class BodyDecoder:
    """Decodes a body piece by piece, in pieces of bounded size.

    Args:
        response: whose body it is.
        limit: bytes that it may have once it is decoded.

    Raises:
        BodyRefused: the body has several content codings, or an unknown one.
    """

    def __init__(self, response: httpx.Response, limit: int) -> None:
        # What the user's own transport has read already is decoded.
        decoded = response.is_stream_consumed
        coding = "identity" if decoded else response.headers.get("Content-Encoding", "identity").strip().lower()
        self._decompressor: _Decompressor | None = None
        if coding not in ("identity", ""):
            if coding not in _WINDOW_BITS:
                raise BodyRefused(f"its content coding is {coding[:40]!r}, which was not asked for")
            self._decompressor = zlib.decompressobj(_WINDOW_BITS[coding])
        self._limit = limit
        self._encoded = 0
        self._decoded = 0

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what some bytes of the body stand for.

        Raises:
            BodyRefused: the body is larger than the limit, or not what its content coding says.
        """
        self._encoded += len(data)
        if self._decompressor is None:
            yield self._counted(data)
            return
        while data and not self._decompressor.eof:
            try:
                piece = self._decompressor.decompress(data, _CHUNK)
            except zlib.error as error:
                raise BodyRefused("it is not what its content coding says") from error
            data = self._decompressor.unconsumed_tail
            if piece:
                yield self._counted(piece)

    def finish(self) -> None:
        """Raise BodyRefused if the body ends in its middle."""
        if self._decompressor is not None and self._encoded and not self._decompressor.eof:
            raise BodyRefused("it ends before its content coding does")

    def _counted(self, piece: bytes) -> bytes:
        self._decoded += len(piece)
        if self._decoded > self._limit:
            raise BodyTooLarge(f"it is larger than {self._limit} bytes")
        if self._decoded > _SUSPICIOUS_SIZE and self._decoded > self._encoded * _SUSPICIOUS_RATIO:
            raise BodyTooLarge(f"{self._encoded} bytes of it decode to more than {self._decoded}")
        return piece


def read(response: httpx.Response, limit: int) -> httpx.Response:
    """Read the body of a streamed response.

    Raises:
        BodyRefused: it is larger than the limit, or cannot be decoded.
    """
    if _is_plain(response, limit):
        response.read()
        return response
    wanted, body = _wanted(response, limit), bytearray()
    decoder = BodyDecoder(response, limit)
    for data in response.iter_raw(_CHUNK):
        for piece in decoder.decode(data):
            body += piece
            if wanted is not None and len(body) >= wanted:
                return _whole(response, body[:wanted])
    decoder.finish()
    return _whole(response, body)


async def read_async(response: httpx.Response, limit: int) -> httpx.Response:
    """Read the body of a streamed response, as `read` does."""
    if _is_plain(response, limit):
        await response.aread()
        return response
    wanted, body = _wanted(response, limit), bytearray()
    decoder = BodyDecoder(response, limit)
    chunks: AsyncIterator[bytes] = response.aiter_raw(_CHUNK)
    async for data in chunks:
        for piece in decoder.decode(data):
            body += piece
            if wanted is not None and len(body) >= wanted:
                return _whole(response, body[:wanted])
    decoder.finish()
    return _whole(response, body)


def raw_chunks(response: httpx.Response) -> Iterator[bytes]:
    """Yield the body of a streamed response as it comes."""
    return iter((response.content,)) if response.is_stream_consumed else response.iter_raw()


async def raw_chunks_async(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """Yield the body of a streamed response as it comes."""
    if response.is_stream_consumed:
        yield response.content
    else:
        async for chunk in response.aiter_raw():
            yield chunk


def _is_plain(response: httpx.Response, limit: int) -> bool:
    """Whether a body is of known and modest size, and not encoded, so that httpx can read it as it is."""
    if response.is_stream_consumed:
        return True
    length = response.headers.get("Content-Length", "")
    most = MAX_ERROR_SIZE if response.status_code >= 400 else limit
    return "Content-Encoding" not in response.headers and length.isdecimal() and int(length) <= most


def _wanted(response: httpx.Response, limit: int) -> int | None:
    """How much of a body is enough; None for all of it."""
    return min(MAX_ERROR_SIZE, limit) if response.status_code >= 400 else None


def _whole(response: httpx.Response, body: bytes | bytearray) -> httpx.Response:
    """Return the response with a body that was read already."""
    headers = [
        (name, value)
        for name, value in response.headers.multi_items()
        if name not in ("content-encoding", "content-length", "transfer-encoding")
    ]
    return httpx.Response(
        response.status_code,
        headers=headers,
        content=bytes(body),
        request=response.request,
        extensions=response.extensions,
        history=response.history,
    )
