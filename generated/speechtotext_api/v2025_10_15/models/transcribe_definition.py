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
    audio_url: str | None = field(default=None, repr=redacted)
    """URL of the audio: less than 2 hours and 250 MB. Ignored if the request contains audio."""
    enhanced_mode: EnhancedModeProperties | None = field(default=None)
    """Settings for transcribing or translating with a large language model. Default: standard fast transcription."""
    models: dict[str, str] | None = field(default=None, repr=redacted)
    """Model for each locale, as its URL. A locale without an entry is transcribed with its default model."""
    phrase_list: PhraseListProperties | None = field(default=None)
    """Phrases that recognition favours."""
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
        audio_url: str | None = None,
        enhanced_mode: EnhancedModeProperties | Mapping[str, object] | None = None,
        models: Mapping[str, str] | None = None,
        phrase_list: PhraseListProperties | Mapping[str, object] | None = None,
        profanity_filter_mode: ProfanityFilterMode | str | None = None,
        diarization: TranscribeDiarizationProperties | Mapping[str, object] | None = None,
        channels: Sequence[int] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            locales=locales,
            audio_url=audio_url,
            enhanced_mode=enhanced_mode,
            models=models,
            phrase_list=phrase_list,
            profanity_filter_mode=profanity_filter_mode,
            diarization=diarization,
            channels=channels,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("locales") is None:
            self.locales = None
        value = get("audioUrl")
        if value is None or type(value) is str:
            self.audio_url = value
        if get("enhancedMode") is None:
            self.enhanced_mode = None
        if get("models") is None:
            self.models = None
        if get("phraseList") is None:
            self.phrase_list = None
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
from .enhanced_mode_properties import EnhancedModeProperties  # noqa: E402
from .phrase_list_properties import PhraseListProperties  # noqa: E402
from .profanity_filter_mode import PROFANITY_FILTER_MODE_VALUES, ProfanityFilterMode  # noqa: E402
from .transcribe_diarization_properties import TranscribeDiarizationProperties  # noqa: E402

describe(
    TranscribeDefinition,
    {
        "locales": Member("locales", ListOf(TEXT)),
        "audio_url": Member("audioUrl", TEXT),
        "enhanced_mode": Member("enhancedMode", ObjectOf(EnhancedModeProperties)),
        "models": Member("models", MapOf(TEXT)),
        "phrase_list": Member("phraseList", ObjectOf(PhraseListProperties)),
        "profanity_filter_mode": Member("profanityFilterMode", Choice(ProfanityFilterMode)),
        "diarization": Member("diarization", ObjectOf(TranscribeDiarizationProperties)),
        "channels": Member("channels", ListOf(INTEGER)),
    },
)
