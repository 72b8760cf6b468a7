from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
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
        try:
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
                value = [
                    text("TranscriptionLocales.Submit", item) for item in items("TranscriptionLocales.Submit", value)
                ]
            self.submit = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.transcribe is not None:
                data["Transcribe"] = list(self.transcribe)
            if self.submit is not None:
                data["Submit"] = list(self.submit)
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
    "Transcribe": "transcribe",
    "Submit": "submit",
}

# Below the class, so that models which refer to each other can import each other.
