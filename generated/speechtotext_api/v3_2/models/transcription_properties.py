from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    BOOLEAN,
    DURATION,
    INTEGER,
    TEXT,
    Choice,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class TranscriptionProperties(JsonObject):
    """Settings and results of a batch transcription."""

    word_level_timestamps_enabled: bool | None = field(default=None)
    """True for the time of each word in lexical form. Default: false. Not for Whisper models."""
    display_form_word_level_timestamps_enabled: bool | None = field(default=None)
    """True for the time of each word in display form (displayWords in the result). Default: false."""
    duration: str | None = field(default=None, repr=redacted)
    """Duration of the transcribed audio as an ISO 8601 duration. Set by the service."""
    channels: list[int] | None = field(default=None)
    """Channels to transcribe, counted from 0. Default: channels 0 and 1."""
    destination_container_url: str | None = field(default=None, repr=redacted)
    """Blob container to write the results to, with an ad hoc SAS that permits writing. The results stay there when the job
    expires (time_to_live); delete them with a rule of the container, or use storage of your own (BYOS)."""
    punctuation_mode: PunctuationMode | None = field(default=None)
    """Source of the punctuation. Default: DictatedAndAutomatic."""
    profanity_filter_mode: ProfanityFilterMode | None = field(default=None)
    """How to treat profanity. Default: Masked."""
    time_to_live: str | None = field(default=None, repr=redacted)
    """ISO 8601 duration after which an ended job and its results are deleted, at most 31 days. Unset or 0: they are kept."""
    email: str | None = field(default=None, repr=redacted)
    """Email address to notify when the work has ended. The service deletes it afterwards."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed. The report file describes each input."""
    diarization_enabled: bool | None = field(default=None)
    """True to separate speakers. Default: false. Alone it distinguishes up to two speakers with a basic method, which
    later versions removed; set diarization for more speakers."""
    diarization: DiarizationProperties | None = field(default=None)
    """Range of the number of speakers; needs diarization_enabled."""
    language_identification: LanguageIdentificationProperties | None = field(default=None)
    """How to identify the spoken language. Default: the language of locale."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        word_level_timestamps_enabled: bool | None = None,
        display_form_word_level_timestamps_enabled: bool | None = None,
        channels: Sequence[int] | None = None,
        destination_container_url: str | None = None,
        punctuation_mode: PunctuationMode | str | None = None,
        profanity_filter_mode: ProfanityFilterMode | str | None = None,
        time_to_live: str | timedelta | None = None,
        email: str | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        diarization_enabled: bool | None = None,
        diarization: DiarizationProperties | Mapping[str, object] | None = None,
        language_identification: LanguageIdentificationProperties | Mapping[str, object] | None = None,
        duration: str | timedelta | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            word_level_timestamps_enabled=word_level_timestamps_enabled,
            display_form_word_level_timestamps_enabled=display_form_word_level_timestamps_enabled,
            duration=duration,
            channels=channels,
            destination_container_url=destination_container_url,
            punctuation_mode=punctuation_mode,
            profanity_filter_mode=profanity_filter_mode,
            time_to_live=time_to_live,
            email=email,
            error=error,
            diarization_enabled=diarization_enabled,
            diarization=diarization,
            language_identification=language_identification,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("wordLevelTimestampsEnabled")
        if value is None or type(value) is bool:
            self.word_level_timestamps_enabled = value
        value = get("displayFormWordLevelTimestampsEnabled")
        if value is None or type(value) is bool:
            self.display_form_word_level_timestamps_enabled = value
        value = get("duration")
        if value is None or type(value) is str:
            self.duration = value
        if get("channels") is None:
            self.channels = None
        value = get("destinationContainerUrl")
        if value is None or type(value) is str:
            self.destination_container_url = value
        value = get("punctuationMode")
        if type(value) is str:
            self.punctuation_mode = PUNCTUATION_MODE_VALUES.get(value) or PunctuationMode(value)
        elif value is None:
            self.punctuation_mode = None
        value = get("profanityFilterMode")
        if type(value) is str:
            self.profanity_filter_mode = PROFANITY_FILTER_MODE_VALUES.get(value) or ProfanityFilterMode(value)
        elif value is None:
            self.profanity_filter_mode = None
        value = get("timeToLive")
        if value is None or type(value) is str:
            self.time_to_live = value
        value = get("email")
        if value is None or type(value) is str:
            self.email = value
        if get("error") is None:
            self.error = None
        value = get("diarizationEnabled")
        if value is None or type(value) is bool:
            self.diarization_enabled = value
        if get("diarization") is None:
            self.diarization = None
        if get("languageIdentification") is None:
            self.language_identification = None


# Below the class, so that models which refer to each other can import each other.
from .diarization_properties import DiarizationProperties  # noqa: E402
from .entity_error import EntityError  # noqa: E402
from .language_identification_properties import LanguageIdentificationProperties  # noqa: E402
from .profanity_filter_mode import PROFANITY_FILTER_MODE_VALUES, ProfanityFilterMode  # noqa: E402
from .punctuation_mode import PUNCTUATION_MODE_VALUES, PunctuationMode  # noqa: E402

describe(
    TranscriptionProperties,
    {
        "word_level_timestamps_enabled": Member("wordLevelTimestampsEnabled", BOOLEAN),
        "display_form_word_level_timestamps_enabled": Member("displayFormWordLevelTimestampsEnabled", BOOLEAN),
        "duration": Member("duration", DURATION),
        "channels": Member("channels", ListOf(INTEGER)),
        "destination_container_url": Member("destinationContainerUrl", TEXT),
        "punctuation_mode": Member("punctuationMode", Choice(PunctuationMode)),
        "profanity_filter_mode": Member("profanityFilterMode", Choice(ProfanityFilterMode)),
        "time_to_live": Member("timeToLive", DURATION),
        "email": Member("email", TEXT),
        "error": Member("error", ObjectOf(EntityError)),
        "diarization_enabled": Member("diarizationEnabled", BOOLEAN),
        "diarization": Member("diarization", ObjectOf(DiarizationProperties)),
        "language_identification": Member("languageIdentification", ObjectOf(LanguageIdentificationProperties)),
    },
)
