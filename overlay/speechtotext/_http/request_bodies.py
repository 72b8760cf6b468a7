"""Encode request bodies as httpx takes them; files are streamed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Final, TypeAlias, TypeVar, cast

from speechtotext_api.calls import File, Request

T = TypeVar("T")

_PIECE: Final = 1 << 20

_Part: TypeAlias = tuple[str, bytes | IO[bytes], str | None]


def body_arguments(request: Request[Any], opened: ExitStack) -> dict[str, Any]:
    """The body of a request as arguments of `httpx.Client.request`; files that it opens are put on `opened`."""
    if request.form is not None:
        fields = {name: value for name, value in request.form.items() if isinstance(value, str)}
        files = {name: _part(name, value, opened) for name, value in request.form.items() if isinstance(value, File)}
        # Without a file httpx would send the fields as x-www-form-urlencoded.
        return {"data": fields, "files": files} if files else {"files": {k: (None, v) for k, v in fields.items()}}
    if request.content is not None:
        return {"content": request.content if isinstance(request.content, bytes) else _streamed(request.content)}
    return {} if request.json is None else {"json": request.json}


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
    return _LargeChunks(_Rest(content)) if content.seekable() else content.read()


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


class _LargeChunks:
    """A stream in large pieces. What httpx can read by itself it sends in small ones, which takes twice as long."""

    def __init__(self, stream: _Rest) -> None:
        # By these httpx tells its length.
        self.tell = stream.tell
        self.seek = stream.seek
        self._read = stream.read

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._read(_PIECE):
            yield piece
