"""Prose that changed: where it stands, never what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from differences.reading.schema_views import Location
from differences.reading.source_lines import VALUE_DESCRIPTION, SourceLocations, TextDigest

from .difference import AffectedOperations, Difference


@dataclass(frozen=True, slots=True)
class LocationPair:
    """Two places that stand for each other, and the operations that they matter to.

    Args:
        values: those that both name if they are enums; what is said of others came or went with them.
    """

    old: Location
    new: Location
    affected: AffectedOperations
    values: frozenset[str] = frozenset()


def prose_differences(
    pairs: Iterable[LocationPair], old: SourceLocations, new: SourceLocations
) -> Iterator[Difference]:
    """The texts that differ. What was and is there is told by marks, by which texts that changed alike are known."""
    for pair in pairs:
        before, after = old.prose(pair.old.pointer), new.prose(pair.new.pointer)
        for key in dict.fromkeys((*before, *after)):
            was, now = before.get(key), after.get(key)
            value = key.removeprefix(VALUE_DESCRIPTION)
            if _mark(was) == _mark(now) or (value != key and value not in pair.values):
                continue
            change = "added" if was is None else "removed" if now is None else "changed"
            locations = _location(pair.old, was), _location(pair.new, now)
            if value != key:
                yield Difference(f"words-{change}", *locations, affected=pair.affected, topic="descriptions of values")
            else:
                yield Difference(f"words-{change}", *locations, _mark(was), _mark(now), pair.affected, topic=key)


def _mark(text: TextDigest | None) -> str | None:
    return None if text is None else text.mark


def _location(location: Location, text: TextDigest | None) -> Location | None:
    return None if text is None else location.at(*text.below.split("/"))
