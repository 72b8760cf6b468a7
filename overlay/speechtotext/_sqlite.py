"""Small databases beside the user's files, each of one process at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ._errors import FileError
from ._flows import Do, Flow, Sleep

# How long to wait before asking again whether another run is through with a database, in seconds.
_BUSY: Final = 0.5


def held(path: Path, schema: str) -> Flow[sqlite3.Connection]:
    """The steps of getting hold of a database, which is made if it is not there.

    It stays with this run until it is closed, or the process dies; other runs wait for that.

    Raises:
        FileError: the file cannot be written, or is no database.
    """
    database: sqlite3.Connection | None = None
    while database is None:
        database = yield Do(lambda: _taken(path, schema))
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


def _taken(path: Path, schema: str) -> sqlite3.Connection | None:
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # It may hold links that carry their own permission.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        database = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("COMMIT")
            database.executescript(schema)
        except BaseException as error:
            database.close()
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                return None
            raise
    return database


@contextmanager
def transaction(database: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Changes that are made together or not at all."""
    with file_errors(path):
        database.execute("BEGIN")
        try:
            yield
        except BaseException:
            database.execute("ROLLBACK")
            raise
        database.execute("COMMIT")
