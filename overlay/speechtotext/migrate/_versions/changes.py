"""Kinds of changes between two API versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .conversions import Conversion


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change between two versions.

    Args:
        why: the change, as a sentence.
        remedy: what to do where a program cannot be rewritten, as a sentence.
    """

    why: str
    remedy: str = ""


@dataclass(frozen=True)
class Renamed(Change):
    """The name changes.

    Args:
        to: the new name, without its class or group.
        value: converts the old value, if values differ.
    """

    to: str
    value: Conversion | None = None


@dataclass(frozen=True)
class Removed(Change):
    """The name has no counterpart."""


@dataclass(frozen=True)
class Split(Change):
    """A class becomes several classes.

    Args:
        into: the new classes.
        constructed: the one that programs construct, if any.
    """

    into: tuple[str, ...]
    constructed: str | None = None


@dataclass(frozen=True)
class Nested(Change):
    """A property moves into a nested model.

    Args:
        part: the property that holds the nested model.
        model: class of the nested model.
        to: the property's name there.
        defaults: further properties to set if the program does not construct the nested model.
    """

    part: str
    model: str
    to: str
    defaults: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Flattened(Change):
    """The properties of a nested model move into the outer model.

    Args:
        members: names in the outer model by property; properties without one are dropped.
    """

    members: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Required(Change):
    """A value becomes required.

    Args:
        value: code to insert where the program gives none; `{models}` is the models module.
    """

    value: str


@dataclass(frozen=True)
class Retyped(Change):
    """The name stays, its type changes.

    Args:
        attribute: attribute of the new type with the old value, a list; None if there is none.
    """

    attribute: str | None = None
