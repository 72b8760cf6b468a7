from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    boolean,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CustomModelFeatures:
    """What a custom model can be used for. Told by the service."""

    supports_transcriptions: bool | None = field(default=None)
    """Whether batch transcriptions can use the model."""
    supports_endpoints: bool | None = field(default=None)
    """Whether an endpoint for live recognition can run the model."""
    supports_transcriptions_on_speech_containers: bool | None = field(default=None)
    """Whether a Speech container can run the model. It can become true later for a model that exists already."""
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
                data = members("CustomModelFeatures", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("supportsTranscriptions")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("CustomModelFeatures.supportsTranscriptions", value)
            self.supports_transcriptions = value
            value = get("supportsEndpoints")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("CustomModelFeatures.supportsEndpoints", value)
            self.supports_endpoints = value
            value = get("supportsTranscriptionsOnSpeechContainers")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("CustomModelFeatures.supportsTranscriptionsOnSpeechContainers", value)
            self.supports_transcriptions_on_speech_containers = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.supports_transcriptions is not None:
                data["supportsTranscriptions"] = self.supports_transcriptions
            if self.supports_endpoints is not None:
                data["supportsEndpoints"] = self.supports_endpoints
            if self.supports_transcriptions_on_speech_containers is not None:
                data["supportsTranscriptionsOnSpeechContainers"] = self.supports_transcriptions_on_speech_containers
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
    "supportsTranscriptions": "supports_transcriptions",
    "supportsEndpoints": "supports_endpoints",
    "supportsTranscriptionsOnSpeechContainers": "supports_transcriptions_on_speech_containers",
}

# Below the class, so that models which refer to each other can import each other.
