"""Bytes of published files: from GitHub's raw URLs, or from a mirror of that layout on the web or in a folder."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol
from urllib.parse import quote, urlsplit
from urllib.request import url2pathname

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from build_error import BuildError

from .files import LARGEST_FILE, read_regular
from .http_exchange import (
    Answer,
    CutOff,
    ExchangeError,
    Misdirected,
    NotConnected,
    TooLarge,
    TooSlow,
    Untrusted,
    exchange,
)

GITHUB = "https://raw.githubusercontent.com"
MIRROR_VARIABLE = "SPEECHTOTEXT_SPEC_MIRROR"
TIMEOUT = 30.0
BACK_OFF = (0.5, 1.0, 2.0)


class Advice(NamedTuple):
    """What to do about a file that cannot be fetched: ends of sentences."""

    unreachable: str
    trouble: str
    missing: str
    wrong: str


MIRROR_ADVICE = Advice(
    unreachable=f"Check the network, or name a mirror with --mirror or {MIRROR_VARIABLE}.",
    trouble="pull again later, or name a mirror.",
    missing="Check the repository, commit and path in spec/sources.toml, or the mirror.",
    wrong=f"Correct --mirror or {MIRROR_VARIABLE}.",
)
URL_ADVICE = Advice(
    unreachable="Check the network and the URL.",
    trouble="try again later.",
    missing="Check the URL.",
    wrong="Correct the URL.",
)

JSON = dict[str, "JSON"] | list["JSON"] | str | int | float | bool | None


class TemporaryFailure(BuildError):
    """It may work when tried again."""


class Unreachable(TemporaryFailure):
    """No answer at all: no network, no such host, a closed port."""


class Upstream(Protocol):
    """Where published files come from."""

    def address(self, location: PurePosixPath) -> str:
        """The URL or path of a file, for people to read."""
        ...

    def get(self, location: PurePosixPath) -> bytes:
        """The file at `<owner>/<repository>/<commit>/<path>`.

        Raises:
            Unreachable: there is no answer at all.
            BuildError: there is one, but not the file.
        """
        ...

    def stop(self) -> None:
        """Let what is under way in other threads fail soon instead of running on."""


class FolderUpstream:
    """A mirror on disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def address(self, location: PurePosixPath) -> str:
        return str(self._root / location)

    def get(self, location: PurePosixPath) -> bytes:
        if not self._root.is_dir():
            raise BuildError(
                f"{location.name}: the mirror {self._root} is not a folder. Correct --mirror or {MIRROR_VARIABLE}."
            )
        try:
            return read_regular(self._root / location, LARGEST_FILE)
        except BuildError as problem:
            raise BuildError(f"{location.name}: {problem}. Correct the mirror.") from None
        except FileNotFoundError:
            raise BuildError(
                f"{location.name}: the mirror has no {self.address(location)}. Add the file to the mirror, "
                "or correct the commit or path in spec/sources.toml."
            ) from None
        except OSError as error:
            raise BuildError(
                f"{location.name}: {self.address(location)} cannot be read ({error.strerror}). Make it readable."
            ) from error

    def stop(self) -> None:
        """Reading from disk does not take long enough to be stopped."""


class HttpUpstream:
    """GitHub, or a mirror on the web. Safe to share between threads.

    Exchanges run on an event loop of the portal, where a deadline can end them wherever they wait.
    """

    def __init__(
        self,
        base: str,
        portal: BlockingPortal,
        timeout: float,
        sleep: Callable[[float], None],
        advice: Advice = MIRROR_ADVICE,
    ) -> None:
        self._base = base.rstrip("/")
        self._portal = portal
        self._advice = advice
        self._timeout = timeout
        self._sleep = sleep
        self._stopped = threading.Event()
        self._under_way: set[Future[Answer]] = set()
        self._client = _client(timeout)

    def address(self, location: PurePosixPath) -> str:
        return redact_url(self._url(location))

    def get(self, location: PurePosixPath) -> bytes:
        return self.get_url(self._url(location), f"{location.name} from {self.address(location)}")

    def get_url(self, url: str, subject: str) -> bytes:
        """What is at a URL, which problems call `subject`."""
        for pause in BACK_OFF:
            try:
                return self._body(url, subject)
            except TemporaryFailure:
                if self._stopped.is_set():
                    raise
                self._sleep(pause)
        return self._body(url, subject)

    def answer(self, url: str, subject: str, headers: Mapping[str, str]) -> Answer:
        """The answer to one request, whatever its status."""
        future = self._portal.start_task_soon(self._exchange, url, headers)
        self._under_way.add(future)
        try:
            if self._stopped.is_set():
                future.cancel()
            return future.result()
        except CancelledError:
            raise TemporaryFailure(f"{subject}: stopped.") from None
        except ExchangeError as error:
            raise _failure(subject, error, self._advice) from error
        finally:
            self._under_way.discard(future)

    def stop(self) -> None:
        self._stopped.set()
        for future in list(self._under_way):
            future.cancel()

    def close(self) -> None:
        self._portal.call(self._client.aclose)

    def _url(self, location: PurePosixPath) -> str:
        return f"{self._base}/{quote(str(location))}"

    def _body(self, url: str, subject: str) -> bytes:
        answer = self.answer(url, subject, {})
        if answer.status != HTTPStatus.OK:
            raise _refusal(subject, answer.status, self._advice)
        return answer.body

    async def _exchange(self, url: str, headers: Mapping[str, str]) -> Answer:
        return await exchange(self._client, url, timeout=self._timeout, largest=LARGEST_FILE, headers=headers)


