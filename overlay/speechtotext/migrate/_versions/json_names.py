"""Names of properties and parameters in JSON."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .api_surface import Version, older_than
from .changes import Change, Nested, Renamed
from .plan import Plan, split


class Key(NamedTuple):
    """A name in JSON that is not understood any more.

    Attributes:
        sentence: what became of it.
        remedy: what to do.
    """

    sentence: str
    remedy: str


def changed_key(text: str, plan: Plan) -> Key | None:
    """What became of the name that a text is, if it is one that hardly means anything else."""
    return None if text.islower() else key_change(text, plan)


def key_change(name: str, plan: Plan) -> Key | None:
    """Return how a name in JSON changes; None if it stays."""
    change = _changes(plan).get(name)
    if change is None:
        return None
    remedy = change.remedy
    if isinstance(change, Renamed):
        remedy = f"{remedy} In JSON it is {wire_name(change.to)}."
    elif isinstance(change, Nested):
        remedy = f"{remedy} In JSON it is {wire_name(change.to)} in {wire_name(change.part)}."
    return Key(f"{name}: {change.why}", remedy.strip())


def wire_name(member: str) -> str:
    """The name of a property in JSON: `time_to_live` is timeToLive there."""
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), member.rstrip("_"))


@cache
def _changes(plan: Plan) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for version in older_than(plan.target):
        for name in _names(version):
            fate = plan.fate(name, version)
            member = split(name)[1]
            if plan.is_changed(member) and fate.change is not None:
                found[wire_name(member)] = fate.change
    return found


def _names(version: Version) -> list[str]:
    """The names of a version's properties and parameters, which are those that are sent."""
    properties = (name for name in version.names if name[0].isupper() and split(name)[1].islower())
    return sorted([*properties, *(name for name in version.names if name.endswith(")"))])
