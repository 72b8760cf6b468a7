"""One HTTP exchange, bounded as a whole: one deadline from the first connection to the last byte, and a size."""

from __future__ import annotations

import re
import ssl
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus

import anyio
import httpx

MOST_REDIRECTS = 10
# A name or an address; httpx takes a single bracket for a name, too.
_HOST = re.compile(r"[\w.:-]+")
_CODINGS = ("", "identity", "gzip", "x-gzip")
_ZLIB_WITH_GZIP_HEADER = 16 + zlib.MAX_WBITS
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


class ExchangeError(Exception):
    """An exchange that did not give a body: how it failed, as the end of a sentence."""


class TooSlow(ExchangeError):
    """The deadline passed."""


class TooLarge(ExchangeError):
    """The body is larger than it may be."""


class NotConnected(ExchangeError):
    """No answer at all."""


class CutOff(ExchangeError):
    """The answer broke off, or is not HTTP."""


class Untrusted(ExchangeError):
    """The certificate of the server."""


class Misdirected(ExchangeError):
    """A redirect that leads nowhere."""


class Unusable(ExchangeError):
    """A URL, or an encoding, that is not taken."""


@dataclass(frozen=True)
class Answer:
    """The status, headers and decoded body of a response; the body of a refusal is cut at `refusal_size`."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


async def exchange(
    client: httpx.AsyncClient, url: str, *, timeout: float, largest: int, headers: Mapping[str, str] | None = None
) -> Answer:
    """Return what a GET of the URL answers, redirects followed.

    Args:
        client: one that follows no redirects itself, which would read and decode their bodies whole.
        timeout: seconds for all of it.
        largest: bytes that a body may have, decoded.

    Raises:
        ExchangeError: there is no such answer.
    """
    try:
        with anyio.fail_after(timeout):
            return await _followed(client, url, largest, {"Accept-Encoding": "gzip", **(headers or {})})
    except (TimeoutError, httpx.PoolTimeout, httpx.ReadTimeout, httpx.WriteTimeout) as error:
        raise TooSlow(f"timed out, not there within {timeout:g} s") from error
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        certificate = _certificate_error(error)
        if certificate is not None:
            raise Untrusted(certificate.verify_message or _reason(certificate)) from error
        raise NotConnected(_reason(error)) from error
    except (httpx.NetworkError, httpx.ProtocolError, zlib.error) as error:
        raise CutOff(_reason(error)) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unusable(_reason(error)) from error


async def _followed(client: httpx.AsyncClient, url: str, largest: int, headers: Mapping[str, str]) -> Answer:
    address = httpx.URL(url)
    for _ in range(MOST_REDIRECTS + 1):
        async with client.stream("GET", address, headers=headers) as response:
            if response.status_code not in _REDIRECTS:
                # The body of a refusal may say why; what is too much of it does not matter.
                is_wanted = response.status_code == HTTPStatus.OK
                body = await _body(response, largest) if is_wanted else await _start(response)
                return Answer(response.status_code, response.headers, body)
            target = _target(address, response)
        if target.host != address.host:
            headers = {name: value for name, value in headers.items() if name.lower() != "authorization"}
        address = target
    raise Misdirected(f"redirected more than {MOST_REDIRECTS} times")


def _target(address: httpx.URL, response: httpx.Response) -> httpx.URL:
    location = response.headers.get("location", "")
    with suppress(httpx.InvalidURL, ValueError):
        target = address.join(location)
        if location and target.scheme in ("http", "https") and _HOST.fullmatch(target.host):
            return target
    raise Misdirected(f"HTTP {response.status_code} redirects to {location!r}, which is not a web address")


async def _body(response: httpx.Response, largest: int) -> bytes:
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in _CODINGS:
        # Codings on top of each other grow without end as they are taken off.
        raise Unusable(f"sent with the Content-Encoding {coding!r}, only gzip is accepted")
    decoder = _Gzip(largest) if coding.endswith("gzip") else None
    parts: list[bytes] = []
    size = 0
    async for chunk in response.aiter_raw():
        part = chunk if decoder is None else decoder.decoded(chunk)
        size += len(part)
        if size > largest:
            raise TooLarge(f"more than {largest} bytes")
        parts.append(part)
    if decoder is not None and not decoder.is_complete:
        raise CutOff("the gzip stream ends early")
    return b"".join(parts)


async def _start(response: httpx.Response, size: int = 4096) -> bytes:
    if response.headers.get("content-encoding"):
        return b""
    async for chunk in response.aiter_raw(size):
        return chunk[:size]
    return b""


class _Gzip:
    """Decodes no further than one byte more than may be there."""

    def __init__(self, largest: int) -> None:
        self._left = largest + 1
        self._decoder = zlib.decompressobj(_ZLIB_WITH_GZIP_HEADER)

    def decoded(self, chunk: bytes) -> bytes:
        part = self._decoder.decompress(chunk, max(1, self._left))
        self._left -= len(part)
        if self._decoder.unconsumed_tail and self._left > 0:
            return part + self.decoded(self._decoder.unconsumed_tail)
        return part

    @property
    def is_complete(self) -> bool:
        return self._decoder.eof


def _certificate_error(error: BaseException) -> ssl.SSLCertVerificationError | None:
    """What is wrong with the server's certificate, if that is why there is no connection."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    return cause


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
