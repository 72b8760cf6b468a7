"""Kinds of changes between two API versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .conversions import Conversion


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change between two versions.

    Args:
        why: the difference, as a sentence.
        remedy: what a person is to do where a program cannot be rewritten, as a sentence.
    """

    why: str
    remedy: str = ""


@dataclass(frozen=True)
class Renamed(Change):
    """It has another name.

    Args:
        to: the new name, without that of the class or group.
        value: makes the new value of the old one, where they differ.
    """

    to: str
    value: Conversion | None = None


@dataclass(frozen=True)
class Removed(Change):
    """It has no counterpart."""


@dataclass(frozen=True)
class Split(Change):
    """A class has become several.

    Args:
        among: the new classes.
        made: the one that programs make themselves, if they do.
    """

    into: tuple[str, ...]
    constructed: str | None = None


@dataclass(frozen=True)
class Nested(Change):
    """A property of a model has moved into one of its parts.

    Args:
        part: the property that holds the part.
        model: the part's class.
        to: the property's name there.
        alone: what else the part is given if the program says nothing about it.
    """

    part: str
    model: str
    to: str
    defaults: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Flattened(Change):
    """What a part held is held by the model itself.

    Args:
        members: the part's properties, by their names in the model; those that have none are left out.
    """

    members: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Required(Change):
    """It must be given now.

    Args:
        value: what is given where the program gives nothing. `{models}` stands for the module of the models.
    """

    value: str


@dataclass(frozen=True)
class Retyped(Change):
    """The name stays, what it stands for does not.

    Args:
        read: the attribute that holds what it was before, a list, if there is one.
    """

    attribute: str | None = None
