from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    TEXT,
    Choice,
    ListOf,
    MapOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class TranscribeDefinition(JsonObject):
    """Settings of a fast transcription."""

    locales: list[str] | None = field(default=None, repr=redacted)
    """Locales that can be spoken. Default: the service detects the language."""
    models: dict[str, str] | None = field(default=None, repr=redacted)
    """Model for each locale, as its URL. A locale without an entry is transcribed with its default model."""
    profanity_filter_mode: ProfanityFilterMode | None = field(default=None)
    """How to treat profanity in the result."""
    diarization: TranscribeDiarizationProperties | None = field(default=None)
    """How to separate speakers. Default: speakers are not separated."""
    channels: list[int] | None = field(default=None)
    """Channels to transcribe separately, counted from 0, at most two. Default: all channels are mixed into one."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        locales: list[str] | tuple[str, ...] | None = None,
        models: Mapping[str, str] | None = None,
        profanity_filter_mode: ProfanityFilterMode | str | None = None,
        diarization: TranscribeDiarizationProperties | Mapping[str, object] | None = None,
        channels: Sequence[int] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            locales=locales,
            models=models,
            profanity_filter_mode=profanity_filter_mode,
            diarization=diarization,
            channels=channels,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("locales") is None:
            self.locales = None
        if get("models") is None:
            self.models = None
        value = get("profanityFilterMode")
        if type(value) is str:
            self.profanity_filter_mode = PROFANITY_FILTER_MODE_VALUES.get(value) or ProfanityFilterMode(value)
        elif value is None:
            self.profanity_filter_mode = None
        if get("diarization") is None:
            self.diarization = None
        if get("channels") is None:
            self.channels = None


# Below the class, so that models which refer to each other can import each other.
from .profanity_filter_mode import PROFANITY_FILTER_MODE_VALUES, ProfanityFilterMode  # noqa: E402
from .transcribe_diarization_properties import TranscribeDiarizationProperties  # noqa: E402

describe(
    TranscribeDefinition,
    {
        "locales": Member("locales", ListOf(TEXT)),
        "models": Member("models", MapOf(TEXT)),
        "profanity_filter_mode": Member("profanityFilterMode", Choice(ProfanityFilterMode)),
        "diarization": Member("diarization", ObjectOf(TranscribeDiarizationProperties)),
        "channels": Member("channels", ListOf(INTEGER)),
    },
)
