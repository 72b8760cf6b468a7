from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    members,
    redacted,
    unknown,
)


@define(kw_only=True)
class DiarizationProperties:
    """How speakers are to be told apart in a batch transcription. Meant for audio with one channel, at most 240 minutes a
    file. Takes effect only if diarization_enabled is true."""

    speakers: DiarizationSpeakersProperties
    """How many speakers to expect."""
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
        known = 1
        value = get("speakers")
        if type(value) is not dict:
            value = members("DiarizationProperties.speakers", value)
        value = DiarizationSpeakersProperties.from_dict(value)
        self.speakers = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        data["speakers"] = self.speakers.to_dict()
        return data


_KNOWN = frozenset(
    {
        "speakers",
    }
)

# Below the class, so that models which refer to each other can import each other.
from .diarization_speakers_properties import DiarizationSpeakersProperties  # noqa: E402
