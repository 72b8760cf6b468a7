"""How a name changes from one API version to another: the steps between neighbouring versions, combined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from .api_surface import Version, older_than, versions
from .change_table import CHANGES
from .changes import Change, Flattened, Nested, Removed, Renamed, Required, Retyped, Split

_UNLISTED = Removed(why="It is gone.", remedy="Look for its replacement in the new version.")


class Resolution(NamedTuple):
    """How a name changes on the way to the target.

    Attributes:
        name: name in the target; the last name, if the target has none.
        renamings: changes of its name or value on the way.
        obstacle: why the target does not have it; None if it does.
    """

    name: str
    renamings: tuple[Renamed, ...] = ()
    obstacle: Change | None = None

    @property
    def change(self) -> Change | None:
        """Return the change to report; None if nothing changes."""
        return self.obstacle or next(reversed(self.renamings), None)


@dataclass(frozen=True)
class MigrationPlan:
    """How names of all older versions change on the way to a target.

    Args:
        target: the version to migrate to.
    """

    target: Version

    def resolve(self, name: str, source: Version) -> Resolution:
        """Return how a name of a version changes.

        A name that the version does not have is looked up in older ones, since a partly migrated program may still use
        it. A name that no version has stays.
        """
        having = next((one for one in (source, *reversed(older_than(source))) if name in one.names), None)
        return Resolution(name) if having is None else _resolve(name, having, self.target)

    def retyped(self, name: str, source: Version) -> Retyped | None:
        """Return how the type of a name changes that the target still has."""
        for _, newer in version_steps(source, self.target):
            change = change_of(name, newer)
            if isinstance(change, Retyped):
                return change
        return None

    def required(self, owner: str, source: Version) -> dict[str, Required]:
        """Return the members of a model, or parameters of a method, that only the target requires."""
        found: dict[str, Required] = {}
        for name in sorted(self.target.required - source.required):
            whose, member = split_name(name)
            if whose == owner:
                changes = [change_of(name, newer) for _, newer in version_steps(source, self.target)]
                found.update((member, change) for change in changes if isinstance(change, Required))
        return found

    def is_changed(self, member: str) -> bool:
        """Return whether older versions have a member of this name, and the target has none."""
        return member in _members_before(self.target) - _members(self.target)


def version_steps(source: Version, target: Version) -> Iterator[tuple[Version, Version]]:
    """Return the pairs of neighbouring versions between two versions."""
    way = versions()
    return pairwise(way[way.index(source) : way.index(target) + 1])


def change_of(name: str, newer: Version) -> Change | None:
    """Return the entry of the change table for a name, on the step to a version."""
    changes = CHANGES.get(newer.module, {})
    return next((change for pattern, change in changes.items() if fnmatchcase(name, pattern)), None)


def split_name(name: str) -> tuple[str, str]:
    """Split a name into owner and last part: model and member, group and method, method and parameter."""
    if name.endswith(")"):
        owner, _, member = name[:-1].partition("(")
    else:
        owner, _, member = name.rpartition(".")
    return owner, member


def join_name(owner: str, member: str) -> str:
    """Return the name of a member; the inverse of `split_name`."""
    if not owner:
        return member
    return f"{owner}({member})" if "." in owner else f"{owner}.{member}"


def owner_name(name: str) -> str | None:
    """Return the class, group or method that owns a name; None for classes and groups."""
    owner, _ = split_name(name)
    if owner in ("", "Client"):
        return None
    return owner if owner[0].isupper() or "." in owner else f"Client.{owner}"


@cache
def _resolve(name: str, source: Version, target: Version) -> Resolution:
    renamings: tuple[Renamed, ...] = ()
    for _, newer in version_steps(source, target):
        if name in target.names:
            break
        if name in newer.names:
            continue
        name, change = _resolve_step(name, newer)
        if isinstance(change, Renamed):
            renamings += (change,)
        elif change is not None:
            return Resolution(name, renamings, change)
    return Resolution(name, renamings)


def _resolve_step(name: str, newer: Version) -> tuple[str, Change | None]:
    """Return the name in the newer version, or the change that removed it."""
    owner, member = split_name(name)
    holder = owner_name(name)
    if holder is not None and holder not in newer.names:
        called, change = _resolve_step(holder, newer)
        for one in change.into if isinstance(change, Split) else (called,):
            if join_name(one, member) in newer.names:
                return join_name(one, member), None
        if isinstance(change, Removed) and name not in CHANGES.get(newer.module, {}):
            return name, change
    found = change_of(name, newer)
    if isinstance(found, Renamed):
        return join_name(owner, found.to), found
    return name, found if isinstance(found, Removed | Split | Nested | Flattened) else _UNLISTED


@cache
def _members(version: Version) -> frozenset[str]:
    # Methods beyond the operations have arguments of their own, whatever the service calls its properties.
    operations = {f"{route.group}.{route.verb}" for route in version.routes}
    names = map(split_name, version.names)
    return frozenset(member for owner, member in names if not owner or "." not in owner or owner in operations)


@cache
def _members_before(version: Version) -> frozenset[str]:
    return frozenset().union(*map(_members, older_than(version)))
