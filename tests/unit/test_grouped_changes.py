"""Changes of a database by several threads are on the disk when they return, and share the way there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from speechtotext import FileError
from speechtotext._files.grouped_changes import GroupedChanges, reserve

THREADS = 8
TIMEOUT = 60


class Journal:
    """A database with names, and how often it was written to the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, timeout=TIMEOUT, isolation_level=None, check_same_thread=False)
        self.connection.execute("CREATE TABLE names (name TEXT NOT NULL UNIQUE)")
        reserve(self.connection)
        self.written = 0
        self.connection.set_trace_callback(self._count)
        self.changes = GroupedChanges(path, self.connection)

    def _count(self, statement: str) -> None:
        self.written += statement == "COMMIT"

    def add(self, name: str | None) -> None:
        with self.changes.transaction() as changes:
            changes.execute("INSERT INTO names VALUES (?)", (name,))

    def on_disk(self) -> set[str]:
        """The names that another program finds."""
        other = sqlite3.connect(self.path, timeout=TIMEOUT)
        names = {name for (name,) in other.execute("SELECT name FROM names")}
        other.close()
        return names


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "names.sqlite3")
    yield made
    made.changes.close()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(THREADS) as made:
        yield made


def while_one_writes(
    journal: Journal, threads: ThreadPoolExecutor, *others: Callable[[], None]
) -> tuple[Future[None], list[Future[None]]]:
    """Begin the others while a thread is in the middle of a change, which goes on when all of them wait for it."""
    is_inside = Event()

    def write() -> None:
        with journal.changes.transaction() as changes:
            changes.execute("INSERT INTO names VALUES ('first')")
            is_inside.set()
            while journal.changes._entering < len(others):
                Event().wait(0.001)

    first = threads.submit(write)
    assert is_inside.wait(TIMEOUT)
    return first, [threads.submit(other) for other in others]


def test_changes_that_wait_for_each_other_are_written_as_one(journal: Journal, threads: ThreadPoolExecutor) -> None:
    names = [f"name {number}" for number in range(THREADS - 1)]

    first, others = while_one_writes(journal, threads, *(lambda name=name: journal.add(name) for name in names))
    for each in (first, *others):
        each.result(TIMEOUT)

    assert journal.on_disk() == {"first", *names}
    assert journal.written == 1


def test_a_change_is_on_the_disk_when_it_returns(journal: Journal, threads: ThreadPoolExecutor) -> None:
    def add(name: str) -> bool:
        journal.add(name)
        return name in journal.on_disk()

    assert all(threads.map(add, map(str, range(100)), timeout=TIMEOUT))


def test_what_is_read_is_on_the_disk(journal: Journal, threads: ThreadPoolExecutor) -> None:
    def read() -> bool:
        found = {name for (name,) in journal.changes.rows("SELECT name FROM names")}
        return found <= journal.on_disk()

    adding = [threads.submit(journal.add, str(number)) for number in range(100)]

    assert all(read() for _ in range(20))
    for each in adding:
        each.result(TIMEOUT)


def test_an_error_undoes_one_change_and_no_other(journal: Journal, threads: ThreadPoolExecutor) -> None:
    first, (good, wrong, last) = while_one_writes(
        journal, threads, lambda: journal.add("good"), lambda: journal.add(None), lambda: journal.add("last")
    )

    with pytest.raises(FileError, match="NOT NULL"):
        wrong.result(TIMEOUT)
    for each in (first, good, last):
        each.result(TIMEOUT)
    assert journal.on_disk() == {"first", "good", "last"}


def test_changes_that_cannot_be_written_fail_for_all_who_made_them(
    journal: Journal, threads: ThreadPoolExecutor
) -> None:
    journal.connection.execute("PRAGMA busy_timeout = 0")
    reader = sqlite3.connect(journal.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM names").fetchall()

    first, others = while_one_writes(journal, threads, lambda: journal.add("second"))
    for each in (first, *others):
        with pytest.raises(FileError, match="database is locked"):
            each.result(TIMEOUT)

    reader.close()
    assert journal.on_disk() == set()
    journal.add("later")
    assert journal.on_disk() == {"later"}


def test_what_is_read_waits_for_nobody_who_has_failed(journal: Journal, threads: ThreadPoolExecutor) -> None:
    # As after an interruption in the middle: a thread that will never come.
    journal.changes._entering += 1

    journal.add("name")

    assert journal.changes.rows("SELECT name FROM names") == [("name",)]
    assert journal.on_disk() == {"name"}
