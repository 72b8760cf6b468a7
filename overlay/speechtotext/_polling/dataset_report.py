"""The report on the import of a dataset: what was taken over, and what was rejected and why."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from speechtotext._errors import FileError
from speechtotext_api.wire import without_signatures

# The format of the file is not published: these are the names that a rejection, its line and its reason may have.
_LISTS: Final = ("errors", "rejectedlines", "rejected", "details", "warnings", "lines")
_LINES: Final = ("line", "linenumber", "lineindex", "index", "row")
_REASONS: Final = ("message", "reason", "errormessage", "error", "description", "errorkind", "code")
_TEXTS: Final = ("text", "content", "linetext", "value", "name", "filename", "file")
_LINE: Final = re.compile(r"\bline (\d{1,9})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A rejected line, or a rejected file of an archive."""

    reason: str
    """Reason, in the words of the service."""
    line: int | None = None
    """Number of the line; None if unknown."""
    text: str | None = None
    """The line, or the name of the file; None if unknown."""
    raw: Any = field(default=None, repr=False, compare=False)
    """Its entry in the report."""

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line is not None and not _LINE.search(self.reason) else None
        return ": ".join(filter(None, [where, self.text, self.reason]))


@dataclass(frozen=True, slots=True)
class DatasetReport:
    """The outcome of the import of a dataset."""

    accepted: int | None
    """Number of accepted lines; None if unknown."""
    rejected: int | None
    """Number of rejected lines; None if unknown."""
    rejections: tuple[RejectedLine, ...]
    """Rejected lines with reasons."""
    raw: bytes = field(repr=False)
    """Content of the file."""

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the content of a DatasetReport file: JSON, or text with one reason per line.

        Args:
            data: content of the file.

        Raises:
            FileError: the content is invalid.
        """
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FileError("This is not the report of a dataset: it is not text.") from error
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            if text.lstrip()[:1] in ("{", "[", "<"):
                raise FileError("This is not the report of a dataset: it is not JSON.") from None
            content = [line for line in text.splitlines() if line.strip()]
        found = _lower(content) if isinstance(content, dict) else {"errors": content}
        return cls(
            accepted=_count(found, "accepted"),
            rejected=_count(found, "rejected"),
            rejections=tuple(_rejections(found)),
            raw=data,
        )


def _rejections(report: Mapping[str, Any]) -> Iterator[RejectedLine]:
    for name in _LISTS:
        entries = report.get(name)
        for entry in entries if isinstance(entries, list) else ():
            rejected = _rejection(entry)
            if rejected is not None:
                yield rejected


def _rejection(entry: Any) -> RejectedLine | None:
    if isinstance(entry, str) and entry.strip():
        found = _LINE.search(entry)
        return RejectedLine(without_signatures(entry.strip()), int(found[1]) if found else None, raw=entry)
    if not isinstance(entry, dict):
        return None
    members = _lower(entry)
    line = next((members[name] for name in _LINES if type(members.get(name)) is int), None)
    reason, text = _first_text(members, _REASONS), _first_text(members, _TEXTS)
    if reason is None and text is None:
        return None
    return RejectedLine(without_signatures(reason or "no reason is given"), line, text, raw=entry)


def _count(report: Mapping[str, Any], what: str) -> int | None:
    names = (f"{what}linecount", f"{what}lines", f"{what}count", what)
    return next((report[name] for name in names if type(report.get(name)) is int), None)


def _first_text(members: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((members[name] for name in names if isinstance(members.get(name), str) and members[name]), None)


def _lower(members: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower().replace("_", ""): value for name, value in members.items()}
