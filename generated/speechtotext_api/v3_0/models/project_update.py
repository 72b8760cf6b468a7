from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    MapOf,
)
from ...wire import UNSET, Unset, redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ProjectUpdate(JsonObject):
    """Changes to a project. Properties that are left out stay as they are."""

    display_name: str | None | Unset = field(default=UNSET, repr=redacted)
    """New name of the project."""
    description: str | None | Unset = field(default=UNSET, repr=redacted)
    """New description of the project."""
    custom_properties: dict[str, str] | None | Unset = field(default=UNSET, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        display_name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        custom_properties: Mapping[str, str] | None | Unset = UNSET,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            display_name=display_name,
            description=description,
            custom_properties=custom_properties,
            additional_properties=additional_properties,
        )


# Below the class, so that models which refer to each other can import each other.

describe(
    ProjectUpdate,
    {
        "display_name": Member("displayName", TEXT),
        "description": Member("description", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
    },
    is_update=True,
)
