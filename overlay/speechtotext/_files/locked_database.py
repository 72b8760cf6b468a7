"""Small SQLite databases beside the user's files, each held by one run at a time."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Protocol

from speechtotext._core.steps import Flow, RunBlocking, Sleep
from speechtotext._errors import DeadlineExceeded, FileError
from speechtotext._locks import ForkSafeLock

from .errors import file_errors, is_busy, require_locks
from .filesystem import create_private, make_folder, sync_file, sync_folder
from .grouped_changes import GroupedChanges, reserve

# How long to wait before asking again whether another run is through with a database, in seconds.
_BUSY: Final = 0.5
# How often a run that only reads asks again, and how long SQLite tries each time, in seconds: a change takes a moment.
_READ_ATTEMPTS: Final = 10
_READ_TIMEOUT: Final = 0.25
# How long a change waits for those who read, in seconds.
_WRITE_TIMEOUT: Final = 30.0
# What SQLite answers when a change of a dead run has to be undone, or something would be changed.
_READ_ONLY: Final = frozenset((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN))

_log = logging.getLogger("speechtotext")
_creating: Final = ForkSafeLock()


class Prepare(Protocol):
    """Makes the tables of a new database, or brings those of an older one up to date.

    Raises FileError if it is a database of something else, which is left as it is.
    """

    def __call__(self, connection: sqlite3.Connection, path: Path, *, new: bool) -> None: ...


class LockedDatabase(GroupedChanges):
    """A database that this run holds until it is closed, or the process dies.

    One thread at a time works with it, and closing waits for that: SQLite crashes when a connection is closed while
    another thread is inside it.

    Args:
        path: of the file.
        connection: to it.
        lock: to the file that tells other runs that this one is held; None for a database that is only read.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: sqlite3.Connection | None) -> None:
        super().__init__(path, connection)
        self._lock = lock

    def close(self) -> None:
        """Give it to other runs."""
        try:
            super().close()
        finally:
            if self._lock is not None:
                self._lock.close()


def open_locked(path: Path, prepare: Prepare, *, create: bool = True, readable: bool = False) -> Flow[LockedDatabase]:
    """Return the steps that take hold of a database; other runs are waited for.

    Args:
        path: of the file.
        prepare: makes its tables, or brings them up to date.
        create: whether the file is made if it does not exist.
        readable: whether others can read it meanwhile. For this a hidden file beside it, which stays, is locked.

    Raises:
        DeadlineExceeded: another run still holds it.
        FileError: the file cannot be written, is no database, or does not exist.
    """
    # An empty file, such as of `mkstemp`, is as good as none; but not once a run has written it.
    used: bool = yield RunBlocking(lambda: os.path.exists(_lock_of(path)))
    attempt: RunBlocking[LockedDatabase | None] = RunBlocking(
        lambda: _try_open(path, prepare, create=create, readable=readable, used=used), discard=_close
    )
    database: LockedDatabase | None = yield attempt
    if database is None:
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


def open_to_read(path: Path, prepare: Prepare) -> Flow[LockedDatabase]:
    """Return the steps that open a database to read it, also while another run holds it.

    Raises:
        FileError: the file cannot be read, is no database, or does not exist.
    """
    for _ in range(_READ_ATTEMPTS):
        try:
            database: LockedDatabase | None = yield RunBlocking(lambda: _try_to_read(path, prepare), discard=_close)
        except _NeedsWriting:
            return (yield from open_locked(path, prepare, create=False, readable=True))
        if database is not None:
            return database
        yield Sleep(_BUSY)
    raise FileError(f"{path} is locked by another program. Close it there and try again.")


class _NeedsWriting(Exception):
    """A database that can only be read after it has been written: a run that died left half of a change in it, or it
    is of an older layout."""


def _close(database: LockedDatabase | None) -> None:
    if database is not None:
        database.close()


def _try_open(path: Path, prepare: Prepare, *, create: bool, readable: bool, used: bool) -> LockedDatabase | None:
    with file_errors(path):
        # Where a link leads, also one that leads to nothing yet.
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise FileError(f"{path} is a folder: give the path of a file in it.")
        if create:
            make_folder(target.parent)
        elif not target.exists():
            raise FileError(f"{path} does not exist.")
        try:
            if not readable:
                _create(target)
                return LockedDatabase(path, _held(target, path, prepare, exclusive=True, new=False), None)
            # Between two changes a database that others may read is free for a moment. So what tells other runs that
            # it is held is a lock on another file, which stays empty.
            lock = _locked(_lock_of(target))
            try:
                if create and not target.exists():
                    _make(target, path, prepare)
                new = create and not used and not target.stat().st_size
                return LockedDatabase(path, _held(target, path, prepare, exclusive=False, new=new), lock)
            except BaseException:
                lock.close()
                raise
        except sqlite3.OperationalError as error:
            if is_busy(error):
                require_locks(path)
                return None
            raise


def _lock_of(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    return target.with_name(f".{target.name.removeprefix('.')}.lock")


def _locked(path: Path) -> sqlite3.Connection:
    """Lock a file that is made if it does not exist."""
    _create(path)
    with _closed_on_error(_connect(path)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
    return lock


def _create(path: Path) -> None:
    """Make a file, if it does not exist, for its owner alone.

    On POSIX a process loses its locks on a file as soon as any of its threads closes that file. So one that is there,
    and that SQLite may have locked for another thread, is not opened here.
    """
    with _creating, suppress(FileExistsError):
        create_private(path)


def _make(target: Path, path: Path, prepare: Prepare) -> None:
    """Make a database that is there as a whole or not at all, for its owner alone: it may hold links that carry their
    own permission."""
    made = target.with_name(f".{target.name.removeprefix('.')}.new")
    for left in (made, made.with_name(f"{made.name}-journal")):
        left.unlink(missing_ok=True)
    create_private(made)
    with closing(_connect(made)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        prepare(connection, path, new=True)
        connection.execute("COMMIT")
    sync_file(made)
    made.replace(target)
    sync_folder(target.parent)


def _held(target: Path, path: Path, prepare: Prepare, *, exclusive: bool, new: bool) -> sqlite3.Connection:
    with _closed_on_error(_connect(target)) as connection:
        if exclusive:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        prepare(connection, path, new=new)
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA busy_timeout = {_WRITE_TIMEOUT * 1000:.0f}")
        reserve(connection)
    return connection


def _try_to_read(path: Path, prepare: Prepare) -> LockedDatabase | None:
    with file_errors(path):
        target = Path(os.path.realpath(path))
        if not target.exists():
            raise FileError(f"{path} does not exist.")
        try:
            opened = sqlite3.connect(
                f"{target.as_uri()}?mode=ro",
                uri=True,
                timeout=_READ_TIMEOUT,
                isolation_level=None,
                check_same_thread=False,
            )
            with _closed_on_error(opened) as connection:
                connection.execute("BEGIN")
                prepare(connection, path, new=False)
        except sqlite3.OperationalError as error:
            if is_busy(error):
                require_locks(path)
                return None
            if error.sqlite_errorcode & 0xFF in _READ_ONLY:
                raise _NeedsWriting from error
            raise
    return LockedDatabase(path, connection, None)


def _connect(path: Path) -> sqlite3.Connection:
    opened = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    with _closed_on_error(opened) as connection:
        # A commit is on disk when it returns, the removal of the rollback journal included.
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA fullfsync = ON")
        # Of the indexes of a million inputs, enough that not every new one means to read and write pages.
        connection.execute("PRAGMA cache_size = -32768")
    return connection


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise
