from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from attrs import define, field

from ...wire import (
    date_time,
    format_date_time,
    members,
    redacted,
    unknown,
)


@define(kw_only=True)
class CustomModelDeprecationDates:
    """Date at which a custom model stops being usable. Told by the service."""

    transcription_date_time: datetime | None = field(default=None)
    """Until when the model can be used to transcribe (UTC)."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("CustomModelDeprecationDates", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("transcriptionDateTime")
        if value is not None:
            known += 1
            value = date_time("CustomModelDeprecationDates.transcriptionDateTime", value)
        self.transcription_date_time = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.transcription_date_time is not None:
            data["transcriptionDateTime"] = format_date_time(self.transcription_date_time)
        return data


_KNOWN = frozenset(
    {
        "transcriptionDateTime",
    }
)

# Below the class, so that models which refer to each other can import each other.
