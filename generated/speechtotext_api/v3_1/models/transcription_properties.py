from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    boolean,
    integer,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscriptionProperties:
    """How a batch transcription works and what became of it."""

    diarization_enabled: bool | None = field(default=None)
    """True to tell speakers apart; false by default. Alone it distinguishes up to two speakers with a basic procedure,
    which later versions drop; set diarization as well for more speakers."""
    word_level_timestamps_enabled: bool | None = field(default=None)
    """True for the time of every word in lexical form; false by default. Not for Whisper models."""
    display_form_word_level_timestamps_enabled: bool | None = field(default=None)
    """True for the time of every word in display form (displayWords in the result); false by default."""
    duration: str | None = field(default=None, repr=redacted)
    """Length of the transcribed audio as an ISO 8601 duration. Told by the service."""
    channels: list[int] | None = field(default=None)
    """Channels to transcribe, counted from 0; channels 0 and 1 by default."""
    destination_container_url: str | None = field(default=None, repr=redacted)
    """Blob container to write the results to, with an ad hoc SAS that permits writing. The results stay there when the job
    expires (time_to_live); remove them by a rule of the container, or bring your own storage instead."""
    punctuation_mode: PunctuationMode | None = field(default=None)
    """Where punctuation comes from; DictatedAndAutomatic by default."""
    profanity_filter_mode: ProfanityFilterMode | None = field(default=None)
    """What happens to profanity; Masked by default."""
    time_to_live: str | None = field(default=None, repr=redacted)
    """ISO 8601 duration after which an ended job and its results are deleted, at most 31 days. Unset or 0, they are kept."""
    diarization: DiarizationProperties | None = field(default=None)
    """How many speakers to expect; needs diarization_enabled set to true."""
    language_identification: LanguageIdentificationProperties | None = field(default=None)
    """How to find out which language is spoken; leave out if locale says it."""
    email: str | None = field(default=None, repr=redacted)
    """Address to be notified when the work has ended. The service erases it once the message is sent."""
    error: EntityError | None = field(default=None)
    """Why the job failed; present only when its status is Failed. The report file tells of each input."""
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
                data = members("TranscriptionProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("diarizationEnabled")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("TranscriptionProperties.diarizationEnabled", value)
            self.diarization_enabled = value
            value = get("wordLevelTimestampsEnabled")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("TranscriptionProperties.wordLevelTimestampsEnabled", value)
            self.word_level_timestamps_enabled = value
            value = get("displayFormWordLevelTimestampsEnabled")
            if value is not None:
                known += 1
                if type(value) is not bool:
                    value = boolean("TranscriptionProperties.displayFormWordLevelTimestampsEnabled", value)
            self.display_form_word_level_timestamps_enabled = value
            value = get("duration")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("TranscriptionProperties.duration", value)
            self.duration = value
            value = get("channels")
            if value is not None:
                known += 1
                value = [
                    integer("TranscriptionProperties.channels", item)
                    for item in items("TranscriptionProperties.channels", value)
                ]
            self.channels = value
            value = get("destinationContainerUrl")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("TranscriptionProperties.destinationContainerUrl", value)
            self.destination_container_url = value
            value = get("punctuationMode")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("TranscriptionProperties.punctuationMode", value)
                value = PUNCTUATION_MODE_VALUES.get(value) or PunctuationMode(value)
            self.punctuation_mode = value
            value = get("profanityFilterMode")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("TranscriptionProperties.profanityFilterMode", value)
                value = PROFANITY_FILTER_MODE_VALUES.get(value) or ProfanityFilterMode(value)
            self.profanity_filter_mode = value
            value = get("timeToLive")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("TranscriptionProperties.timeToLive", value)
            self.time_to_live = value
            value = get("diarization")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TranscriptionProperties.diarization", value)
                value = DiarizationProperties.from_dict(value)
            self.diarization = value
            value = get("languageIdentification")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TranscriptionProperties.languageIdentification", value)
                value = LanguageIdentificationProperties.from_dict(value)
            self.language_identification = value
            value = get("email")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("TranscriptionProperties.email", value)
            self.email = value
            value = get("error")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TranscriptionProperties.error", value)
                value = EntityError.from_dict(value)
            self.error = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.diarization_enabled is not None:
                data["diarizationEnabled"] = self.diarization_enabled
            if self.word_level_timestamps_enabled is not None:
                data["wordLevelTimestampsEnabled"] = self.word_level_timestamps_enabled
            if self.display_form_word_level_timestamps_enabled is not None:
                data["displayFormWordLevelTimestampsEnabled"] = self.display_form_word_level_timestamps_enabled
            if self.duration is not None:
                data["duration"] = self.duration
            if self.channels is not None:
                data["channels"] = list(self.channels)
            if self.destination_container_url is not None:
                data["destinationContainerUrl"] = self.destination_container_url
            if self.punctuation_mode is not None:
                data["punctuationMode"] = str(self.punctuation_mode)
            if self.profanity_filter_mode is not None:
                data["profanityFilterMode"] = str(self.profanity_filter_mode)
            if self.time_to_live is not None:
                data["timeToLive"] = self.time_to_live
            if self.diarization is not None:
                data["diarization"] = self.diarization.to_dict()
            if self.language_identification is not None:
                data["languageIdentification"] = self.language_identification.to_dict()
            if self.email is not None:
                data["email"] = self.email
            if self.error is not None:
                data["error"] = self.error.to_dict()
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
    "diarizationEnabled": "diarization_enabled",
    "wordLevelTimestampsEnabled": "word_level_timestamps_enabled",
    "displayFormWordLevelTimestampsEnabled": "display_form_word_level_timestamps_enabled",
    "duration": "duration",
    "channels": "channels",
    "destinationContainerUrl": "destination_container_url",
    "punctuationMode": "punctuation_mode",
    "profanityFilterMode": "profanity_filter_mode",
    "timeToLive": "time_to_live",
    "diarization": "diarization",
    "languageIdentification": "language_identification",
    "email": "email",
    "error": "error",
}

# Below the class, so that models which refer to each other can import each other.
from .diarization_properties import DiarizationProperties  # noqa: E402
from .entity_error import EntityError  # noqa: E402
from .language_identification_properties import LanguageIdentificationProperties  # noqa: E402
from .profanity_filter_mode import PROFANITY_FILTER_MODE_VALUES, ProfanityFilterMode  # noqa: E402
from .punctuation_mode import PUNCTUATION_MODE_VALUES, PunctuationMode  # noqa: E402
