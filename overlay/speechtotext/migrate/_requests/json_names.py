"""Names as they stand in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import libcst as cst

from speechtotext.migrate._analysis.program import nodes
from speechtotext.migrate._versions.api_surface import Version, older_than
from speechtotext.migrate._versions.changes import Change, Nested, Renamed
from speechtotext.migrate._versions.plan import Plan, split

from .literals import constant


class Key(NamedTuple):
    """A name in JSON that is not understood any more.

    Attributes:
        sentence: what became of it.
        remedy: what to do.
    """

    sentence: str
    remedy: str


def changed_keys(body: cst.CSTNode, plan: Plan) -> Iterator[tuple[cst.CSTNode, Key]]:
    """The keys of a dict, and of those in it, that the target does not understand any more."""
    for element in nodes(body, cst.DictElement):
        key = constant(element.key)
        change = _changes(plan).get(str(key[0])) if key is not None else None
        if key is not None and change is not None:
            yield element, _key(str(key[0]), change)


def changed_key(text: str, plan: Plan) -> Key | None:
    """What became of the name that a text is, if it is one that hardly means anything else."""
    change = None if text.islower() else _changes(plan).get(text)
    return None if change is None else _key(text, change)


def _key(name: str, change: Change) -> Key:
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
