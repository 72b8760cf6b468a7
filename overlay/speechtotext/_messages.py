"""Requests as httpx takes them, answers as callers want them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Final, TypeAlias, TypeVar, cast

import httpx

from speechtotext_api.calls import File, Request
from speechtotext_api.wire import DecodeError, nothing

from ._errors import UnexpectedResponse, error_of

T = TypeVar("T")

_PIECE: Final = 1 << 20

_Part: TypeAlias = tuple[str, bytes | IO[bytes], str | None]


def body_of(request: Request[Any], opened: ExitStack) -> dict[str, Any]:
    """The body of a request as arguments of `httpx.Client.request`; files that it opens are put on `opened`."""
    if request.form is not None:
        fields = {name: value for name, value in request.form.items() if isinstance(value, str)}
        files = {name: _part(name, value, opened) for name, value in request.form.items() if isinstance(value, File)}
        # Without a file httpx would send the fields as x-www-form-urlencoded.
        return {"data": fields, "files": files} if files else {"files": {k: (None, v) for k, v in fields.items()}}
    if request.content is not None:
        return {"content": request.content if isinstance(request.content, bytes) else _streamed(request.content)}
    return {} if request.json is None else {"json": request.json}


def result_of(
    request: Request[T], response: httpx.Response, read: Callable[[httpx.Response], Any] = httpx.Response.json
) -> T:
    """What a call returns for an answer, whose JSON `read` gives.

    Raises:
        ApiError: the service refused the call.
        UnexpectedResponse: the answer is none that the service's description knows.
    """
    operation = request.operation
    if not response.is_success:
        if operation.method == "DELETE" and response.status_code == 404 and nothing in operation.answers.values():
            # What is to be deleted is gone: the service itself answers so with 204.
            return cast("T", None)
        raise error_of(response, operation.id)
    decode = operation.answers.get(response.status_code) or next(iter(operation.answers.values()))
    if decode is nothing and response.headers.get("Content-Type", "").startswith("text/html") and response.content:
        # The sign-in page of a proxy, say, which is no sign that anything was done.
        raise UnexpectedResponse(f"{operation.id} was answered with a page of HTML.", response)
    try:
        result = decode(None if decode is nothing else read(response))
        if response.status_code in (201, 202) and getattr(result, "self_", "") is None:
            # An entity that was just made, in an answer which leaves it to the headers to say where it is.
            location = response.headers.get("Operation-Location") or response.headers.get("Location")
            result.self_ = location  # type: ignore[attr-defined]
        return result
    except DecodeError as error:
        raise UnexpectedResponse(f"{operation.id} was answered with a body in which {error}.", response) from error
    except (ValueError, RecursionError) as error:
        raise UnexpectedResponse(f"{operation.id} was answered with a body that is not JSON.", response) from error


def _part(name: str, file: File, opened: ExitStack) -> _Part:
    content = file.content
    if isinstance(content, str | os.PathLike):
        path = Path(content)
        return (file.name or path.name, opened.enter_context(path.open("rb")), file.content_type)
    own_name = getattr(content, "name", None)
    shown = file.name or (Path(own_name).name if isinstance(own_name, str) else name)
    return (shown, content if isinstance(content, bytes) else _as_it_stands(content), file.content_type)


def _streamed(content: IO[bytes]) -> bytes | Iterable[bytes]:
    """A body that is read as it is sent; one whose length cannot be told is read at once."""
    return _Pieces(_Rest(content)) if content.seekable() else content.read()


def _as_it_stands(stream: IO[bytes]) -> IO[bytes]:
    """A stream from where it is to its end: httpx would send it from its beginning, or trust a pipe's length of 0."""
    return cast("IO[bytes]", _Rest(stream) if stream.seekable() else _Unseekable(stream))


class _Unseekable:
    """A stream that can only be read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.read = stream.read


class _Rest:
    """What is left of a stream, counted from where it stood."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.read = stream.read
        self._stream = stream
        self._start = stream.tell()

    def tell(self) -> int:
        return self._stream.tell() - self._start

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._stream.seek(offset + (self._start if whence == os.SEEK_SET else 0), whence)
        return self.tell()


class _Pieces:
    """A stream in large pieces. What httpx can read by itself it sends in small ones, which takes twice as long."""

    def __init__(self, stream: _Rest) -> None:
        # By these httpx tells its length.
        self.tell = stream.tell
        self.seek = stream.seek
        self._read = stream.read

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._read(_PIECE):
            yield piece
