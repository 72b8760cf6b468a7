"""Contents of blobs: small ones in memory, others in files, written piece by piece."""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

_PIECE: Final = 256 * 2**10
_LARGEST_IN_MEMORY: Final = 2**20


class Content:
    """Bytes that are being written, and then read.

    Args:
        folder: where the file is made once the bytes are too many for the memory.
    """

    def __init__(self, folder: ContentFolder) -> None:
        self._folder = folder
        self._memory = bytearray()
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Add bytes."""
        self._digest.update(piece)
        self.size += len(piece)
        if self._file is None and self.size > self._folder.largest_in_memory:
            self._path = self._folder.new_file()
            self._file = self._path.open("wb")
            self._file.write(self._memory)
            self._memory.clear()
        if self._file is None:
            self._memory += piece
        else:
            self._file.write(piece)

    def finish(self) -> bytes | Path:
        """Return the bytes, or the file that holds them, which is the caller's from now on."""
        if self._path is None and self._folder.largest_in_memory < 0:
            self.write(b"")
        if self._file is not None:
            self._file.close()
        path, self._path = self._path, None
        return bytes(self._memory) if path is None else path

    def read(self) -> bytes:
        """Return all bytes."""
        if self._file is None or self._path is None:
            return bytes(self._memory)
        self._file.flush()
        return self._path.read_bytes()

    def discard(self) -> None:
        """Delete the file, unless it was handed over."""
        if self._file is not None:
            self._file.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    @property
    def etag(self) -> str:
        """A word that changes with the bytes."""
        return f'"0x{self._digest.hexdigest()[:15].upper()}"'


class ContentFolder:
    """Where contents are kept in files.

    Args:
        folder: holds all contents; None for those alone that are too large for the memory, in a temporary folder.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._temporary: TemporaryDirectory[str] | None = None
        self.largest_in_memory = _LARGEST_IN_MEMORY if folder is None else -1

    def file(self, name: str) -> Path | None:
        """Return a file of an earlier run; None if it is not there."""
        if self._folder is None:
            return None
        file = self._folder / Path(name).name
        return file if file.is_file() else None

    def new_file(self) -> Path:
        """Return a path for a new file."""
        folder = self._folder
        if folder is None:
            self._temporary = self._temporary or TemporaryDirectory(
                prefix="speechtotext-emulator-", ignore_cleanup_errors=True
            )
            folder = Path(self._temporary.name)
        return folder / secrets.token_hex(16)

    def close(self) -> None:
        """Delete the temporary folder."""
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = None


def open_source(source: bytes | Path) -> BinaryIO:
    """Open bytes, or a file, for reading."""
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def pieces(source: bytes | Path, start: int, end: int) -> Iterator[bytes]:
    """Yield a range of bytes, or of a file, piece by piece."""
    with open_source(source) as file:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece
