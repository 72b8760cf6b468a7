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
        name: its name below the storage's prefix.
        size: in bytes.
        modified: when it was last modified, with a time zone; None if the storage does not tell.
    """

    name: str
    size: int
    modified: datetime | None


class Storage(Protocol):
    """A place for recordings that the service can read by links.

    All methods block and may be called by several threads at once. They raise `StorageError` when the storage refuses
    a request, `TransportError` when it cannot be reached, `FileError` for local files, `ConfigurationError` for
    credentials that do not serve, and `InvalidArgument`.
    """

    @property
    def url(self) -> str:
        """Where the storage is, without secrets."""
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
            name: of the object, below the storage's prefix.
            file: to upload.

        Raises:
            FileError: the file cannot be read, is empty, or changes meanwhile.
        """
        ...

    def link(self, name: str, lifetime: timedelta) -> str:
        """Return a URL with permission to read an object.

        Args:
            name: of the object. Whether it exists is not checked.
            lifetime: how long the URL has to work. It works for less only if the credential allows no more.
        """
        ...

    def list(self, pattern: str = "**") -> Iterator[StoredObject]:
        """Yield the objects whose names match a pattern.

        Args:
            pattern: `*`, `?` and `[…]` match within one level of folders, `**` across levels.
        """
        ...

    def delete(self, name: str) -> None:
        """Delete an object, and what an interrupted upload of it has left. Do nothing if there is none.

        Args:
            name: name of the object, below the storage's prefix.
        """
        ...
