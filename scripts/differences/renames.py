"""What something that is gone is likely called now, and why that is thought."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .report import Rename

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_UNITS = frozenset(
    ("nanoseconds", "microseconds", "milliseconds", "seconds", "minutes", "hours", "days", "weeks", "ticks")
    + ("bytes", "kilobytes", "megabytes", "percent", "ms")
)
_FILLERS = frozenset(("in", "of", "the"))
# More new names than this for one old name are no suggestion.
_MOST = 2


def likely_rename(gone: str, gone_type: str, come: Iterable[tuple[str, str]]) -> Rename | None:
    """The likely new name of `gone` among those that came in the same place.

    Args:
        gone: the old name, in camelCase or snake_case.
        gone_type: its type, as people read it.
        come: the new names and their types.
    """
    found: dict[str, dict[str, str]] = {}
    for name, kind in come:
        for rank, evidence in _evidence(_words(gone), gone_type, _words(name), kind):
            found.setdefault(rank, {})[name] = evidence
    if not found:
        return None
    best = found[min(found)]
    if len(best) > _MOST:
        return None
    return Rename(" or ".join(sorted(best)), next(iter(best.values())))


def _evidence(old: list[str], old_type: str, new: list[str], new_type: str) -> Iterable[tuple[str, str]]:
    """How strong it is, the strongest first in order, and the sentence."""
    unit = new[-1]
    if unit in _UNITS and new[:-1] == old:
        yield "a", f"The new name is the old one with its unit, {unit}."
    elif unit in _UNITS and old[-1] in _UNITS and new[0] == old[0] and _base(old_type) == _base(new_type):
        yield (
            "b",
            f"Both begin with {old[0]}, end with a unit, {old[-1]} and {unit}, and are of type {_base(new_type)}.",
        )
    elif old_type == new_type and _goes_on(old, new):
        yield "c", f"The new name extends the old one, and both are of type {new_type}."
    elif old_type == new_type and _goes_on(new, old):
        yield "d", f"The new name is the beginning of the old one, and both are of type {new_type}."


def _goes_on(start: list[str], rest: list[str]) -> bool:
    return len(rest) > len(start) and rest[: len(start)] == start


def _words(name: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(name)] or [name]
    return [word for word in words if word not in _FILLERS] or words


def _base(told: str) -> str:
    """A type without its format: `integer` of `integer (int32)`."""
    return told.partition(" ")[0]
