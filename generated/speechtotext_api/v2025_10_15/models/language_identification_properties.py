from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import define, field

from ...entities import HasSelf
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    Choice,
    ListOf,
    MapOf,
)
from ...object_kinds import ReferenceTo
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class LanguageIdentificationProperties(JsonObject):
    """How to identify the spoken language, and the model for each language."""

    candidate_locales: list[str] = field(repr=redacted)
    """Locales to choose from, such as en-US and de-DE; the locale of the transcription must be among them. Continuous mode
    takes 2 to 10, single mode any number."""
    speech_model_mapping: dict[str, EntityReference] | None = field(default=None, repr=redacted)
    """Model for each locale, as a reference; the keys must be candidate locales. A locale without an entry is transcribed
    with its default base model."""
    mode: LanguageIdentificationMode | None = field(default=None)
    """Whether to identify the language once or continuously. Default: Continuous."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        candidate_locales: list[str] | tuple[str, ...],
        speech_model_mapping: Mapping[str, EntityReference | HasSelf | UUID | str] | None = None,
        mode: LanguageIdentificationMode | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            candidate_locales=candidate_locales,
            speech_model_mapping=speech_model_mapping,
            mode=mode,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("speechModelMapping") is None:
            self.speech_model_mapping = None
        value = get("mode")
        if type(value) is str:
            self.mode = LANGUAGE_IDENTIFICATION_MODE_VALUES.get(value) or LanguageIdentificationMode(value)
        elif value is None:
            self.mode = None


# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .language_identification_mode import LANGUAGE_IDENTIFICATION_MODE_VALUES, LanguageIdentificationMode  # noqa: E402

describe(
    LanguageIdentificationProperties,
    {
        "candidate_locales": Member("candidateLocales", ListOf(TEXT), required=True),
        "speech_model_mapping": Member("speechModelMapping", MapOf(ReferenceTo(EntityReference, "models"))),
        "mode": Member("mode", Choice(LanguageIdentificationMode)),
    },
)
