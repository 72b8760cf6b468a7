"""The inputs of a journal of `submit_all`, or of the folder of `transcribe_all`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from speechtotext._batches.journal import Journal
from speechtotext._batches.summary import BatchInput
from speechtotext._core.file_flows import run_file_flow

from .entries import Entry

_PAGE: Final = 1000


def is_journal(path: Path) -> bool:
    """Return whether a file is a database of SQLite, as journals are."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def journal_entries(path: Path) -> Iterator[Entry]:
    """Yield the inputs of a journal, also while a run goes on with it.

    Raises:
        FileError: it cannot be read, or is something else.
    """
    journal = run_file_flow(Journal.read(path))
    try:
        locale, number = journal.locale, 0
        while page := journal.inputs_after(number, _PAGE):
            number = page[-1][0]
            for _, known in page:
                yield _entry(path, known, locale)
    finally:
        journal.close()


def _entry(journal: Path, known: BatchInput, locale: str | None) -> Entry:
    size, version = 0, f"{known.status} {known.error_kind} {known.error_message}"
    if known.result is not None:
        try:
            found = known.result.stat()
        except OSError:
            """Reading it tells what is wrong."""
        else:
            size, version = found.st_size, f"{found.st_size} {found.st_mtime_ns} {known.status}"
    return Entry(
        key=f"{journal}#{known.source}",
        version=version,
        location=None if known.result is None else str(known.result),
        size=size,
        source=known.source,
        job=known.job,
        status=known.status,
        error_kind=known.error_kind,
        error_message=known.error_message,
        locale=locale,
    )
