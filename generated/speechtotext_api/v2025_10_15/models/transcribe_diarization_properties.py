from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    boolean,
    integer,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscribeDiarizationProperties:
    """How speakers are to be told apart in a fast transcription. Without these settings they are not."""

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
        try:
            if type(data) is not dict:
                data = members("TranscribeDiarizationProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("enabled")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("TranscribeDiarizationProperties.enabled", value)
            self.enabled = value
            value = get("maxSpeakers")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("TranscribeDiarizationProperties.maxSpeakers", value)
            self.max_speakers = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.enabled is not None:
                data["enabled"] = self.enabled
            if self.max_speakers is not None:
                data["maxSpeakers"] = self.max_speakers
            return data
        except AttributeError:
            return to_json(self, _KNOWN)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Never:
            raise unreadable(self, name)

    def __repr__(self) -> str:
        return represent(self)

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


_KNOWN = {
    "enabled": "enabled",
    "maxSpeakers": "max_speakers",
}

# Below the class, so that models which refer to each other can import each other.
