"""Listings: which page comes next, and the iterators over items and pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import httpx

from speechtotext._errors import UnexpectedResponse
from speechtotext_api.calls import AsyncPages, Page, Pages, Request

from .flows import Emit, Send, Stream

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing(Generic[P, T]):
    """A listing described.

    Args:
        request: asks for the first page.
        items: the items that a page holds.
        next_link: the link to the page after it.
        limit: how many items are wanted; None for all.
        origin: scheme and host that pages may come from.
    """

    request: Request[P]
    items: Callable[[P], list[T] | None]
    next_link: Callable[[P], str | None]
    limit: int | None
    origin: str

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 0:
            raise ValueError(f"limit is {self.limit}: give the largest number of items wanted, or None for all")

    def pages(self, link: str | None = None) -> Stream[Page[T]]:
        """The pages from the first one, or from that of a link, until there is no more or the limit is reached."""
        wanted, given = self.limit, link
        seen: set[str] = set()
        if link is not None:
            self._check_link(link, None)
        while wanted != 0:
            page, response = yield Send(self.request, link)
            # Under migration the URL that was sent is not the link.
            seen |= {str(response.url), link or ""}
            items = (self.items(page) or [])[:wanted]
            link = self.next_link(page)
            wanted = None if wanted is None else wanted - len(items)
            if link is not None and link == given:
                raise UnexpectedResponse(f"{self._name}: the page links to itself.", response)
            yield Emit(Page(items, link if wanted != 0 else None))
            if link is None:
                return
            if wanted != 0:
                self._check_link(link, response)
                if link in seen or str(httpx.URL(link)) in seen:
                    raise UnexpectedResponse(f"{self._name}: the next page is said to be a former one.", response)

    @property
    def _name(self) -> str:
        return self.request.operation.id

    def _check_link(self, link: str, response: httpx.Response | None) -> None:
        if same_origin(link, self.origin):
            return
        if response is None:
            raise ValueError("the link leads to another host than the one that the client is for")
        raise UnexpectedResponse(f"{self._name}: the link to the next page leads to another host.", response)


class _Iterate(Protocol):
    def __call__(self, stream: Stream[T], /) -> Iterator[T]: ...


class _AsyncIterate(Protocol):
    def __call__(self, stream: Stream[T], /) -> AsyncIterator[T]: ...


class PageIterator(Pages[T], Generic[P, T]):
    """The items of a listing, over all its pages, fetched as they are asked for."""

    def __init__(self, listing: Listing[P, T], iterate: _Iterate) -> None:
        self._listing = listing
        self._iterate = iterate

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        return self._iterate(self._listing.pages())

    def page(self, link: str | None = None) -> Page[T]:
        return next(self._iterate(self._listing.pages(link)), Page([], None))

    def all(self) -> list[T]:
        return list(self)


class AsyncPageIterator(AsyncPages[T], Generic[P, T]):
    """The items of a listing, over all its pages, fetched as they are asked for."""

    def __init__(self, listing: Listing[P, T], iterate: _AsyncIterate) -> None:
        self._listing = listing
        self._iterate = iterate

    def __aiter__(self) -> AsyncIterator[T]:
        return _ItemsOfPages(self.pages())

    def pages(self) -> AsyncIterator[Page[T]]:
        return self._iterate(self._listing.pages())

    async def page(self, link: str | None = None) -> Page[T]:
        return await anext(self._iterate(self._listing.pages(link)), Page([], None))

    async def all(self) -> list[T]:
        return [item async for item in self]


class _ItemsOfPages(AsyncIterator[T]):
    """No generator: trio warns of those that are left before their end."""

    def __init__(self, pages: AsyncIterator[Page[T]]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    async def __anext__(self) -> T:
        while True:
            for item in self._items:
                return item
            self._items = iter((await anext(self._pages)).items)


def same_origin(url: str, origin: str) -> bool:
    """Whether a URL leads to the scheme, host and port of `origin`."""
    try:
        one, other = httpx.URL(url), httpx.URL(origin)
    except httpx.InvalidURL:
        return False
    return (one.scheme, one.host, _port(one)) == (other.scheme, other.host, _port(other))


def _port(url: httpx.URL) -> int | None:
    return url.port or {"https": 443, "http": 80}.get(url.scheme)
