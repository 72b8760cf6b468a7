"""Fetching one file: again after trouble, on from where it broke off, with a new link where the old one has ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import httpx

from . import _clock
from ._errors import StorageError, TransportError, UnexpectedResponse
from ._flows import Fetch, Flow, Sleep
from ._retry import Outcome, RetryPolicy
from ._storage import check_link

_REDIRECTIONS: Final = 5
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


class Body:
    """The bytes of a file that have come so far. This one keeps them in memory."""

    def __init__(self) -> None:
        self.content = bytearray()
        self.etag: str | None = None
        self.wanted = False

    @property
    def position(self) -> int:
        """How many bytes there are."""
        return len(self.content)

    def restart(self) -> None:
        """Begin anew, with nothing."""
        self.content.clear()

    def continues(self, etag: str | None) -> bool:
        """Whether what is there is of the content that has this entity tag."""
        return etag is not None and etag == self.etag

    def begin(self, response: httpx.Response) -> bool:
        """Whether the body of an answer goes on from where this one ends; otherwise this one is begun anew."""
        partial = response.status_code == httpx.codes.PARTIAL_CONTENT
        etag = response.headers.get("ETag")
        found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "")) if partial else None
        continues = found is not None and int(found[1]) == self.position and self.continues(etag)
        if not continues:
            self.restart()
        self.wanted = continues or not partial
        # Of what is decoded on the way nobody knows where in the stored bytes it broke off.
        self.etag = etag if response.headers.get("Content-Encoding", "identity") == "identity" else None
        return self.wanted

    def write(self, data: bytes) -> None:
        self.content += data


def fetched(file: StoredFile, body: Body, retry: RetryPolicy) -> Flow[None]:
    """The steps of getting a whole file into a body.

    Raises:
        StorageError: storage refuses to give it.
        TransportError: the network failed again and again.
        UnexpectedResponse: storage redirects without end, or the file changes each time.
    """
    what = f"Fetching {file.name}"
    link = file.link or (yield from file.renew())
    attempts, waited, redirections, renewed = 0, 0.0, 0, file.link is None
    while True:
        start = body.position
        url = check_link(link, what)
        attempts += 1
        trouble: TransportError | StorageError
        try:
            response = yield Fetch(what, url, body, {"Range": f"bytes={start}-"} if start else {})
        except TransportError as error:
            trouble, outcome = error, Outcome(None, {})
        else:
            if response.is_success and body.wanted:
                return
            if response.has_redirect_location or response.is_success or response.status_code == 416:
                redirections += 1
                if redirections > _REDIRECTIONS:
                    raise UnexpectedResponse(f"{what} leads from one place to another without end.", response)
                if response.has_redirect_location:
                    link = str(response.url.join(response.headers["Location"]))
                elif response.status_code == 416:
                    body.restart()
                continue
            if response.status_code in _ENDED and not renewed:
                link = yield from file.renew()
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


def content_of(file: StoredFile, retry: RetryPolicy) -> Flow[bytes]:
    """The steps of getting a file into memory."""
    body = Body()
    yield from fetched(file, body, retry)
    return bytes(body.content)
