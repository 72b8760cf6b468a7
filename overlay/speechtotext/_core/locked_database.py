"""Small databases beside the user's files, each of one process at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final

from speechtotext._errors import FileError

from .flows import Flow, RunBlocking, Sleep

# How long to wait before asking again whether another run is through with a database, in seconds.
_BUSY: Final = 0.5

_creating: Final = Lock()


def open_locked(path: Path, schema: str) -> Flow[sqlite3.Connection]:
    """The steps of getting hold of a database, which is made if it is not there.

    It stays with this run until it is closed, or the process dies; other runs wait for that.

    Raises:
        FileError: the file cannot be written, or is no database.
    """
    database: sqlite3.Connection | None = None
    while database is None:
        database = yield RunBlocking(lambda: _try_open(path, schema))
        if database is None:
            yield Sleep(_BUSY)
    return database


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Errors of files and databases as FileError."""
    try:
        yield
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise FileError(f"{path} cannot be used: {error}.") from error


def _try_open(path: Path, schema: str) -> sqlite3.Connection | None:
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _create(path)
        database = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.executescript(f"BEGIN EXCLUSIVE; {schema}; COMMIT")
        except BaseException as error:
            database.close()
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                return None
            raise
    return database


def _create(path: Path) -> None:
    """Make the file, if it is not there, for its owner alone: it may hold links that carry their own permission.

    On POSIX a process loses its locks on a file as soon as any of its threads closes that file. So one that is there,
    and that SQLite may have locked for another thread, is not opened here.
    """
    with _creating, suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


@contextmanager
def transaction(database: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Changes that are made together or not at all."""
    with file_errors(path), database:
        database.execute("BEGIN")
        yield
