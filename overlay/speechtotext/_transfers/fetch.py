"""Fetching one file: again after trouble, on from where it broke off, with a new link where the old one has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import httpx

from speechtotext import _clock
from speechtotext._core.retry import Outcome, RetryPolicy
from speechtotext._core.steps import Fetch, Flow, RunBlocking, Sleep
from speechtotext._core.storage_requests import checked_storage_url
from speechtotext._errors import StorageError, TransportError, UnexpectedResponse
from speechtotext._http.response_bodies import BodyRefused, BodyTooLarge
from speechtotext._refusals import shortened

from .received import ReceivedBody

# How often a request for a file may lead to another one without any trouble.
_DETOURS: Final = 5
# What storage answers when a link has ended, or what it leads to is not there any more.
_ENDED: Final = frozenset((401, 403, 404, 410))
_NO_ANSWER: Final = Outcome(None, {})
_LONGEST_NAME: Final = 300


class Location(NamedTuple):
    """Where the content of a file is, and its size in bytes; each as far as the service tells."""

    link: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that the service tells of.

    Args:
        key: tells it from all other files: the path of its URL.
        name: name that the service uses.
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
    renew: Callable[[], Flow[Location]]


def fetch(file: StoredFile, body: ReceivedBody, retry: RetryPolicy) -> Flow[None]:
    """The steps of getting a whole file into a body.

    Raises:
        StorageError: storage refuses to give it.
        TransportError: the network failed again and again.
        UnexpectedResponse: storage redirects without end, the file changes each time, or what arrives is not the file.
    """
    what = f"Fetching {shortened(file.name, _LONGEST_NAME)}"
    body.expect(file.name, file.size)
    url = checked_storage_url(file.link, what) if file.link else (yield from _renewed(file, body, what))
    attempts, waited, detours, refusals, renewed = 0, 0.0, 0, 0, not file.link
    while True:
        start = body.position
        attempts += 1
        trouble: TransportError | StorageError | UnexpectedResponse
        try:
            response = yield Fetch(what, url, body, {"Range": f"bytes={start}-"} if start else {})
            if response.is_success and body.is_whole:
                yield from _verified(body)
                return
            if response.is_success and body.wanted and body.position <= start:
                raise BodyRefused(body.missing)
        except TransportError as error:
            trouble, outcome = error, _NO_ANSWER
        except BodyTooLarge as error:
            body.restart()
            raise _not_the_file(what, error, body) from None
        except BodyRefused as error:
            body.restart()
            trouble, outcome = _not_the_file(what, error, body), _NO_ANSWER
            # Not forgotten when a later attempt gets further: it may end in the same way.
            refusals += 1
            attempts = refusals
            if refusals < retry.attempts and not renewed:
                # The file may have been written anew since it was listed.
                url, renewed = (yield from _renewed(file, body, what)), True
        else:
            if response.is_success and body.wanted:
                attempts = 0
                continue
            if response.has_redirect_location or response.is_success or response.status_code == 416:
                detours += 1
                if detours > _DETOURS:
                    sentence = f"{what} is redirected without end."
                    raise UnexpectedResponse(sentence, without_body(response))
                if response.has_redirect_location:
                    url = checked_storage_url(str(response.url.join(response.headers["Location"])), what)
                elif response.status_code == 416:
                    body.restart()
                continue
            if response.status_code in _ENDED and not renewed:
                url, renewed = (yield from _renewed(file, body, what)), True
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


def without_body(response: httpx.Response) -> httpx.Response:
    """Return a response whose body went elsewhere, in a form that can be read, printed and pickled."""
    headers = [(name, value) for name, value in response.headers.multi_items() if name != "content-encoding"]
    return httpx.Response(response.status_code, headers=headers, request=response.request)


def _renewed(file: StoredFile, body: ReceivedBody, what: str) -> Flow[httpx.URL]:
    location = yield from file.renew()
    body.expect(file.name, location.size if location.size is not None else file.size)
    return checked_storage_url(location.link, what)


def _verified(body: ReceivedBody) -> Flow[None]:
    if body.needs_reading:
        yield RunBlocking(body.verify)
    else:
        body.verify()


def _not_the_file(what: str, reason: BodyRefused, body: ReceivedBody) -> TransportError | UnexpectedResponse:
    sentence = f"{what} failed: {reason}."
    if body.response is None:
        return TransportError(sentence)
    return UnexpectedResponse(sentence, without_body(body.response))
