"""The part of a file that has come so far, on disk beside where the file will be."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from speechtotext._files import filesystem
from speechtotext._files.errors import file_errors
from speechtotext._files.filesystem import make_own_folders, open_own, sync_file

from .digests import md5_of
from .received import ReceivedBody

_PART: Final = re.compile(r"\.(.+)\.[0-9a-f-]+\.part", re.DOTALL)
# In the name of a part: its content cannot be told from other content.
_UNTAGGED: Final = "-"


class PartFile(ReceivedBody):
    """A hidden file whose name tells the content's entity tag, so that another process can go on with it.

    A link in its place is never followed: it is replaced, and so is a file that has a second name or another owner.

    Args:
        folder: which the file must not leave.
        target: where the file will be.
        begun: what an earlier run left of it.
        count: called with the number of bytes that have come, or were lost.
    """

    def __init__(self, folder: Path, target: Path, begun: Path | None, count: Callable[[int], None]) -> None:
        super().__init__()
        self._folder = folder
        self._target = target
        self._path: Path | None = None
        self._tag = _UNTAGGED
        self._file: IO[bytes] | None = None
        self._size = 0
        self._count = count
        if begun is not None:
            self._continue(begun)

    @property
    def size(self) -> int:
        return self._size

    @property
    def most(self) -> int | None:
        # A file on disk may be larger than a response in memory. `write` refuses what is not due.
        return None if self._due is None and self._end is None else sys.maxsize

    @property
    def position(self) -> int:
        return self._size if self._tag != _UNTAGGED else 0

    def restart(self) -> None:
        super().restart()
        self.close()
        if self._path is not None:
            with file_errors(self._target):
                self._path.unlink(missing_ok=True)
        self._count(-self._size)
        self._path, self._tag, self._size = None, _UNTAGGED, 0

    def continues(self, etag: str) -> bool:
        return self._tag == _tag_of(etag)

    def take(self, data: bytes) -> None:
        with file_errors(self._target):
            if self._file is None:
                self._file = self._opened()
            left = memoryview(data)
            while left:
                # A disk that is nearly full takes less than it is given.
                written = self._file.write(left)
                self._size += written
                left = left[written:]
        self._count(len(data))

    def read(self) -> bytes:
        self.close()
        with file_errors(self._target):
            return (self._path or self._target).read_bytes()

    def read_md5(self) -> bytes:
        self.close()
        with file_errors(self._target):
            return md5_of(self._path or self._target)

    def finish(self) -> None:
        """Put the file where it is to be."""
        with file_errors(self._target):
            # Of an empty file nothing has been written.
            file = self._file or self._opened()
            file.close()
            make_own_folders(self._folder, self._target.parent)
            path = Path(self._path or file.name)
            # Before it has its name: after a power failure, a file of this name is whole.
            sync_file(path)
            os.replace(path, self._target)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _continue(self, begun: Path) -> None:
        """Go on with what an earlier run left, unless somebody else may have put it there."""
        with file_errors(self._target):
            make_own_folders(self._folder, self._target.parent)
            opened = open_own(begun)
            if opened is None:
                begun.unlink()
                return
            with opened:
                self._size = os.fstat(opened.fileno()).st_size
        self._path = begun
        self._tag = begun.name.split(".")[-2]
        self._count(self._size)

    def _opened(self) -> IO[bytes]:
        make_own_folders(self._folder, self._target.parent)
        if self._path is not None and self._size:
            opened = open_own(self._path)
            if opened is None or os.fstat(opened.fileno()).st_size != self._size:
                raise OSError(None, "another process has changed its partial content")
            return opened
        if self._path is None:
            self._tag = _tag_of(self.etag) if self.etag is not None else _UNTAGGED
            self._path = self._target.with_name(f".{self._target.name}.{self._tag}.part")
        # What there may be of this name, but is not continued, is overwritten.
        return filesystem.open_new(self._path)


def part_files(folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield the parts that earlier runs left in folders, each after the file that it is of."""
    for folder in folders:
        for name in os.listdir(folder):
            if found := _PART.fullmatch(name):
                yield folder / found[1], folder / name


def _tag_of(etag: str) -> str:
    return sha256(etag.encode(errors="surrogateescape")).hexdigest()[:12]
