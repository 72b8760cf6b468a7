"""Changes of a SQLite database by several threads, grouped: to write many to the disk takes as long as one of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, RLock
from typing import Any, Final

from .errors import file_errors, is_busy, require_locks

# How long changes wait for those of other threads, in seconds, before their own thread writes them to the disk.
_PATIENCE: Final = 0.25


class GroupedChanges:
    """What threads read and change in a database, one at a time.

    Args:
        path: of the file, for errors.
        connection: to it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._in_use = RLock()
        self._group = _Group()
        # How many threads are about to make changes.
        self._entering = 0
        self._counting = Lock()

    def rows(self, query: str, arguments: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds among what is on the disk.

        Raises:
            FileError: the file cannot be read.
        """
        with self._in_use, file_errors(self.path):
            group = self._group
            if group.is_empty or not self._entering:
                return self._read(query, arguments)
        # Others are about to add their changes to those that wait for the disk.
        group.wait()
        with self._in_use, file_errors(self.path):
            return self._read(query, arguments)

    def _read(self, query: str, arguments: Iterable[Any]) -> list[tuple[Any, ...]]:
        self._commit()
        return self._connection.execute(query, tuple(arguments)).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Make changes together or not at all, without reading by `rows` meanwhile. They are on the disk when this
        returns.

        Those of threads that wait for each other are written to the disk as one, which takes as long as one of them.

        Raises:
            FileError: the file cannot be written.
        """
        with file_errors(self.path):
            with self._entered():
                if not self._connection.in_transaction:
                    reserve(self._connection)
                group = self._group
                try:
                    with self._change(group):
                        yield self._connection
                finally:
                    if not self._entering:
                        self._commit()
            while not group.wait():
                # The thread that was about to make changes, and to write all of them, has been interrupted.
                with self._in_use:
                    if group is self._group:
                        self._commit()
            if group.error is not None:
                raise group.error

    @contextmanager
    def _entered(self) -> Iterator[None]:
        """Wait until no other thread works with the database."""
        with self._counting:
            self._entering += 1
        try:
            self._in_use.acquire()
        finally:
            with self._counting:
                self._entering -= 1
        try:
            yield
        finally:
            self._in_use.release()

    @contextmanager
    def _change(self, group: _Group) -> Iterator[None]:
        """Add changes to those that wait for the disk, which stay as they are if there is an error."""
        is_first = group.is_empty
        if not is_first:
            self._connection.execute("SAVEPOINT change")
        try:
            yield
        except BaseException as error:
            if is_first or not self._connection.in_transaction:
                self._undo(error)
            else:
                self._connection.execute("ROLLBACK TO change")
                self._connection.execute("RELEASE change")
            raise
        if not is_first:
            self._connection.execute("RELEASE change")
        group.is_empty = False

    def _commit(self) -> None:
        """Write the changes that wait to the disk."""
        if self._group.is_empty:
            return
        try:
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._undo(error)
            if is_busy(error):
                require_locks(self.path)
            raise
        self._end_group(None)

    def _undo(self, error: BaseException) -> None:
        """Undo the changes that wait for the disk."""
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        finally:
            self._end_group(error)

    def _end_group(self, error: BaseException | None) -> None:
        ended, self._group = self._group, _Group()
        ended.end(error)
        reserve(self._connection)

    def close(self) -> None:
        """Write what waits to the disk, and close the connection."""
        with self._in_use:
            try:
                self._commit()
            finally:
                self._connection.close()


class _Group:
    """Changes that are written to the disk together, or not at all."""

    def __init__(self) -> None:
        self.is_empty = True
        self.error: BaseException | None = None
        self._ended = Event()

    def end(self, error: BaseException | None) -> None:
        """Tell those who have made the changes what became of them."""
        self.error = error
        self._ended.set()

    def wait(self) -> bool:
        """Wait a moment for the end; return whether it has come."""
        return self._ended.wait(_PATIENCE)


def reserve(connection: sqlite3.Connection) -> None:
    """Let other programs read a database, but not write it."""
    connection.execute("BEGIN IMMEDIATE")
