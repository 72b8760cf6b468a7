from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
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
        try:
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
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            data["speakers"] = self.speakers.to_dict()
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
    "speakers": "speakers",
}

# Below the class, so that models which refer to each other can import each other.
from .diarization_speakers_properties import DiarizationSpeakersProperties  # noqa: E402
