from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
    MapOf,
)
from ...model import Member, Model, describe
from ...wire import UNSET, Unset, redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscriptionUpdate(Model):
    """Changes to a transcription; what is left out stays as it is. This version knows no projects."""

    display_name: str | None | Unset = field(default=UNSET, repr=redacted)
    """New name of the transcription."""
    description: str | None | Unset = field(default=UNSET, repr=redacted)
    """New free text about the transcription."""
    custom_properties: dict[str, str] | None | Unset = field(default=UNSET, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        display_name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        custom_properties: dict[str, str] | None | Unset = UNSET,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.display_name = (
            display_name
            if display_name is None or display_name is UNSET or type(display_name) is str
            else self._given("display_name", display_name)
        )
        self.description = (
            description
            if description is None or description is UNSET or type(description) is str
            else self._given("description", description)
        )
        self.custom_properties = (
            custom_properties
            if custom_properties is None or custom_properties is UNSET
            else self._given("custom_properties", custom_properties)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)


# Below the class, so that models which refer to each other can import each other.

describe(
    TranscriptionUpdate,
    {
        "display_name": Member("displayName", TEXT),
        "description": Member("description", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
    },
    is_update=True,
)
