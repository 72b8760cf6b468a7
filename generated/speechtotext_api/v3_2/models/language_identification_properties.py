from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    items,
    members,
    mismatch,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class LanguageIdentificationProperties:
    """How to find out which language is spoken, and with which model to transcribe it."""

    mode: LanguageIdentificationMode | None = field(default=None)
    """Whether to determine the language once or continuously; Continuous if left out."""
    candidate_locales: list[str] = field(repr=redacted)
    """Locales to choose from, such as en-US and de-DE; the locale of the transcription must be among them. In continuous
    mode 2 to 10, in single mode as many as you like."""
    speech_model_mapping: dict[str, EntityReference] | None = field(default=None, repr=redacted)
    """Model for each locale, as a reference; the keys must be candidate locales. A locale without an entry is transcribed
    with its default base model."""
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
                data = members("LanguageIdentificationProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 1
            value = get("mode")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("LanguageIdentificationProperties.mode", value)
                value = LANGUAGE_IDENTIFICATION_MODE_VALUES.get(value) or LanguageIdentificationMode(value)
            self.mode = value
            value = get("candidateLocales")
            if value is None:
                raise mismatch("LanguageIdentificationProperties.candidateLocales", "a value", value)
            value = [
                text("LanguageIdentificationProperties.candidateLocales", item)
                for item in items("LanguageIdentificationProperties.candidateLocales", value)
            ]
            self.candidate_locales = value
            value = get("speechModelMapping")
            if value is not None:
                known += 1
                value = {
                    name: EntityReference.from_dict(
                        item
                        if type(item) is dict
                        else members("LanguageIdentificationProperties.speechModelMapping", item)
                    )
                    for name, item in members("LanguageIdentificationProperties.speechModelMapping", value).items()
                }
            self.speech_model_mapping = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.mode is not None:
                data["mode"] = str(self.mode)
            data["candidateLocales"] = list(self.candidate_locales)
            if self.speech_model_mapping is not None:
                data["speechModelMapping"] = {name: item.to_dict() for name, item in self.speech_model_mapping.items()}
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
    "mode": "mode",
    "candidateLocales": "candidate_locales",
    "speechModelMapping": "speech_model_mapping",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .language_identification_mode import LANGUAGE_IDENTIFICATION_MODE_VALUES, LanguageIdentificationMode  # noqa: E402
