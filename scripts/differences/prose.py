"""Prose that changed: where it stands, never what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .difference import Difference, Reach
from .schema_views import Spot
from .source_lines import OF_A_VALUE, Places, Text


@dataclass(frozen=True, slots=True)
class SpotPair:
    """Two places that stand for each other, and the operations that they matter to.

    Args:
        values: those that both name if they are enums; what is said of others came or went with them.
    """

    old: Spot
    new: Spot
    reach: Reach
    values: frozenset[str] = frozenset()


def word_differences(pairs: Iterable[SpotPair], old: Places, new: Places) -> Iterator[Difference]:
    """The texts that differ. What was and is there is told by marks, by which texts that changed alike are known."""
    for pair in pairs:
        before, after = old.prose(pair.old.pointer), new.prose(pair.new.pointer)
        for key in dict.fromkeys((*before, *after)):
            was, now = before.get(key), after.get(key)
            value = key.removeprefix(OF_A_VALUE)
            if _mark(was) == _mark(now) or (value != key and value not in pair.values):
                continue
            change = "added" if was is None else "removed" if now is None else "changed"
            spots = _spot(pair.old, was), _spot(pair.new, now)
            if value != key:
                yield Difference(f"words-{change}", *spots, reach=pair.reach, topic="descriptions of values")
            else:
                yield Difference(f"words-{change}", *spots, _mark(was), _mark(now), pair.reach, topic=key)


def _mark(text: Text | None) -> str | None:
    return None if text is None else text.mark


def _spot(spot: Spot, text: Text | None) -> Spot | None:
    return None if text is None else spot.at(*text.below.split("/"))
