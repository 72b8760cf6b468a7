from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    integer,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class FileProperties:
    """Size and length of a file. Told by the service."""

    size: int | None = field(default=None)
    """How large the content is, in bytes."""
    duration: str | None = field(default=None, repr=redacted)
    """Length of an audio file as an ISO 8601 duration; absent for other files."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("FileProperties", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("size")
        if value is not None:
            known += 1
            if type(value) is not int:
                value = integer("FileProperties.size", value)
        self.size = value
        value = get("duration")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("FileProperties.duration", value)
        self.duration = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.size is not None:
            data["size"] = self.size
        if self.duration is not None:
            data["duration"] = self.duration
        return data


_KNOWN = frozenset(
    {
        "size",
        "duration",
    }
)

# Below the class, so that models which refer to each other can import each other.
