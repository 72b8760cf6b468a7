from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    integer,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscribeDefinition:
    """Settings of a fast transcription, which is answered at once; they are sent as JSON along with the audio."""

    locales: list[str] | None = field(default=None, repr=redacted)
    """Locales that may be spoken. Left out, the service finds the language among all that it supports."""
    models: dict[str, str] | None = field(default=None, repr=redacted)
    """Model for each locale, as its URL. A locale without an entry is transcribed with its default model."""
    profanity_filter_mode: ProfanityFilterMode | None = field(default=None)
    """What happens to profanity in the result."""
    diarization: TranscribeDiarizationProperties | None = field(default=None)
    """Whether and how speakers are told apart; leave out to do without."""
    channels: list[int] | None = field(default=None)
    """Channels to transcribe separately, counted from 0, at most two. Left out, all channels are mixed into one."""
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
                data = members("TranscribeDefinition", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("locales")
            if value is not None:
                known += 1
                value = [
                    text("TranscribeDefinition.locales", item) for item in items("TranscribeDefinition.locales", value)
                ]
            self.locales = value
            value = get("models")
            if value is not None:
                known += 1
                value = {
                    name: text("TranscribeDefinition.models", item)
                    for name, item in members("TranscribeDefinition.models", value).items()
                }
            self.models = value
            value = get("profanityFilterMode")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("TranscribeDefinition.profanityFilterMode", value)
                value = PROFANITY_FILTER_MODE_VALUES.get(value) or ProfanityFilterMode(value)
            self.profanity_filter_mode = value
            value = get("diarization")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TranscribeDefinition.diarization", value)
                value = TranscribeDiarizationProperties.from_dict(value)
            self.diarization = value
            value = get("channels")
            if value is not None:
                known += 1
                value = [
                    integer("TranscribeDefinition.channels", item)
                    for item in items("TranscribeDefinition.channels", value)
                ]
            self.channels = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.locales is not None:
                data["locales"] = list(self.locales)
            if self.models is not None:
                data["models"] = dict(self.models)
            if self.profanity_filter_mode is not None:
                data["profanityFilterMode"] = str(self.profanity_filter_mode)
            if self.diarization is not None:
                data["diarization"] = self.diarization.to_dict()
            if self.channels is not None:
                data["channels"] = list(self.channels)
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
    "locales": "locales",
    "models": "models",
    "profanityFilterMode": "profanity_filter_mode",
    "diarization": "diarization",
    "channels": "channels",
}

# Below the class, so that models which refer to each other can import each other.
from .profanity_filter_mode import PROFANITY_FILTER_MODE_VALUES, ProfanityFilterMode  # noqa: E402
from .transcribe_diarization_properties import TranscribeDiarizationProperties  # noqa: E402
