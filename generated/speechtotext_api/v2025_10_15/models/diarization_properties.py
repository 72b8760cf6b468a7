from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    boolean,
    integer,
    members,
    redacted,
    unknown,
)


@define(kw_only=True)
class DiarizationProperties:
    """How speakers are to be told apart in a batch transcription. Meant for audio with one channel, at most 240 minutes a
    file."""

    enabled: bool | None = field(default=None)
    """True to tell speakers apart."""
    max_speakers: int | None = field(default=None)
    """Highest number of speakers to expect, 2 to 35. The service takes it as a hint."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("DiarizationProperties", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("enabled")
        if value is not None:
            known += 1
            if type(value) is not bool:
                value = boolean("DiarizationProperties.enabled", value)
        self.enabled = value
        value = get("maxSpeakers")
        if value is not None:
            known += 1
            if type(value) is not int:
                value = integer("DiarizationProperties.maxSpeakers", value)
        self.max_speakers = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.enabled is not None:
            data["enabled"] = self.enabled
        if self.max_speakers is not None:
            data["maxSpeakers"] = self.max_speakers
        return data


_KNOWN = frozenset(
    {
        "enabled",
        "maxSpeakers",
    }
)

# Below the class, so that models which refer to each other can import each other.
