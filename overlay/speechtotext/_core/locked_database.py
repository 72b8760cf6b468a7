"""Small SQLite databases beside the user's files, each held by one process at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, Final

from speechtotext._errors import DeadlineExceeded, FileError
from speechtotext._locks import ForkSafeLock

from .flows import Flow, RunBlocking, Sleep

# How long to wait before asking again whether another run is through with a database, in seconds.
_BUSY: Final = 0.5

_creating: Final = ForkSafeLock()


class LockedDatabase:
    """A database that this run holds until it is closed, or the process dies.

    One thread at a time works with it, and closing waits for that: SQLite crashes when a connection is closed while
    another thread is inside it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._in_use = RLock()

    def rows(self, query: str, arguments: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds.

        Raises:
            FileError: the file cannot be read.
        """
        with self._in_use, file_errors(self.path):
            return self._connection.execute(query, tuple(arguments)).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Make changes together or not at all.

        Raises:
            FileError: the file cannot be written.
        """
        with self._in_use, file_errors(self.path), self._connection:
            self._connection.execute("BEGIN")
            yield self._connection

    def close(self) -> None:
        """Give it to other runs."""
        with self._in_use:
            self._connection.close()


def open_locked(path: Path, schema: str) -> Flow[LockedDatabase]:
    """Return the steps that take hold of a database, which is made if it is not there; other runs are waited for.

    Raises:
        FileError: the file cannot be written, or is no database.
    """
    database: LockedDatabase | None = None
    while database is None:
        database = yield RunBlocking(lambda: _try_open(path, schema), discard=_close)
        if database is None:
            try:
                yield Sleep(_BUSY)
            except DeadlineExceeded as error:
                raise DeadlineExceeded(
                    f"{path} is still held by another run. Wait until that has ended, or give a longer timeout."
                ) from error
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


def _close(database: LockedDatabase | None) -> None:
    if database is not None:
        database.close()


def _try_open(path: Path, schema: str) -> LockedDatabase | None:
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _create(path)
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.executescript(f"BEGIN EXCLUSIVE; {schema}; COMMIT")
        except BaseException as error:
            connection.close()
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                return None
            raise
    return LockedDatabase(path, connection)


def _create(path: Path) -> None:
    """Make the file, if it is not there, for its owner alone: it may hold links that carry their own permission.

    On POSIX a process loses its locks on a file as soon as any of its threads closes that file. So one that is there,
    and that SQLite may have locked for another thread, is not opened here.
    """
    with _creating, suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
