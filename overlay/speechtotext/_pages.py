"""Listings: which page comes next, and the iterators over items and pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Generic, TypeVar

import httpx

from speechtotext_api.calls import Request

from ._errors import UnexpectedResponse

P = TypeVar("P")
T = TypeVar("T")

# The page that a request begins with, or the one that a link leads to, with the answer it came in.
Fetched = tuple[P, httpx.Response]


class Listing(Generic[P, T]):
    """A listing described: no I/O."""

    def __init__(
        self,
        request: Request[P],
        items: Callable[[P], list[T] | None],
        next_link: Callable[[P], str | None],
        limit: int | None,
        origin: str,
    ) -> None:
        if limit is not None and limit < 0:
            raise ValueError(f"limit is {limit}: give the largest number of items wanted, or None for all")
        self.request = request
        self.limit = limit
        self._items = items
        self._next_link = next_link
        self._origin = origin

    def walk(self) -> Walk[P, T]:
        """A new way through the pages, from the first one."""
        return Walk(self, self._items, self._next_link, self._origin)


class Walk(Generic[P, T]):
    """Where one iteration over a listing stands."""

    def __init__(
        self,
        listing: Listing[P, T],
        items: Callable[[P], list[T] | None],
        next_link: Callable[[P], str | None],
        origin: str,
    ) -> None:
        self._items = items
        self._next_link = next_link
        self._origin = origin
        self._operation = listing.request.operation.id
        self._wanted = listing.limit
        self._seen: set[str] = set()
        self.link: str | None = None
        self.done = listing.limit == 0

    def take(self, page: P, response: httpx.Response) -> list[T]:
        """The items of a page that are wanted; afterwards `link` and `done` say how to go on.

        Raises:
            UnexpectedResponse: the page links to another host or to a page that came before.
        """
        items = self._items(page) or []
        if self._wanted is not None:
            items = items[: self._wanted]
            self._wanted -= len(items)
        self.link = self._next_link(page)
        self.done = not self.link or self._wanted == 0
        if self.link and not self.done:
            self._check(self.link, response)
        return items

    def _check(self, link: str, response: httpx.Response) -> None:
        if not same_origin(link, self._origin):
            raise UnexpectedResponse(f"{self._operation}: the link to the next page leads to another host.", response)
        if link in self._seen:
            raise UnexpectedResponse(
                f"{self._operation}: the link to the next page leads back to a former one.", response
            )
        self._seen.add(link)


class PageIterator(Generic[P, T]):
    """The items of a listing, over all its pages, fetched as they are asked for."""

    def __init__(self, listing: Listing[P, T], fetch: Callable[[Request[P], str | None], Fetched[P]]) -> None:
        self._listing = listing
        self._fetch = fetch

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page

    def pages(self) -> Iterator[list[T]]:
        walk = self._listing.walk()
        while not walk.done:
            yield walk.take(*self._fetch(self._listing.request, walk.link))


class AsyncPageIterator(Generic[P, T]):
    """The items of a listing, over all its pages, fetched as they are asked for."""

    def __init__(
        self, listing: Listing[P, T], fetch: Callable[[Request[P], str | None], Awaitable[Fetched[P]]]
    ) -> None:
        self._listing = listing
        self._fetch = fetch

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page:
                yield item

    async def pages(self) -> AsyncIterator[list[T]]:
        walk = self._listing.walk()
        while not walk.done:
            yield walk.take(*await self._fetch(self._listing.request, walk.link))


def same_origin(url: str, origin: str) -> bool:
    """Whether a URL leads to the scheme, host and port of `origin`."""
    try:
        one, other = httpx.URL(url), httpx.URL(origin)
    except httpx.InvalidURL:
        return False
    return (one.scheme, one.host, _port(one)) == (other.scheme, other.host, _port(other))


def _port(url: httpx.URL) -> int | None:
    return url.port or {"https": 443, "http": 80}.get(url.scheme)
