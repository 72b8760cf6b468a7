from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EnhancedModeModelOptions:
    """Options of the model that enhanced mode transcribes with."""

    timestamps: EnhancedModeTimestampGranularity | None = field(default=None)
    """How fine the times in the result are. Some models give none unless they are asked for."""
    transcribe_style: EnhancedModeTranscriptionStyle | None = field(default=None)
    """Whether the text is verbatim or clean."""
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
                data = members("EnhancedModeModelOptions", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("timestamps")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("EnhancedModeModelOptions.timestamps", value)
                value = ENHANCED_MODE_TIMESTAMP_GRANULARITY_VALUES.get(value) or EnhancedModeTimestampGranularity(value)
            self.timestamps = value
            value = get("transcribeStyle")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("EnhancedModeModelOptions.transcribeStyle", value)
                value = ENHANCED_MODE_TRANSCRIPTION_STYLE_VALUES.get(value) or EnhancedModeTranscriptionStyle(value)
            self.transcribe_style = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.timestamps is not None:
                data["timestamps"] = str(self.timestamps)
            if self.transcribe_style is not None:
                data["transcribeStyle"] = str(self.transcribe_style)
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
    "timestamps": "timestamps",
    "transcribeStyle": "transcribe_style",
}

# Below the class, so that models which refer to each other can import each other.
from .enhanced_mode_timestamp_granularity import (  # noqa: E402
    ENHANCED_MODE_TIMESTAMP_GRANULARITY_VALUES,
    EnhancedModeTimestampGranularity,
)
from .enhanced_mode_transcription_style import ENHANCED_MODE_TRANSCRIPTION_STYLE_VALUES, EnhancedModeTranscriptionStyle  # noqa: E402
