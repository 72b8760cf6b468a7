from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    INTEGER,
    TEXT,
    Choice,
    ListOf,
    MapOf,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscribeDefinition(Model):
    """Settings of a fast transcription, which is answered at once; they are sent as JSON along with the audio."""

    locales: list[str] | None = field(default=None, repr=redacted)
    """Locales that may be spoken. Left out, the service finds the language among all that it supports."""
    audio_url: str | None = field(default=None, repr=redacted)
    """Where to fetch the audio: under 2 hours and under 250 MB. It is ignored if audio is sent along with the request."""
    enhanced_mode: EnhancedModeProperties | None = field(default=None)
    """Settings for transcribing or translating with a large language model; leave out for ordinary fast transcription."""
    models: dict[str, str] | None = field(default=None, repr=redacted)
    """Model for each locale, as its URL. A locale without an entry is transcribed with its default model."""
    phrase_list: PhraseListProperties | None = field(default=None)
    """Phrases to be favoured."""
    profanity_filter_mode: ProfanityFilterMode | None = field(default=None)
    """What happens to profanity in the result."""
    diarization: TranscribeDiarizationProperties | None = field(default=None)
    """Whether and how speakers are told apart; leave out to do without."""
    channels: list[int] | None = field(default=None)
    """Channels to transcribe separately, counted from 0, at most two. Left out, all channels are mixed into one."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        locales: list[str] | None = None,
        audio_url: str | None = None,
        enhanced_mode: EnhancedModeProperties | None = None,
        models: dict[str, str] | None = None,
        phrase_list: PhraseListProperties | None = None,
        profanity_filter_mode: ProfanityFilterMode | None = None,
        diarization: TranscribeDiarizationProperties | None = None,
        channels: list[int] | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.locales = locales if locales is None else self._given("locales", locales)
        self.audio_url = (
            audio_url if audio_url is None or type(audio_url) is str else self._given("audio_url", audio_url)
        )
        self.enhanced_mode = (
            enhanced_mode
            if enhanced_mode is None or type(enhanced_mode) is EnhancedModeProperties
            else self._given("enhanced_mode", enhanced_mode)
        )
        self.models = models if models is None else self._given("models", models)
        self.phrase_list = (
            phrase_list
            if phrase_list is None or type(phrase_list) is PhraseListProperties
            else self._given("phrase_list", phrase_list)
        )
        self.profanity_filter_mode = (
            profanity_filter_mode
            if profanity_filter_mode is None or type(profanity_filter_mode) is ProfanityFilterMode
            else self._given("profanity_filter_mode", profanity_filter_mode)
        )
        self.diarization = (
            diarization
            if diarization is None or type(diarization) is TranscribeDiarizationProperties
            else self._given("diarization", diarization)
        )
        self.channels = channels if channels is None else self._given("channels", channels)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
        "enhanced_mode": Member("enhancedMode", ModelOf(EnhancedModeProperties)),
        "models": Member("models", MapOf(TEXT)),
        "phrase_list": Member("phraseList", ModelOf(PhraseListProperties)),
        "profanity_filter_mode": Member("profanityFilterMode", Choice(ProfanityFilterMode)),
        "diarization": Member("diarization", ModelOf(TranscribeDiarizationProperties)),
        "channels": Member("channels", ListOf(INTEGER)),
    },
)
