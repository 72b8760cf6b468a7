"""The file of a journal: taken hold of by one run, read by others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from speechtotext._core.steps import Flow, RunBlocking
from speechtotext._errors import FileError
from speechtotext._files.locked_database import LockedDatabase, open_locked, open_to_read

from .layout import prepare


class JournalFile:
    """A journal's file; each change is on disk before the next step is taken."""

    def __init__(self, database: LockedDatabase) -> None:
        self.path = database.path
        # Results that lie beside or below the journal are kept by their way from there, so that all can be moved.
        self._folder = Path(os.path.realpath(self.path)).parent
        self._database = database

    @classmethod
    def begin(cls, path: Path) -> Flow[Self]:
        """Return the steps that take hold of a journal, which is made if it does not exist."""
        return cls((yield from open_locked(path, prepare, readable=True)))

    @classmethod
    def go_on(cls, path: Path) -> Flow[Self]:
        """Return the steps that take hold of a journal.

        Raises:
            FileError: it does not exist.
        """
        yield RunBlocking(lambda: _require_file(path))
        return cls((yield from open_locked(path, prepare, create=False, readable=True)))

    @classmethod
    def read(cls, path: Path) -> Flow[Self]:
        """Return the steps that open a journal to read it, also while another run holds it.

        Raises:
            FileError: it does not exist.
        """
        yield RunBlocking(lambda: _require_file(path))
        return cls((yield from open_to_read(path, prepare)))

    def close(self) -> None:
        self._database.close()

    def _relative(self, result: Path) -> str:
        path = Path(os.path.realpath(result))
        return path.relative_to(self._folder).as_posix() if path.is_relative_to(self._folder) else str(path)

    def _rows(self, query: str, arguments: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        return self._database.rows(query, arguments)

    def _change(self, query: str, arguments: Iterable[Any]) -> None:
        with self._database.transaction() as changes:
            changes.execute(query, tuple(arguments))


def nothing_submitted(path: Path) -> FileError:
    """Return the error of a file that is no journal of submitted jobs."""
    return FileError(f"{path} is not a journal of submitted jobs: start with submit_all.")


def _require_file(path: Path) -> None:
    if not path.exists():
        raise nothing_submitted(path)
