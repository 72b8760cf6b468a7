"""The inputs of a batch: checked, told apart, and recognised in what the service says of them. Pure functions."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import parse_qs, quote, unquote_to_bytes, urljoin, urlsplit

from speechtotext._errors import InvalidArgument
from speechtotext._redaction import is_signed, source_of
from speechtotext_api.wire import redacted

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# What has another meaning when it is not escaped.
_DELIMITERS: Final = re.compile(r"(%(?:2F|3F|23|25|26|3D|2B))", re.IGNORECASE)
_POSITION: Final = re.compile(r"contenturl_(\d+)\.json", re.IGNORECASE)
# A URL that is its own normal form, as most are.
_NORMAL: Final = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*/(?:[A-Za-z0-9_~-][A-Za-z0-9_~.-]*/?)*")
_SPACE: Final = re.compile(r"[\s\x00-\x1f\x7f]")


def checked_urls(urls: Iterable[object]) -> list[str]:
    """Return the URLs, each once.

    Raises:
        InvalidArgument: one of them is no absolute http(s) URL.
    """
    if isinstance(urls, str | bytes) or not isinstance(urls, Iterable):
        example = f", such as [{redacted(urls)}]" if isinstance(urls, str) else ""
        raise InvalidArgument(f"urls is {_described(urls)}: give a list of URLs{example}")
    given: dict[str, None] = {}
    for position, url in enumerate(urls):
        if not isinstance(url, str) or not is_absolute_url(url):
            what = redacted(os.fspath(url) if isinstance(url, os.PathLike) else url)
            raise InvalidArgument(
                f"urls[{position}] is {what}: give an absolute http:// or https:// URL, or storage= for local files"
            )
        given[url] = None
    return list(given)


def _described(value: object) -> str:
    return "None" if value is None else f"a {type(value).__name__}"


def is_absolute_url(url: object) -> bool:
    """Return whether a value is an absolute http(s) URL that the service reads as Python does."""
    if not isinstance(url, str):
        return False
    if _NORMAL.fullmatch(url.partition("?")[0]) and url.isascii() and not _SPACE.search(url):
        # Most are like this, and a million of them take a while to take apart.
        return True
    try:
        url.encode()
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    # Python cuts white space off before it takes a URL apart; the service does not.
    clean = url[:1].isalpha() and not _SPACE.search(host or "") and not re.search(r"[\x00-\x1f\x7f]|\s\Z", url)
    return clean and parts.scheme.lower() in _DEFAULT_PORTS and bool(host)


def is_plain_url(url: str) -> bool:
    """Return whether a URL is absolute and carries no signature, and is its own normal form, as most are."""
    return bool(_NORMAL.fullmatch(url))


def normalized(url: str) -> str:
    """Return the form that two spellings of one URL have in common (RFC 3986, section 6.2).

    The service writes the host in small letters, leaves out default ports, and escapes what is not.
    """
    source = source_of(url)
    if _NORMAL.fullmatch(source):
        return source
    try:
        parts = urlsplit(source)
        scheme, host, port = parts.scheme.lower(), _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return source
    site = host if port in (None, _DEFAULT_PORTS.get(scheme)) else f"{host}:{port}"
    path = urlsplit(urljoin("http://host/", parts.path)).path if "/." in parts.path else parts.path
    query = f"?{_escaped(parts.query)}" if parts.query else ""
    return f"{scheme}://{site}{_escaped(path) or '/'}{query}"


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode() if not host.isascii() else host.lower()
    except UnicodeError:
        return host.lower()


def _escaped(text: str) -> str:
    """Escape alike what may be escaped or not; an escaped delimiter stays what it is."""
    pieces = _DELIMITERS.split(text)
    return "".join(
        piece.upper() if _DELIMITERS.fullmatch(piece) else quote(unquote_to_bytes(piece), "/?&=+") for piece in pieces
    )


def position_of(name: str) -> int | None:
    """Return which input of its job a result file is of, as its name tells; None if it does not."""
    found = _POSITION.fullmatch(name.rpartition("/")[2])
    return int(found[1]) if found else None


def has_expired(url: str, now: datetime) -> bool:
    """Return whether the permission that a URL carries has ended."""
    ends = expiry_of(url)
    return ends is not None and ends <= now


def expiry_of(url: str) -> datetime | None:
    """Return when the permission that a URL carries ends; None if it carries none, or does not tell.

    Azure Storage tells the time itself (`se`), Amazon S3 and Google Cloud Storage when the URL was signed, and for how
    many seconds (`X-Amz-Date`, `X-Amz-Expires`; `X-Goog-…`).
    """
    if not is_signed(url):
        return None
    query = {name.lower(): values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    try:
        if "se" in query:
            ends = datetime.fromisoformat(query["se"])
            return ends if ends.tzinfo else ends.replace(tzinfo=UTC)
        for vendor in ("x-amz", "x-goog"):
            if f"{vendor}-expires" in query:
                signed = datetime.strptime(query[f"{vendor}-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                return signed + timedelta(seconds=int(query[f"{vendor}-expires"]))
    except (KeyError, OverflowError, ValueError):
        pass
    return None
