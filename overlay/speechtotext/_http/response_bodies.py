"""Read the bodies of responses in bounded memory, whatever the server sends."""

from __future__ import annotations

import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
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
                raise BodyRefused(f"its content coding is {coding[:40]!r}, which the client did not accept")
            self._decompressor = zlib.decompressobj(_WINDOW_BITS[coding])
        self._limit = limit
        self._encoded = 0
        self._decoded = 0

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what some bytes of the body stand for.

        Raises:
            BodyRefused: the body is larger than the limit, or not what its content coding says.
        """
        if self._decompressor is None:
            self._encoded += len(data)
            yield self._counted(data)
            return
        while data and not self._decompressor.eof:
            try:
                piece = self._decompressor.decompress(data, _CHUNK)
            except zlib.error as error:
                raise BodyRefused("it cannot be decoded with its content coding") from error
            # What is still to be decoded does not speak for the size of what has been.
            self._encoded += len(data) - len(self._decompressor.unconsumed_tail)
            data = self._decompressor.unconsumed_tail
            if piece:
                yield self._counted(piece)

    def finish(self) -> None:
        """Raise BodyRefused if the body ends in its middle."""
        if self._decompressor is not None and self._encoded and not self._decompressor.eof:
            raise BodyRefused("its encoded content is cut off")

    def _counted(self, piece: bytes) -> bytes:
        self._decoded += len(piece)
        if self._decoded > self._limit:
            raise BodyTooLarge(f"it is larger than {self._limit} bytes")
        if self._decoded > _SUSPICIOUS_SIZE and self._decoded > self._encoded * _SUSPICIOUS_RATIO:
            raise BodyTooLarge(f"{self._encoded} bytes of it decode to more than {self._decoded}")
        return piece


class _BodyReader:
    """Collects a body until there is enough of it: of an error, its beginning is enough, decoded as far as it can be.

    Args:
        response: whose body it is.
        limit: bytes that it may have once it is decoded.
    """

    def __init__(self, response: httpx.Response, limit: int) -> None:
        self._response = response
        self._is_error = response.status_code >= 400
        self._most = min(MAX_ERROR_SIZE, limit)
        self._body = bytearray()
        self._decoder: BodyDecoder | None = None
        try:
            self._decoder = BodyDecoder(response, limit)
        except BodyRefused:
            if not self._is_error:
                raise

    def takes(self, data: bytes) -> bool:
        """Take the next bytes, and return whether more are wanted."""
        if self._decoder is None:
            return False
        try:
            for piece in self._decoder.decode(data):
                self._body += piece
                if self._is_error and len(self._body) >= self._most:
                    del self._body[self._most :]
                    return False
        except BodyRefused:
            if not self._is_error:
                raise
            return False
        return True

    def read(self) -> httpx.Response:
        """Return the response with its body."""
        if self._decoder is not None and not self._is_error:
            self._decoder.finish()
        return _whole(self._response, self._body)


def read(response: httpx.Response, limit: int, check: Callable[[], object] | None = None) -> httpx.Response:
    """Read the body of a streamed response.

    Args:
        response: whose body it is.
        limit: bytes that it may have.
        check: called between pieces, where the connection itself does not look whether to go on.

    Raises:
        BodyRefused: it is larger than the limit, or cannot be decoded. An error is cut off in place of that.
    """
    if response.is_stream_consumed or (check is None and _is_plain(response, limit)):
        response.read()
        return response
    reader = _BodyReader(response, limit)
    for data in response.iter_raw(_CHUNK if check is None else None):
        if check is not None:
            check()
        if not reader.takes(data):
            break
    return reader.read()


async def read_async(response: httpx.Response, limit: int) -> httpx.Response:
    """Read the body of a streamed response, as `read` does."""
    if _is_plain(response, limit):
        await response.aread()
        return response
    reader = _BodyReader(response, limit)
    chunks: AsyncIterator[bytes] = response.aiter_raw(_CHUNK)
    async for data in chunks:
        if not reader.takes(data):
            break
    return reader.read()


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
