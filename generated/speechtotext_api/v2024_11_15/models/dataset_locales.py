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
class DatasetLocales:
    """Which locales are supported for which kind of dataset. One list of locales for each kind of dataset."""

    language: list[str] | None = field(default=None, repr=redacted)
    """Locales that take plain text datasets."""
    acoustic: list[str] | None = field(default=None, repr=redacted)
    """Locales that take audio with human transcripts."""
    pronunciation: list[str] | None = field(default=None, repr=redacted)
    """Locales that take pronunciation lists."""
    audio_files: list[str] | None = field(default=None, repr=redacted)
    """Locales that take audio without transcripts."""
    language_markdown: list[str] | None = field(default=None, repr=redacted)
    """Locales that take structured text datasets."""
    output_formatting: list[str] | None = field(default=None, repr=redacted)
    """Locales that take output formatting rules."""
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
                data = members("DatasetLocales", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("Language")
            if value is not None:
                known += 1
                value = [text("DatasetLocales.Language", item) for item in items("DatasetLocales.Language", value)]
            self.language = value
            value = get("Acoustic")
            if value is not None:
                known += 1
                value = [text("DatasetLocales.Acoustic", item) for item in items("DatasetLocales.Acoustic", value)]
            self.acoustic = value
            value = get("Pronunciation")
            if value is not None:
                known += 1
                value = [
                    text("DatasetLocales.Pronunciation", item) for item in items("DatasetLocales.Pronunciation", value)
                ]
            self.pronunciation = value
            value = get("AudioFiles")
            if value is not None:
                known += 1
                value = [text("DatasetLocales.AudioFiles", item) for item in items("DatasetLocales.AudioFiles", value)]
            self.audio_files = value
            value = get("LanguageMarkdown")
            if value is not None:
                known += 1
                value = [
                    text("DatasetLocales.LanguageMarkdown", item)
                    for item in items("DatasetLocales.LanguageMarkdown", value)
                ]
            self.language_markdown = value
            value = get("OutputFormatting")
            if value is not None:
                known += 1
                value = [
                    text("DatasetLocales.OutputFormatting", item)
                    for item in items("DatasetLocales.OutputFormatting", value)
                ]
            self.output_formatting = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.language is not None:
                data["Language"] = list(self.language)
            if self.acoustic is not None:
                data["Acoustic"] = list(self.acoustic)
            if self.pronunciation is not None:
                data["Pronunciation"] = list(self.pronunciation)
            if self.audio_files is not None:
                data["AudioFiles"] = list(self.audio_files)
            if self.language_markdown is not None:
                data["LanguageMarkdown"] = list(self.language_markdown)
            if self.output_formatting is not None:
                data["OutputFormatting"] = list(self.output_formatting)
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
    "Language": "language",
    "Acoustic": "acoustic",
    "Pronunciation": "pronunciation",
    "AudioFiles": "audio_files",
    "LanguageMarkdown": "language_markdown",
    "OutputFormatting": "output_formatting",
}

# Below the class, so that models which refer to each other can import each other.
