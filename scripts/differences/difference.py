"""One difference as it is met while two documents are walked side by side; several can have one cause."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from differences.reading.schema_views import Location

_OTHER_VALUE = re.compile(r"true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?|")


@dataclass(slots=True, eq=False)
class AffectedOperations:
    """Which operations something matters to, as bits: those that send it and those that are answered with it."""

    requests: int = 0
    responses: int = 0

    def add(self, requests: int, responses: int) -> bool:
        """Take in more operations; says whether there were any new ones."""
        grown = (requests & ~self.requests) | (responses & ~self.responses)
        self.requests |= requests
        self.responses |= responses
        return bool(grown)


@dataclass(frozen=True, slots=True)
class Difference:
    """A rule's finding at one place.

    Args:
        rule: id of a rule in `rules.RULES`.
        old: where it stands in the old document.
        new: where it stands in the new one.
        before: what was there, for people.
        after: what is there, for people.
        affected: the operations that it matters to.
        in_requests: whether it matters to what is sent; likewise `in_responses`.
        topic: what it is about at its place, such as an extension, where that and not the place tells the cause.
        siblings: the members beside it in a schema that is written out at its place, by which its copies are known.
        cause: what tells the cause, whatever the place is called: the same list of values, the same new variant.
        note: under which circumstances, such as the status of an answer.
    """

    rule: str
    old: Location | None
    new: Location | None
    before: str | None = None
    after: str | None = None
    affected: AffectedOperations = field(default_factory=AffectedOperations)
    in_requests: bool = True
    in_responses: bool = True
    topic: str = ""
    siblings: frozenset[str] = frozenset()
    cause: str = ""
    note: str = ""

    @property
    def location(self) -> Location:
        """Where it stands, in the old document if it can be."""
        found = self.old or self.new
        assert found is not None
        return found


def as_text(value: Any) -> str:
    """A value as JSON; a text as it is, unless it could be taken for another value, such as "true"."""
    if isinstance(value, str) and not _OTHER_VALUE.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def as_optional_text(value: Any) -> str | None:
    """A value that may not be there, as people read it."""
    return None if value is None else as_text(value)
