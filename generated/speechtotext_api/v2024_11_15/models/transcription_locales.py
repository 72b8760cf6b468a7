from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class TranscriptionLocales:
    """Which locales are supported for which way of transcribing."""

    transcribe: list[str] | None = field(default=None, repr=redacted)
    """Locales of fast transcription (transcriptions:transcribe)."""
    submit: list[str] | None = field(default=None, repr=redacted)
    """Locales of batch transcription (transcriptions:submit)."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("TranscriptionLocales", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("Transcribe")
        if value is not None:
            known += 1
            value = [
                text("TranscriptionLocales.Transcribe", item)
                for item in items("TranscriptionLocales.Transcribe", value)
            ]
        self.transcribe = value
        value = get("Submit")
        if value is not None:
            known += 1
            value = [text("TranscriptionLocales.Submit", item) for item in items("TranscriptionLocales.Submit", value)]
        self.submit = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.transcribe is not None:
            data["Transcribe"] = list(self.transcribe)
        if self.submit is not None:
            data["Submit"] = list(self.submit)
        return data


_KNOWN = frozenset(
    {
        "Transcribe",
        "Submit",
    }
)

# Below the class, so that models which refer to each other can import each other.
