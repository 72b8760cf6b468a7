"""Names of properties and parameters in JSON."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .api_surface import Version, older_than
from .changes import Change, Nested, Renamed
from .plan import MigrationPlan, split_name


class JsonNameChange(NamedTuple):
    """A name in JSON that the target does not accept.

    Attributes:
        sentence: how it changed.
        remedy: what to do.
    """

    sentence: str
    remedy: str


def changed_json_name(text: str, plan: MigrationPlan) -> JsonNameChange | None:
    """Return how the JSON name that a text is changes, if the text is distinctive enough."""
    return None if text.islower() else json_name_change(text, plan)


def json_name_change(name: str, plan: MigrationPlan) -> JsonNameChange | None:
    """Return how a name in JSON changes; None if it stays."""
    change = _changes(plan).get(name)
    if change is None:
        return None
    remedy = change.remedy
    if isinstance(change, Renamed):
        remedy = f"{remedy} In JSON it is {json_name(change.to)}."
    elif isinstance(change, Nested):
        remedy = f"{remedy} In JSON it is {json_name(change.to)} in {json_name(change.part)}."
    return JsonNameChange(f"{name}: {change.why}", remedy.strip())


def json_name(member: str) -> str:
    """Return the JSON name of a property: timeToLive for `time_to_live`."""
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), member.rstrip("_"))


@cache
def _changes(plan: MigrationPlan) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for version in older_than(plan.target):
        for name in _sent_names(version):
            resolution = plan.resolve(name, version)
            member = split_name(name)[1]
            if plan.is_changed(member) and resolution.change is not None:
                found[json_name(member)] = resolution.change
    return found


def _sent_names(version: Version) -> list[str]:
    """Return the names of a version's properties and parameters, which are the names in requests."""
    properties = (name for name in version.names if name[0].isupper() and split_name(name)[1].islower())
    return sorted([*properties, *(name for name in version.names if name.endswith(")"))])