@contextmanager
def open_upstream(
    source: str | None = None, *, timeout: float = TIMEOUT, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Upstream]:
    """The mirror `source` (a folder, `file://` or `http(s)://` URL), else that of the environment, else GitHub.

    Nothing is looked at or connected to before the first file is wanted.

    Raises:
        BuildError: `source` is something else.
    """
    source = source or os.environ.get(MIRROR_VARIABLE) or GITHUB
    scheme = re.match(r"([a-z][a-z0-9+.-]+):", source.lower())
    match scheme[1] if scheme else None:
        case None:
            yield FolderUpstream(Path(source))
        case "file":
            yield FolderUpstream(_path_of_url(source))
        case "http" | "https":
            with open_web(source, timeout=timeout, sleep=sleep) as web:
                yield web
        case _:
            raise BuildError(f"{source}: not a mirror: a folder, a file:// or an http(s):// URL is. Correct it.")


@contextmanager
def open_web(
    base: str, *, timeout: float, sleep: Callable[[float], None] = time.sleep, advice: Advice = MIRROR_ADVICE
) -> Iterator[HttpUpstream]:
    """Open a server whose files are below the URL `base`."""
    with start_blocking_portal() as portal:
        web = HttpUpstream(base, portal, timeout, sleep, advice)
        try:
            yield web
        except BaseException:
            web.stop()
            raise
        finally:
            web.close()


def fetch(url: str, *, timeout: float = TIMEOUT, sleep: Callable[[float], None] = time.sleep) -> bytes:
    """What is at an http(s) URL.

    Raises:
        BuildError: it cannot be had.
    """
    with open_web("", timeout=timeout, sleep=sleep, advice=URL_ADVICE) as web:
        return web.get_url(url, redact_url(url))


def redact_url(url: str) -> str:
    """The URL without what can be secret in it, user, password and query, for people to read."""
    return re.sub(r"(?<=://)[^/@]*@|[?#].*", "", url)


def parse_json(body: bytes, subject: str) -> JSON:
    """The JSON of a fetched file.

    Raises:
        BuildError: it is none; names `subject` and shows how the file begins.
    """
    try:
        parsed: JSON = json.loads(body)
    except (ValueError, RecursionError) as error:
        start = " ".join(body[:60].decode(errors="replace").split())
        raise BuildError(
            f"{subject}: not JSON, it begins {start!r}. "
            "Open it: it may be a sign-in page, or the mirror's copy may be cut off."
        ) from error
    return parsed


def mapping(value: JSON) -> dict[str, JSON]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def _client(timeout: float) -> httpx.AsyncClient:
    try:
        return httpx.AsyncClient(timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)), follow_redirects=False)
    except (ValueError, ImportError, OSError) as error:
        # httpx reads proxies and certificates from the environment as it is made.
        raise BuildError(
            f"The environment's proxy or certificate settings are wrong ({error}). Correct them."
        ) from error


def _path_of_url(url: str) -> Path:
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost"):
        raise BuildError(f"{url}: a file:// URL has three slashes before an absolute path. Correct the mirror.")
    return Path(url2pathname(parts.path))


def _refusal(subject: str, status: int, advice: Advice) -> BuildError:
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return TemporaryFailure(f"{subject}: HTTP {status}. The server is in trouble: {advice.trouble}")
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return BuildError(f"{subject}: HTTP {status}. {advice.missing}")
    return BuildError(f"{subject}: HTTP {status}. Check that you have access to that URL.")


def _failure(subject: str, error: ExchangeError, advice: Advice) -> BuildError:
    match error:
        case TooSlow():
            return TemporaryFailure(f"{subject}: {error}. Pull again later.")
        case NotConnected():
            return Unreachable(f"{subject}: cannot be reached ({error}). {advice.unreachable}")
        case CutOff():
            return TemporaryFailure(f"{subject}: cut off ({error}). Pull again.")
        case TooLarge():
            return BuildError(f"{subject}: {error}, so not the file. Look at what answers that URL.")
        case Untrusted():
            return BuildError(
                f"{subject}: the server's certificate is not trusted ({error}). If your network has a certificate "
                "authority of its own, set SSL_CERT_FILE to the file with its certificates."
            )
        case Misdirected():
            return BuildError(f"{subject}: {error}. {advice.wrong}")
        case _:
            return BuildError(f"{subject}: cannot be fetched ({error}). {advice.wrong}")
