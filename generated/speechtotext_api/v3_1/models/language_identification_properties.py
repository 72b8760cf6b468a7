from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
    ListOf,
    MapOf,
)
from ...model import Member, Model, ReferenceTo, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class LanguageIdentificationProperties(Model):
    """How to find out which language is spoken, and with which model to transcribe it."""

    candidate_locales: list[str] = field(repr=redacted)
    """Locales to choose from, such as en-US and de-DE, 2 to 10 of them; the locale of the transcription must be among
    them."""
    speech_model_mapping: dict[str, EntityReference] | None = field(default=None, repr=redacted)
    """Model for each locale, as a reference; the keys must be candidate locales. A locale without an entry is transcribed
    with its default base model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        candidate_locales: list[str],
        speech_model_mapping: dict[str, EntityReference] | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.candidate_locales = self._given("candidate_locales", candidate_locales)
        self.speech_model_mapping = (
            speech_model_mapping
            if speech_model_mapping is None
            else self._given("speech_model_mapping", speech_model_mapping)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("speechModelMapping") is None:
            self.speech_model_mapping = None


# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402

describe(
    LanguageIdentificationProperties,
    {
        "candidate_locales": Member("candidateLocales", ListOf(TEXT), required=True),
        "speech_model_mapping": Member("speechModelMapping", MapOf(ReferenceTo(EntityReference, "models"))),
    },
)
