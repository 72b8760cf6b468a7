from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    BOOLEAN,
    HOURS,
    INTEGER,
    MILLISECONDS,
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
    channels: list[int] | None = field(default=None)
    """Channels to transcribe, counted from 0. Default: channels 0 and 1."""
    punctuation_mode: PunctuationMode | None = field(default=None)
    """Source of the punctuation. Default: DictatedAndAutomatic."""
    profanity_filter_mode: ProfanityFilterMode | None = field(default=None)
    """How to treat profanity. Default: Masked."""
    destination_container_url: str | None = field(default=None, repr=redacted)
    """Blob container to write the results to, with an ad hoc SAS that permits writing. The results stay there when the job
    expires (time_to_live_hours); delete them with a rule of the container, or use storage of your own (BYOS).
    sas_lifetime_minutes is not available for such a job."""
    time_to_live_hours: int
    """Required. Hours, from 6 to 744 (31 days), after which an ended job and its results are deleted; 48 is a good value
    if you fetch results soon. Results in storage of your own (BYOS) are deleted, too; results in
    destination_container_url stay."""
    language_identification: LanguageIdentificationProperties | None = field(default=None)
    """How to identify the spoken language. Default: the language of locale."""
    diarization: DiarizationProperties | None = field(default=None)
    """How to separate speakers."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed. The report file describes each input."""
    duration_milliseconds: int | None = field(default=None)
    """Duration of the transcribed audio in milliseconds, at most 2^53-1. Set by the service."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        word_level_timestamps_enabled: bool | None = None,
        display_form_word_level_timestamps_enabled: bool | None = None,
        channels: Sequence[int] | None = None,
        punctuation_mode: PunctuationMode | str | None = None,
        profanity_filter_mode: ProfanityFilterMode | str | None = None,
        destination_container_url: str | None = None,
        time_to_live_hours: int | timedelta,
        language_identification: LanguageIdentificationProperties | Mapping[str, object] | None = None,
        diarization: DiarizationProperties | Mapping[str, object] | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        duration_milliseconds: int | timedelta | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            word_level_timestamps_enabled=word_level_timestamps_enabled,
            display_form_word_level_timestamps_enabled=display_form_word_level_timestamps_enabled,
            channels=channels,
            punctuation_mode=punctuation_mode,
            profanity_filter_mode=profanity_filter_mode,
            destination_container_url=destination_container_url,
            time_to_live_hours=time_to_live_hours,
            language_identification=language_identification,
            diarization=diarization,
            error=error,
            duration_milliseconds=duration_milliseconds,
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
        if get("channels") is None:
            self.channels = None
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
        value = get("destinationContainerUrl")
        if value is None or type(value) is str:
            self.destination_container_url = value
        value = get("timeToLiveHours")
        if type(value) is int:
            self.time_to_live_hours = value
        if get("languageIdentification") is None:
            self.language_identification = None
        if get("diarization") is None:
            self.diarization = None
        if get("error") is None:
            self.error = None
        value = get("durationMilliseconds")
        if value is None or type(value) is int:
            self.duration_milliseconds = value


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
        "channels": Member("channels", ListOf(INTEGER)),
        "punctuation_mode": Member("punctuationMode", Choice(PunctuationMode)),
        "profanity_filter_mode": Member("profanityFilterMode", Choice(ProfanityFilterMode)),
        "destination_container_url": Member("destinationContainerUrl", TEXT),
        "time_to_live_hours": Member("timeToLiveHours", HOURS, required=True),
        "language_identification": Member("languageIdentification", ObjectOf(LanguageIdentificationProperties)),
        "diarization": Member("diarization", ObjectOf(DiarizationProperties)),
        "error": Member("error", ObjectOf(EntityError)),
        "duration_milliseconds": Member("durationMilliseconds", MILLISECONDS),
    },
)
