from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    MILLISECONDS,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class FileProperties(JsonObject):
    """Size and duration of a file. Set by the service."""

    size: int | None = field(default=None)
    """Size of the content in bytes."""
    duration_milliseconds: int | None = field(default=None)
    """Duration of an audio file in milliseconds; 0 for other files."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        size: int | None = None,
        duration_milliseconds: int | timedelta | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            size=size,
            duration_milliseconds=duration_milliseconds,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("size")
        if value is None or type(value) is int:
            self.size = value
        value = get("durationMilliseconds")
        if value is None or type(value) is int:
            self.duration_milliseconds = value


# Below the class, so that models which refer to each other can import each other.

describe(
    FileProperties,
    {
        "size": Member("size", INTEGER),
        "duration_milliseconds": Member("durationMilliseconds", MILLISECONDS),
    },
)
