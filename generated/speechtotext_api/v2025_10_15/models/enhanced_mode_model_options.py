from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    Choice,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EnhancedModeModelOptions(JsonObject):
    """Options of the model that enhanced mode transcribes with."""

    timestamps: EnhancedModeTimestampGranularity | None = field(default=None)
    """Granularity of the times in the result. Some models return no times unless you set it."""
    transcribe_style: EnhancedModeTranscriptionStyle | None = field(default=None)
    """Whether the text is verbatim or clean."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        timestamps: EnhancedModeTimestampGranularity | str | None = None,
        transcribe_style: EnhancedModeTranscriptionStyle | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            timestamps=timestamps,
            transcribe_style=transcribe_style,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("timestamps")
        if type(value) is str:
            self.timestamps = ENHANCED_MODE_TIMESTAMP_GRANULARITY_VALUES.get(value) or EnhancedModeTimestampGranularity(
                value
            )
        elif value is None:
            self.timestamps = None
        value = get("transcribeStyle")
        if type(value) is str:
            self.transcribe_style = ENHANCED_MODE_TRANSCRIPTION_STYLE_VALUES.get(
                value
            ) or EnhancedModeTranscriptionStyle(value)
        elif value is None:
            self.transcribe_style = None


# Below the class, so that models which refer to each other can import each other.
from .enhanced_mode_timestamp_granularity import (  # noqa: E402
    ENHANCED_MODE_TIMESTAMP_GRANULARITY_VALUES,
    EnhancedModeTimestampGranularity,
)
from .enhanced_mode_transcription_style import ENHANCED_MODE_TRANSCRIPTION_STYLE_VALUES, EnhancedModeTranscriptionStyle  # noqa: E402

describe(
    EnhancedModeModelOptions,
    {
        "timestamps": Member("timestamps", Choice(EnhancedModeTimestampGranularity)),
        "transcribe_style": Member("transcribeStyle", Choice(EnhancedModeTranscriptionStyle)),
    },
)
