"""Prose that changed: where it stands, never what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from differences import Difference, Reach
from places import OF_A_VALUE, Places
from schema_views import Spot


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
            marks = was and was.mark, now and now.mark
            value = key.removeprefix(OF_A_VALUE)
            if marks[0] == marks[1] or (value != key and value not in pair.values):
                continue
            change = "added" if was is None else "removed" if now is None else "changed"
            old_spot = was and pair.old.at(*was.below.split("/"))
            new_spot = now and pair.new.at(*now.below.split("/"))
            if value != key:
                yield Difference(
                    f"words-{change}", old_spot, new_spot, reach=pair.reach, topic="descriptions of values"
                )
            else:
                yield Difference(f"words-{change}", old_spot, new_spot, *marks, pair.reach, topic=key)
