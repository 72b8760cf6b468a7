from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    ListOf,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class DatasetLocales(JsonObject):
    """Supported locales for each kind of dataset. One list of locales for each kind of dataset."""

    language: list[str] | None = field(default=None, repr=redacted)
    """Locales that support plain text datasets."""
    acoustic: list[str] | None = field(default=None, repr=redacted)
    """Locales that support audio with human transcripts."""
    pronunciation: list[str] | None = field(default=None, repr=redacted)
    """Locales that support pronunciation lists."""
    audio_files: list[str] | None = field(default=None, repr=redacted)
    """Locales that support audio without transcripts."""
    language_markdown: list[str] | None = field(default=None, repr=redacted)
    """Locales that support structured text datasets."""
    output_formatting: list[str] | None = field(default=None, repr=redacted)
    """Locales that support output formatting rules."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        language: list[str] | tuple[str, ...] | None = None,
        acoustic: list[str] | tuple[str, ...] | None = None,
        pronunciation: list[str] | tuple[str, ...] | None = None,
        audio_files: list[str] | tuple[str, ...] | None = None,
        language_markdown: list[str] | tuple[str, ...] | None = None,
        output_formatting: list[str] | tuple[str, ...] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            language=language,
            acoustic=acoustic,
            pronunciation=pronunciation,
            audio_files=audio_files,
            language_markdown=language_markdown,
            output_formatting=output_formatting,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("Language") is None:
            self.language = None
        if get("Acoustic") is None:
            self.acoustic = None
        if get("Pronunciation") is None:
            self.pronunciation = None
        if get("AudioFiles") is None:
            self.audio_files = None
        if get("LanguageMarkdown") is None:
            self.language_markdown = None
        if get("OutputFormatting") is None:
            self.output_formatting = None


# Below the class, so that models which refer to each other can import each other.

describe(
    DatasetLocales,
    {
        "language": Member("Language", ListOf(TEXT)),
        "acoustic": Member("Acoustic", ListOf(TEXT)),
        "pronunciation": Member("Pronunciation", ListOf(TEXT)),
        "audio_files": Member("AudioFiles", ListOf(TEXT)),
        "language_markdown": Member("LanguageMarkdown", ListOf(TEXT)),
        "output_formatting": Member("OutputFormatting", ListOf(TEXT)),
    },
)
