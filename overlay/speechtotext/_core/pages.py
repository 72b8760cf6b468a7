"""Listings: which page comes next, and the iterators over items and pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import httpx

from speechtotext._errors import InvalidArgument, UnexpectedResponse
from speechtotext_api.calls import AsyncPages, Page, Pages, Request

from .flows import within
from .steps import Emit, Send, Stream

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
        origin: scheme and host that all pages are asked from, and the base path of a gateway, if there is one.
    """

    request: Request[P]
    items: Callable[[P], list[T] | None]
    next_link: Callable[[P], str | None]
    limit: int | None
    origin: str

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 0:
            raise InvalidArgument(f"limit is {self.limit}: give the largest number of items wanted, or None for all")

    def pages(self, link: str | None = None) -> Stream[Page[T]]:
        """The pages from the first one, or from that of a link, until there is no more or the limit is reached."""
        if link is not None:
            link = self._given(link)
        wanted, given = self.limit, link
        seen: set[str] = set()
        while wanted != 0:
            page, response = yield Send(self.request, link)
            # Under migration the URL that was sent is not the link.
            seen |= {str(response.url), link or ""}
            items = (self.items(page) or [])[:wanted]
            wanted = None if wanted is None else wanted - len(items)
            trouble: UnexpectedResponse | None = None
            try:
                link = self._next(self.next_link(page), response)
            except (httpx.InvalidURL, ValueError) as error:
                # The items of the page come first.
                message = f"{self.name}: the link to the next page cannot be followed: {error}."
                link, trouble = None, UnexpectedResponse(message, response)
            if link is not None and link == given:
                raise UnexpectedResponse(f"{self.name}: the page links to itself.", response)
            yield Emit(Page(items, link if wanted != 0 else None))
            if trouble is not None and wanted != 0:
                raise trouble
            if link is None:
                return
            if wanted != 0 and (link in seen or str(httpx.URL(link)) in seen):
                raise UnexpectedResponse(
                    f"{self.name}: the link to the next page leads back to an earlier one.", response
                )

    @property
    def name(self) -> str:
        """The operation that lists, such as Transcriptions_List."""
        return self.request.operation.id

    def _next(self, link: str | None, response: httpx.Response) -> str | None:
        """Return where the next page is; None if a link is missing or empty."""
        return on_origin(response.url.join(link.strip()), self.origin) if link and link.strip() else None

    def _given(self, link: str) -> str:
        """Return where the page is that a link leads to which the caller has."""
        try:
            if not (link.startswith("/") or "://" in link):
                raise httpx.InvalidURL("it is not a URL")
            return on_origin(httpx.URL(self.origin).join(link), self.origin)
        except (httpx.InvalidURL, ValueError) as error:
            raise InvalidArgument(f"the link to a page cannot be followed: {error}") from None


class _Iterate(Protocol):
    def __call__(self, stream: Stream[T], /) -> Iterator[T]: ...


class _AsyncIterate(Protocol):
    def __call__(self, stream: Stream[T], /) -> AsyncIterator[T]: ...


class PageIterator(Pages[T], Generic[P, T]):
    """The items of a listing, over all its pages, fetched as they are asked for."""

    def __init__(self, listing: Listing[P, T], iterate: _Iterate, deadline: float | None) -> None:
        self._listing = listing
        self._iterate = iterate
        self._deadline = deadline

    def __repr__(self) -> str:
        return f"<Listing of {self._listing.name}: iterate over it, or call all(), page() or pages()>"

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        return self._iterate(self._listing.pages())

    def page(self, link: str | None = None) -> Page[T]:
        return next(self._iterate(self._listing.pages(link)), Page([], None))

    def all(self) -> list[T]:
        pages = self._iterate(_all_pages(self._listing, self._deadline))
        return [item for page in pages for item in page.items]


class AsyncPageIterator(AsyncPages[T], Generic[P, T]):
    """The items of a listing, over all its pages, fetched as they are asked for."""

    def __init__(self, listing: Listing[P, T], iterate: _AsyncIterate, deadline: float | None) -> None:
        self._listing = listing
        self._iterate = iterate
        self._deadline = deadline

    def __repr__(self) -> str:
        return f"<Listing of {self._listing.name}: iterate over it with async for, or await all() or page()>"

    def __aiter__(self) -> AsyncIterator[T]:
        return _ItemsOfPages(self.pages())

    def pages(self) -> AsyncIterator[Page[T]]:
        return self._iterate(self._listing.pages())

    async def page(self, link: str | None = None) -> Page[T]:
        return await anext(self._iterate(self._listing.pages(link)), Page([], None))

    async def all(self) -> list[T]:
        pages = self._iterate(_all_pages(self._listing, self._deadline))
        return [item async for page in pages for item in page.items]


def _all_pages(listing: Listing[P, T], deadline: float | None) -> Stream[Page[T]]:
    advice = "Give it a later deadline, or read it page by page."
    return within(deadline, listing.pages(), listing.request.operation.id, advice)


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


def on_origin(url: httpx.URL, origin: str) -> str:
    """Return the URL on `origin` that has the path and query of another one.

    A gateway passes on the links of the service behind it as they are: they name that host, and lack the base path
    under which the gateway offers the service.

    Raises:
        httpx.InvalidURL: it is not an HTTP URL.
    """
    if url.scheme not in ("https", "http"):
        raise httpx.InvalidURL(f"its scheme is {url.scheme!r}")
    path = url.raw_path.decode("ascii")
    base = httpx.URL(origin).path.rstrip("/")
    if base and path.startswith(f"{base}/"):
        return f"{origin}{path.removeprefix(base)}"
    before, found, after = path.partition("/speechtotext")
    if base and found and "?" not in before:
        return f"{origin}{found}{after}"
    return f"{origin}{path}"


def same_origin(url: str, origin: str) -> bool:
    """Whether a URL leads to the scheme, host and port of `origin`."""
    try:
        one, other = httpx.URL(url), httpx.URL(origin)
    except httpx.InvalidURL:
        return False
    return (one.scheme, one.host, _port(one)) == (other.scheme, other.host, _port(other))


def _port(url: httpx.URL) -> int | None:
    return url.port or {"https": 443, "http": 80}.get(url.scheme)
