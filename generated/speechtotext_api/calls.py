"""What a generated operation is: a request described, how its answer is decoded, and who sends it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar, overload

from .entities import GivenEntity as GivenEntity
from .entities import HasSelf as HasSelf
from .entities import given_entity as given_entity
from .entities import id_of as id_of
from .entities import id_or_none as id_or_none
from .entities import path_text as path_text
from .shown import items_as_html, items_for_rich

if TYPE_CHECKING:
    from rich.table import Table

T = TypeVar("T")
P = TypeVar("P")

Query: TypeAlias = dict[str, str]


class File:
    """A file to upload.

    Args:
        content: bytes, a binary file object, or a path; files are streamed.
        name: file name in the request. Default: the name of the path.
        content_type: media type in the request. Default: guessed from the name.
    """

    __slots__ = ("content", "content_type", "name")

    def __init__(
        self,
        content: bytes | IO[bytes] | str | os.PathLike[str],
        name: str | None = None,
        content_type: str | None = None,
    ) -> None:
        self.content = content
        self.name = name
        self.content_type = content_type

    def __repr__(self) -> str:
        return f"File(name={self.name!r}, content_type={self.content_type!r})"


FileInput: TypeAlias = File | bytes | IO[bytes] | str | os.PathLike[str]
"""A file: a path (also as text), bytes, a binary file object, or a `File`."""


Form: TypeAlias = dict[str, str | File]


def as_file(content: FileInput) -> File:
    """The `File` that is meant where a file is wanted."""
    return content if isinstance(content, File) else File(content)


class Operation(Generic[T]):
    """An operation of the API.

    Args:
        id: `Group_Verb`, the same in every version.
        method: HTTP method.
        path: path template below the server's base path.
        answers: by status code of success, what turns the parsed JSON body into the result.
    """

    __slots__ = ("answers", "id", "method", "path")

    def __init__(self, id: str, method: str, path: str, answers: Mapping[int, Callable[[Any], T]]) -> None:
        self.id = id
        self.method = method
        self.path = path
        self.answers = answers

    def __repr__(self) -> str:
        return f"<Operation {self.id}: {self.method} {self.path}>"


class Request(Generic[T]):
    """One call of an operation.

    Args:
        operation: which one.
        path: path below the server's base path, percent-encoded.
        query: query parameters, not yet encoded.
        headers: headers of this call.
        json: body to send as JSON; None for none.
        content: body to send as it is.
        form: fields and files of a multipart/form-data body.
        content_type: media type of the body.
        entities: the entities in the path.
    """

    __slots__ = ("content", "content_type", "entities", "form", "headers", "json", "operation", "path", "query")

    def __init__(
        self,
        operation: Operation[T],
        path: str,
        query: Query | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        json: Any = None,
        content: bytes | IO[bytes] | None = None,
        form: Form | None = None,
        content_type: str | None = None,
        entities: tuple[GivenEntity, ...] = (),
    ) -> None:
        self.operation = operation
        self.path = path
        self.query = query or {}
        self.headers = headers or {}
        self.json = json
        self.content = content
        self.form = form
        self.content_type = content_type
        self.entities = entities

    def __repr__(self) -> str:
        return f"<Request {self.operation.id}: {self.operation.method} {self.path}>"


class Page(Sequence[T]):
    """A page of a listing.

    Attributes:
        items: the items.
        next_link: URL of the next page for `listing.page(next_link)`, also in another process; None on the last page.
    """

    __slots__ = ("items", "next_link")

    def __init__(self, items: list[T], next_link: str | None) -> None:
        self.items = items
        self.next_link = next_link

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and (self.items, self.next_link) == (other.items, other.next_link)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        items = "1 item" if len(self.items) == 1 else f"{len(self.items)} items"
        return f"<Page of {items}{'' if self.next_link is None else ', not the last'}>"

    def __rich__(self) -> Table:
        return items_for_rich(self.items)

    def _repr_html_(self) -> str:
        return items_as_html(self.items)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)


class Pages(Iterable[T], Protocol[T]):
    """The items of a listing, over all pages. Pages are fetched while you iterate.

    Call `all()` before you delete listed items, because deletions shift the pages that follow.
    """

    def __iter__(self) -> Iterator[T]: ...

    def pages(self) -> Iterator[Page[T]]:
        """Iterate over the pages."""
        ...

    def page(self, link: str | None = None) -> Page[T]:
        """Fetch one page.

        Args:
            link: `next_link` of an earlier page. Default: the first page.
        """
        ...

    def all(self) -> list[T]:
        """Fetch all items."""
        ...


class AsyncPages(AsyncIterable[T], Protocol[T]):
    """The items of a listing, over all pages. Pages are fetched while you iterate.

    Call `all()` before you delete listed items, because deletions shift the pages that follow.
    """

    def __aiter__(self) -> AsyncIterator[T]: ...

    def pages(self) -> AsyncIterator[Page[T]]:
        """Iterate over the pages."""
        ...

    async def page(self, link: str | None = None) -> Page[T]:
        """Fetch one page.

        Args:
            link: `next_link` of an earlier page. Default: the first page.
        """
        ...

    async def all(self) -> list[T]:
        """Fetch all items."""
        ...


class Transport(Protocol):
    """Sends requests and gives decoded answers."""

    def send(self, request: Request[T]) -> T: ...

    def pages(
        self,
        request: Request[P],
        items: Callable[[P], list[T] | None],
        next_link: Callable[[P], str | None],
        limit: int | None,
    ) -> Pages[T]: ...


class AsyncTransport(Protocol):
    """Sends requests and gives decoded answers."""

    async def send(self, request: Request[T]) -> T: ...

    def pages(
        self,
        request: Request[P],
        items: Callable[[P], list[T] | None],
        next_link: Callable[[P], str | None],
        limit: int | None,
    ) -> AsyncPages[T]: ...


def patch_type(update: object) -> str:
    """The media type of an update: plain JSON has no null in it, which deletes a property."""
    return "application/merge-patch+json" if _holds_null(update) else "application/json"


def _holds_null(value: object) -> bool:
    if isinstance(value, dict):
        return any(_holds_null(member) for member in value.values())
    return value is None
