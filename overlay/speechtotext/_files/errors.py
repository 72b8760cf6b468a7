"""Errors of files and databases, as those of this package."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from speechtotext._errors import FileError

from .filesystem import has_locks


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Errors of files and databases as FileError."""
    try:
        yield
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise FileError(f"{path} cannot be used: {error}.") from error


def require_locks(path: Path) -> None:
    if not has_locks(Path(os.path.realpath(path)).parent):
        raise FileError(f"{path} is on a file system that has no file locks: put it on a local disk.")


def is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
