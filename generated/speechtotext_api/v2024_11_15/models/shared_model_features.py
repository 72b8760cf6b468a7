from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    BOOLEAN,
    Choice,
    ListOf,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class SharedModelFeatures(JsonObject):
    """Features of base models and custom models. Set by the service."""

    supports_transcriptions_submit: bool | None = field(default=None)
    """Whether batch transcriptions (transcriptions:submit) can use the model."""
    supports_transcriptions_transcribe: bool | None = field(default=None)
    """Whether fast transcription (transcriptions:transcribe) can use the model."""
    supports_endpoints: bool | None = field(default=None)
    """Whether an endpoint for real-time recognition can run the model."""
    supports_transcriptions_on_speech_containers: bool | None = field(default=None)
    """Whether a Speech container can run the model. It can become true later."""
    supported_output_formats: list[OutputFormatType] | None = field(default=None)
    """Forms of results that the model supports."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        supports_transcriptions_submit: bool | None = None,
        supports_transcriptions_transcribe: bool | None = None,
        supports_endpoints: bool | None = None,
        supports_transcriptions_on_speech_containers: bool | None = None,
        supported_output_formats: Sequence[OutputFormatType | str] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            supports_transcriptions_submit=supports_transcriptions_submit,
            supports_transcriptions_transcribe=supports_transcriptions_transcribe,
            supports_endpoints=supports_endpoints,
            supports_transcriptions_on_speech_containers=supports_transcriptions_on_speech_containers,
            supported_output_formats=supported_output_formats,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("supportsTranscriptionsSubmit")
        if value is None or type(value) is bool:
            self.supports_transcriptions_submit = value
        value = get("supportsTranscriptionsTranscribe")
        if value is None or type(value) is bool:
            self.supports_transcriptions_transcribe = value
        value = get("supportsEndpoints")
        if value is None or type(value) is bool:
            self.supports_endpoints = value
        value = get("supportsTranscriptionsOnSpeechContainers")
        if value is None or type(value) is bool:
            self.supports_transcriptions_on_speech_containers = value
        if get("supportedOutputFormats") is None:
            self.supported_output_formats = None


# Below the class, so that models which refer to each other can import each other.
from .output_format_type import OutputFormatType  # noqa: E402

describe(
    SharedModelFeatures,
    {
        "supports_transcriptions_submit": Member("supportsTranscriptionsSubmit", BOOLEAN),
        "supports_transcriptions_transcribe": Member("supportsTranscriptionsTranscribe", BOOLEAN),
        "supports_endpoints": Member("supportsEndpoints", BOOLEAN),
        "supports_transcriptions_on_speech_containers": Member("supportsTranscriptionsOnSpeechContainers", BOOLEAN),
        "supported_output_formats": Member("supportedOutputFormats", ListOf(Choice(OutputFormatType))),
    },
)
