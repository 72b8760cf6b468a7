"""Fetching one file: again after trouble, on from where it broke off, with a new link where the old one has ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import httpx

from speechtotext import _clock
from speechtotext._core.flows import Fetch, Flow, Sleep
from speechtotext._core.response_bodies import MAX_RESPONSE_SIZE
from speechtotext._core.retry import Outcome, RetryPolicy
from speechtotext._core.storage_requests import checked_storage_url
from speechtotext._errors import StorageError, TransportError, UnexpectedResponse

# How often a request for a file may lead to another one without any trouble.
_DETOURS: Final = 5
# What storage answers when a link has ended, or what it leads to is not there any more.
_ENDED: Final = frozenset((401, 403, 404, 410))
_CONTENT_RANGE: Final = re.compile(r"bytes (\d+)-\d*/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that the service tells of.

    Args:
        key: tells it from all other files: the path of its URL.
        name: what the service calls it.
        kind: what it holds.
        size: in bytes, if told.
        link: where its content is, if told.
        renew: the steps that give a new link.
    """

    key: str
    name: str
    kind: str | None
    size: int | None
    link: str | None
    renew: Callable[[], Flow[str | None]]


class ReceivedBody:
    """The bytes of a file that have come so far. This one keeps them in memory.

    Args:
        most: bytes that it may have.
    """

    def __init__(self, most: int = MAX_RESPONSE_SIZE) -> None:
        self.most = most
        self.content = bytearray()
        self.etag: str | None = None
        self.wanted = False
        self._end: int | None = None

    @property
    def position(self) -> int:
        """From where it can go on: after the bytes that there are, if it is known what they are of."""
        return len(self.content) if self.etag is not None else 0

    @property
    def is_whole(self) -> bool:
        """Whether the answer that has come went on to the end of the file: storage may give less than was asked for."""
        return self.wanted and (self._end is None or self.position >= self._end)

    def restart(self) -> None:
        """Begin anew, with nothing."""
        self.content.clear()

    def continues(self, etag: str) -> bool:
        """Whether what is there is of the content that has this entity tag."""
        return etag == self.etag

    def begin(self, response: httpx.Response) -> bool:
        """Whether the body of an answer goes on from where this one ends; otherwise this one is begun anew."""
        partial = response.status_code == httpx.codes.PARTIAL_CONTENT
        etag = _entity_tag(response)
        found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "")) if partial else None
        start, end = (int(found[1]), found[2]) if found is not None else (None, "*")
        continues = etag is not None and start == self.position and self.continues(etag)
        if not continues:
            self.restart()
        self.wanted = continues or not partial
        self.etag = etag
        self._end = int(end) if end != "*" else None
        return self.wanted

    def write(self, data: bytes) -> None:
        self.content += data


def _entity_tag(response: httpx.Response) -> str | None:
    """The entity tag of an answer, if a body that breaks off can be continued by it."""
    etag: str | None = response.headers.get("ETag")
    # A weak one is also that of other bytes; of what is decoded on the way nobody knows where it broke off.
    weak = etag is not None and etag.startswith("W/")
    return None if weak or response.headers.get("Content-Encoding", "identity") != "identity" else etag


def fetch(file: StoredFile, body: ReceivedBody, retry: RetryPolicy) -> Flow[None]:
    """The steps of getting a whole file into a body.

    Raises:
        StorageError: storage refuses to give it.
        TransportError: the network failed again and again.
        UnexpectedResponse: storage redirects without end, or the file changes each time.
    """
    what = f"Fetching {file.name}"
    url = checked_storage_url(file.link or (yield from file.renew()), what)
    attempts, waited, detours, renewed = 0, 0.0, 0, file.link is None
    while True:
        start = body.position
        attempts += 1
        trouble: TransportError | StorageError
        try:
            response = yield Fetch(what, url, body, {"Range": f"bytes={start}-"} if start else {})
        except TransportError as error:
            trouble, outcome = error, Outcome(None, {})
        else:
            if response.is_success and body.is_whole:
                return
            if response.is_success and body.position > start:
                attempts = 0
                continue
            if response.has_redirect_location or response.is_success or response.status_code == 416:
                detours += 1
                if detours > _DETOURS:
                    raise UnexpectedResponse(f"{what} leads from one place to another without end.", response)
                if response.has_redirect_location:
                    url = checked_storage_url(str(response.url.join(response.headers["Location"])), what)
                elif response.status_code == 416:
                    body.restart()
                continue
            if response.status_code in _ENDED and not renewed:
                url = checked_storage_url((yield from file.renew()), what)
                renewed = True
                continue
            trouble, outcome = StorageError(response, what), Outcome(response.status_code, response.headers)
        if body.position > start:
            attempts, waited, renewed = 1, 0.0, False
        wait = retry.wait("GET", attempts, outcome, waited, _clock.chance(), _clock.utc_now())
        if wait is None:
            raise trouble
        waited += wait
        yield Sleep(wait)


def fetch_content(file: StoredFile, retry: RetryPolicy) -> Flow[bytes]:
    """The steps of getting a file into memory."""
    body = ReceivedBody()
    yield from fetch(file, body, retry)
    return bytes(body.content)
