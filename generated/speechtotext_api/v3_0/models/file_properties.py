from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DURATION,
    INTEGER,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class FileProperties(JsonObject):
    """Size and duration of a file. Set by the service."""

    size: int | None = field(default=None)
    """Size of the content in bytes."""
    duration: str | None = field(default=None, repr=redacted)
    """Duration of an audio file as an ISO 8601 duration; absent for other files."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        size: int | None = None,
        duration: str | timedelta | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            size=size,
            duration=duration,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("size")
        if value is None or type(value) is int:
            self.size = value
        value = get("duration")
        if value is None or type(value) is str:
            self.duration = value


# Below the class, so that models which refer to each other can import each other.

describe(
    FileProperties,
    {
        "size": Member("size", INTEGER),
        "duration": Member("duration", DURATION),
    },
)
