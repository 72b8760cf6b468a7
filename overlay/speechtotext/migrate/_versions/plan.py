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

_UNLISTED = Removed(why="It is gone.", remedy="Look at what the version has in its place.")


class Resolution(NamedTuple):
    """What becomes of a name.

    Attributes:
        name: what it is called in the target; where it is not there, what it was called last.
        renamings: the changes of its name or value on the way.
        end: why it is not in the target; None if it is.
    """

    name: str
    renamings: tuple[Renamed, ...] = ()
    obstacle: Change | None = None

    @property
    def change(self) -> Change | None:
        """What is to be told of it; None if it stays as it is."""
        return self.obstacle or next(reversed(self.renamings), None)


@dataclass(frozen=True)
class MigrationPlan:
    """The way to a version from all that are older.

    Args:
        target: the version that programs are moved to.
    """

    target: Version

    def resolve(self, name: str, source: Version) -> Resolution:
        """What becomes of a name of a version.

        A name that the version does not have is looked for in older ones: a program that was moved already can still
        hold it. One that no version has stays as it is.
        """
        having = next((one for one in (source, *reversed(older_than(source))) if name in one.names), None)
        return Resolution(name) if having is None else _resolve(name, having, self.target)

    def retyped(self, name: str, source: Version) -> Retyped | None:
        """How the meaning of a name has changed that is in the target as well."""
        for _, newer in version_steps(source, self.target):
            change = change_of(name, newer)
            if isinstance(change, Retyped):
                return change
        return None

    def required(self, owner: str, source: Version) -> dict[str, Required]:
        """The members of a model, or parameters of a method, that must be given in the target and not in the source."""
        found: dict[str, Required] = {}
        for name in sorted(self.target.required - source.required):
            whose, member = split_name(name)
            if whose == owner:
                changes = [change_of(name, newer) for _, newer in version_steps(source, self.target)]
                found.update((member, change) for change in changes if isinstance(change, Required))
        return found

    def is_changed(self, member: str) -> bool:
        """Whether some class or group had a member of this name, and none has in the target."""
        return member in _members_before(self.target) - _members(self.target)


def version_steps(source: Version, target: Version) -> Iterator[tuple[Version, Version]]:
    """The pairs of neighbours between two versions."""
    way = versions()
    return pairwise(way[way.index(source) : way.index(target) + 1])


def change_of(name: str, newer: Version) -> Change | None:
    """What the table says of a name on the step to a version."""
    changes = CHANGES.get(newer.module, {})
    return next((change for pattern, change in changes.items() if fnmatchcase(name, pattern)), None)


def split_name(name: str) -> tuple[str, str]:
    """The owner and the last part: of a model and its member, a group and its method, a method and its parameter."""
    if name.endswith(")"):
        owner, _, member = name[:-1].partition("(")
    else:
        owner, _, member = name.rpartition(".")
    return owner, member


def join_name(owner: str, member: str) -> str:
    """The name of a member; the opposite of `split`."""
    if not owner:
        return member
    return f"{owner}({member})" if "." in owner else f"{owner}.{member}"


def owner_name(name: str) -> str | None:
    """The name of the class, group or method that a name belongs to; None for a class and a group."""
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
    """What a name that the newer version does not have is called there, or why it is called nothing."""
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
    return frozenset(split_name(name)[1] for name in version.names)


@cache
def _members_before(version: Version) -> frozenset[str]:
    return frozenset().union(*map(_members, older_than(version)))
