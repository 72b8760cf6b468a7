"""The inputs of a batch: checked, told apart, and recognised in what the service says of them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_DELIMITERS: Final = re.compile(r"(%(?:2F|3F|23|25|26|3D|2B))", re.IGNORECASE)
_POSITION: Final = re.compile(r"contenturl_(\d+)\.json", re.IGNORECASE)


def checked_urls(urls: Iterable[str]) -> list[str]:
    """Return the URLs, each once.

    Raises:
        ValueError: one of them is no absolute http(s) URL.
    """
    if isinstance(urls, str | bytes):
        raise ValueError(f"urls is a {type(urls).__name__}: give a list of URLs, such as [{urls!r}]")
    found = dict.fromkeys(urls)
    for position, url in enumerate(found):
        if not _is_absolute(url):
            raise ValueError(f"urls[{position}] is {url!r}: give an absolute http:// or https:// URL")
    return list(found)


def _is_absolute(url: object) -> bool:
    if not isinstance(url, str):
        return False
    try:
        url.encode()
        parts = urlsplit(url)
        return parts.scheme.lower() in _DEFAULT_PORTS and bool(parts.hostname)
    except ValueError:
        return False


def source_of(url: str) -> str:
    """Return what tells an input from all others: its URL, without a signature, which is another one each time."""
    return url.partition("?")[0] if "sig" in parse_qs(urlsplit(url).query) else url


def normalized(url: str) -> str:
    """Return the form that two spellings of one URL have in common (RFC 3986, section 6.2).

    The service writes the host in small letters, leaves out default ports, and escapes what is not.
    """
    source = source_of(url)
    try:
        parts = urlsplit(source)
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").lower(), parts.port
    except ValueError:
        return source
    site = host if port in (None, _DEFAULT_PORTS.get(scheme)) else f"{host}:{port}"
    query = f"?{_escaped(parts.query)}" if parts.query else ""
    return f"{scheme}://{site}{_escaped(parts.path) or '/'}{query}"


def _escaped(text: str) -> str:
    """Escape alike what may be escaped or not; an escaped delimiter stays what it is."""
    pieces = _DELIMITERS.split(text)
    return "".join(
        piece.upper() if _DELIMITERS.fullmatch(piece) else quote(unquote(piece), "/?&=+") for piece in pieces
    )


def position_of(name: str) -> int | None:
    """Return which input of its job a result file is of, as its name tells; None if it does not."""
    found = _POSITION.fullmatch(name.rpartition("/")[2])
    return int(found[1]) if found else None


def expiry_of(url: str) -> datetime | None:
    """Return when the permission that a URL carries ends; None if it carries none, or does not tell."""
    query = parse_qs(urlsplit(url).query)
    try:
        ends = datetime.fromisoformat(query["se"][0]) if "sig" in query else None
    except (KeyError, ValueError):
        return None
    return ends if ends is None or ends.tzinfo else ends.replace(tzinfo=UTC)
