"""Small SQLite databases beside the user's files, each held by one process at a time."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any, Final

from speechtotext._errors import DeadlineExceeded, FileError
from speechtotext._locks import ForkSafeLock

from .filesystem import has_locks
from .flows import Flow, RunBlocking, Sleep

# How long to wait before asking again whether another run is through with a database, in seconds.
_BUSY: Final = 0.5

_log = logging.getLogger("speechtotext")
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


def open_locked(path: Path, prepare: Callable[[sqlite3.Connection, Path], None]) -> Flow[LockedDatabase]:
    """Return the steps that take hold of a database, which is made if it is not there; other runs are waited for.

    Args:
        path: of the file.
        prepare: makes the tables if they are not there, or raises FileError for what is another database.

    Raises:
        FileError: the file cannot be written, or is no database.
    """
    # Where a link leads that leads to nothing yet, too.
    target = Path(os.path.realpath(path))
    attempt: RunBlocking[LockedDatabase | None] = RunBlocking(lambda: _try_open(path, target, prepare), discard=_close)
    database: LockedDatabase | None = yield attempt
    if database is None:
        yield RunBlocking(lambda: _require_locks(target))
        _log.warning("%s is held by another run; this one waits until that has ended.", path)
    try:
        while database is None:
            yield Sleep(_BUSY)
            database = yield attempt
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


def _require_locks(path: Path) -> None:
    with file_errors(path):
        if not has_locks(path.parent):
            raise FileError(f"{path} is on a file system that has no file locks: put it on a local disk.")


def _try_open(path: Path, target: Path, prepare: Callable[[sqlite3.Connection, Path], None]) -> LockedDatabase | None:
    with file_errors(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        _create(target)
        connection = sqlite3.connect(target, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            # A commit is on disk when it returns, the removal of the rollback journal included.
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("BEGIN EXCLUSIVE")
            prepare(connection, path)
            connection.execute("COMMIT")
        except BaseException as error:
            connection.close()
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                return None
            raise
    return LockedDatabase(path, connection)


def _create(path: Path) -> None:
    """Make the file, if it is not there, for its owner alone: it may hold links that carry their own permission.

    On POSIX a process loses its locks on a file as soon as any of its threads closes that file. So one that is there,
    and that SQLite may have locked for another thread, is not opened here. A file object, and no descriptor, so that a
    signal that comes meanwhile leaves nothing open.
    """
    with _creating, suppress(FileExistsError):
        open(path, "xb", buffering=0, opener=partial(os.open, mode=0o600)).close()
