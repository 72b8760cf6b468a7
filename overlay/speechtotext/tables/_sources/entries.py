"""What is to be read: result files, and inputs that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from speechtotext_api.wire import without_signatures

PART: Final = "part-"
"""Beginning of the names of the files of a data set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A result file, or an input of a journal, which may have none.

    Attributes:
        key: by which it is known again in another run.
        version: changes when there is something else to read.
        location: path or URL of the result file; None if there is no result.
        size: bytes of the file.
        source: recording as a journal knows it; None where only the result tells.
        job: id of its job.
        status: as a journal knows it; None where there is no journal, or nothing is known yet.
        error_kind: kind of failure.
        error_message: why it failed.
        locale: of the job.
    """

    key: str
    version: str
    location: str | None = None
    size: int = 0
    source: str | None = None
    job: str | None = None
    status: str | None = None
    error_kind: str | None = None
    error_message: str | None = None
    locale: str | None = None

    @property
    def file(self) -> str | None:
        """The location as every output takes it; names of files may hold bytes that are no UTF-8."""
        if self.location is None:
            return None
        return without_signatures(self.location.encode("utf-8", "backslashreplace").decode())


@dataclass(frozen=True, slots=True)
class Group:
    """A group to be written.

    Attributes:
        name: of the group; that of the one that it replaces, if what was written has changed.
        entries: to be read.
    """

    name: str
    entries: list[Entry]

    @property
    def part(self) -> str:
        """Beginning of the names of its files."""
        return f"{PART}{self.name}"


def is_url(text: str) -> bool:
    """Return whether a location is a URL, and not a path. Drive letters of Windows are no schemes."""
    scheme, separator, _ = text.partition("://")
    return bool(separator) and len(scheme) > 1


def grouped(entries: Iterable[Entry], most_bytes: int) -> Iterator[list[Entry]]:
    """Yield groups of entries, in their order, of about so many bytes of result files."""
    group: list[Entry] = []
    size = 0
    for entry in entries:
        if group and size + entry.size > most_bytes:
            yield group
            group, size = [], 0
        group.append(entry)
        # So that inputs without a result, and tiny files, do not make a group without end.
        size += max(entry.size, most_bytes // 10_000)
    if group:
        yield group
