from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    boolean,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BaseModelFeatures:
    """What a base model can be used for. Told by the service."""

    supports_transcriptions_submit: bool | None = field(default=None)
    """Whether batch transcriptions (transcriptions:submit) can use the model."""
    supports_transcriptions_transcribe: bool | None = field(default=None)
    """Whether fast transcription (transcriptions:transcribe) can use the model."""
    supports_endpoints: bool | None = field(default=None)
    """Whether an endpoint for live recognition can run the model."""
    supports_transcriptions_on_speech_containers: bool | None = field(default=None)
    """Whether a Speech container can run the model. It can become true later for a model that exists already."""
    supported_output_formats: list[OutputFormatType] | None = field(default=None)
    """Forms in which the model can give its results."""
    supports_adaptations_with: list[DatasetKind] | None = field(default=None)
    """Kinds of dataset with which this base model can be adapted."""
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
                data = members("BaseModelFeatures", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("supportsTranscriptionsSubmit")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("BaseModelFeatures.supportsTranscriptionsSubmit", value)
            self.supports_transcriptions_submit = value
            value = get("supportsTranscriptionsTranscribe")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("BaseModelFeatures.supportsTranscriptionsTranscribe", value)
            self.supports_transcriptions_transcribe = value
            value = get("supportsEndpoints")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("BaseModelFeatures.supportsEndpoints", value)
            self.supports_endpoints = value
            value = get("supportsTranscriptionsOnSpeechContainers")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("BaseModelFeatures.supportsTranscriptionsOnSpeechContainers", value)
            self.supports_transcriptions_on_speech_containers = value
            value = get("supportedOutputFormats")
            if value is not None:
                known += 1
                value = [
                    OutputFormatType(text("BaseModelFeatures.supportedOutputFormats", item))
                    for item in items("BaseModelFeatures.supportedOutputFormats", value)
                ]
            self.supported_output_formats = value
            value = get("supportsAdaptationsWith")
            if value is not None:
                known += 1
                value = [
                    DatasetKind(text("BaseModelFeatures.supportsAdaptationsWith", item))
                    for item in items("BaseModelFeatures.supportsAdaptationsWith", value)
                ]
            self.supports_adaptations_with = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.supports_transcriptions_submit is not None:
                data["supportsTranscriptionsSubmit"] = self.supports_transcriptions_submit
            if self.supports_transcriptions_transcribe is not None:
                data["supportsTranscriptionsTranscribe"] = self.supports_transcriptions_transcribe
            if self.supports_endpoints is not None:
                data["supportsEndpoints"] = self.supports_endpoints
            if self.supports_transcriptions_on_speech_containers is not None:
                data["supportsTranscriptionsOnSpeechContainers"] = self.supports_transcriptions_on_speech_containers
            if self.supported_output_formats is not None:
                data["supportedOutputFormats"] = [str(item) for item in self.supported_output_formats]
            if self.supports_adaptations_with is not None:
                data["supportsAdaptationsWith"] = [str(item) for item in self.supports_adaptations_with]
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
    "supportsTranscriptionsSubmit": "supports_transcriptions_submit",
    "supportsTranscriptionsTranscribe": "supports_transcriptions_transcribe",
    "supportsEndpoints": "supports_endpoints",
    "supportsTranscriptionsOnSpeechContainers": "supports_transcriptions_on_speech_containers",
    "supportedOutputFormats": "supported_output_formats",
    "supportsAdaptationsWith": "supports_adaptations_with",
}

# Below the class, so that models which refer to each other can import each other.
from .dataset_kind import DatasetKind  # noqa: E402
from .output_format_type import OutputFormatType  # noqa: E402
