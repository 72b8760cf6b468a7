"""What a generated operation is: a request described, how its answer is decoded, and who sends it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Generic, Protocol, TypeAlias, TypeVar
from urllib.parse import quote, urlsplit
from uuid import UUID

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
P = TypeVar("P")

Query: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class File:
    """A file to upload.

    Args:
        content: the bytes, a binary file object, or the path of a file; a file is streamed, not read into memory.
        name: file name to tell the service; a path's own name by default.
        content_type: media type to tell the service; guessed from the name by default.
    """

    content: bytes | IO[bytes] | str | os.PathLike[str] = field(repr=False)
    name: str | None = None
    content_type: str | None = None


FileInput: TypeAlias = File | bytes | IO[bytes] | str | os.PathLike[str]
"""Where a file is wanted: a path (also as text), bytes, a binary file object, or a `File`."""


Form: TypeAlias = dict[str, str | File]


def as_file(content: FileInput) -> File:
    """The `File` that is meant where a file is wanted."""
    return content if isinstance(content, File) else File(content)


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """An operation of the API.

    Args:
        id: `Group_Verb`, the same in every version.
        method: HTTP method.
        path: path template below the server's base path.
        answers: by status code of success, what turns the parsed JSON body into the result.
    """

    id: str
    method: str
    path: str
    answers: Mapping[int, Callable[[Any], T]]


@dataclass(frozen=True, slots=True)
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
    """

    operation: Operation[T]
    path: str
    query: Query = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = field(default=None, repr=False)
    content: bytes | IO[bytes] | None = field(default=None, repr=False)
    form: Form | None = field(default=None, repr=False)
    content_type: str | None = None


class Pages(Iterable[T_co], Protocol[T_co]):
    """The items of a listing, over all its pages, fetched as they are asked for."""

    def __iter__(self) -> Iterator[T_co]: ...

    def pages(self) -> Iterator[Sequence[T_co]]:
        """The items page by page."""
        ...


class AsyncPages(AsyncIterable[T_co], Protocol[T_co]):
    """The items of a listing, over all its pages, fetched as they are asked for."""

    def __aiter__(self) -> AsyncIterator[T_co]: ...

    def pages(self) -> AsyncIterator[Sequence[T_co]]:
        """The items page by page."""
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


class HasSelf(Protocol):
    """An entity, or a reference to one: it tells its own URL."""

    @property
    def self_(self) -> str | None: ...


def id_of(entity: UUID | str | HasSelf) -> str:
    """The id of an entity given as a UUID, an id, the entity's `self` URL, the entity itself or a reference to it.

    Raises:
        ValueError: there is no id in what was given.
    """
    if isinstance(entity, UUID):
        return str(entity)
    found = entity if isinstance(entity, str) else getattr(entity, "self_", None) or getattr(entity, "id", None) or ""
    found = str(found)
    if "://" in found:
        found = urlsplit(found).path.rstrip("/").rpartition("/")[2].partition(":")[0]
    if not found:
        kind = type(entity).__name__
        raise ValueError(f"no id in this {kind}: give an id, a UUID, an entity that the service returned, or its URL")
    return found


def path_id(entity: UUID | str | HasSelf) -> str:
    """`id_of`, as one segment of a path."""
    return path_text(id_of(entity))


def path_text(value: str) -> str:
    """Text as one segment of a path, percent-encoded so that it cannot lead anywhere else.

    Raises:
        ValueError: the text is empty or would be read as a step to another folder.
    """
    if value in ("", ".", ".."):
        raise ValueError(f"{value!r} cannot stand in a path")
    return quote(value, safe="")
