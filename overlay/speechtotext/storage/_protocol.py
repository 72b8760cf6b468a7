"""What a storage does, whichever it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object in a storage.

    Attributes:
        name: name below the prefix of the storage.
        size: size in bytes.
        modified: time of the last change, with a time zone; None if unknown.
    """

    name: str
    size: int
    modified: datetime | None


class Storage(Protocol):
    """A place for recordings that the service can read by links.

    All methods block and may be called by several threads at once. They raise `StorageError` when the storage refuses
    a request, `TransportError` when it cannot be reached, `FileError` for local files, `ConfigurationError` for
    missing or unusable credentials, and `InvalidArgument`.
    """

    @property
    def url(self) -> str:
        """URL of the storage, without secrets."""
        ...

    def url_of(self, name: str) -> str:
        """Return the https URL of an object: its `link` without the query.

        Args:
            name: name of the object, below the storage's prefix.
        """
        ...

    def put(self, name: str, file: Path) -> Iterator[int]:
        """Upload a file, and yield the number of bytes done after each block.

        Stop iterating to stop the upload. An object that has the same content already is not sent again.

        Args:
            name: name of the object, below the prefix of the storage.
            file: file to upload.

        Raises:
            FileError: the file cannot be read, is empty, or changes meanwhile.
        """
        ...

    def link(self, name: str, lifetime: timedelta) -> str:
        """Return a URL with permission to read an object.

        Args:
            name: name of the object, which need not exist.
            lifetime: lifetime of the URL. The credential can limit it.
        """
        ...

    def list(self, pattern: str = "**") -> Iterator[StoredObject]:
        """Yield the objects whose names match a pattern.

        Args:
            pattern: `*`, `?` and `[…]` match within one level of folders, `**` across levels.
        """
        ...

    def delete(self, name: str) -> None:
        """Delete an object, and the parts of an interrupted upload. Do nothing if it does not exist.

        Args:
            name: name of the object, below the storage's prefix.
        """
        ...
