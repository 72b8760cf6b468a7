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
    number,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Phrase:
    """A stretch of recognised speech, about a sentence long."""

    channel: int | None = field(default=None)
    """Audio channel, counted from 0. Absent unless channels are transcribed separately."""
    speaker: int | None = field(default=None)
    """Number that stands for one voice throughout the audio; the order means nothing. Absent without diarization."""
    offset_milliseconds: int
    """Where the phrase begins, in milliseconds from the start of the audio."""
    duration_milliseconds: int
    """How long the phrase lasts, in milliseconds."""
    text: str = field(repr=redacted)
    """What was said, in display form."""
    words: list[Word] | None = field(default=None)
    """Single words with their times. Absent unless word times are on."""
    locale: str | None = field(default=None, repr=redacted)
    """Language and region in which the phrase was recognised."""
    confidence: float
    """How sure the recogniser is of the phrase, from 0 to 1."""
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
                data = members("Phrase", data)
            self = cls.__new__(cls)
            get = data.get
            known = 4
            value = get("channel")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("Phrase.channel", value)
            self.channel = value
            value = get("speaker")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("Phrase.speaker", value)
            self.speaker = value
            value = get("offsetMilliseconds")
            if type(value) is not int:
                value = integer("Phrase.offsetMilliseconds", value)
            self.offset_milliseconds = value
            value = get("durationMilliseconds")
            if type(value) is not int:
                value = integer("Phrase.durationMilliseconds", value)
            self.duration_milliseconds = value
            value = get("text")
            if type(value) is not str:
                value = text("Phrase.text", value)
            self.text = value
            value = get("words")
            if value is not None:
                known += 1
                value = [
                    Word.from_dict(item if type(item) is dict else members("Phrase.words", item))
                    for item in items("Phrase.words", value)
                ]
            self.words = value
            value = get("locale")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Phrase.locale", value)
            self.locale = value
            value = get("confidence")
            if type(value) is not float:
                value = number("Phrase.confidence", value)
            self.confidence = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.channel is not None:
                data["channel"] = self.channel
            if self.speaker is not None:
                data["speaker"] = self.speaker
            data["offsetMilliseconds"] = self.offset_milliseconds
            data["durationMilliseconds"] = self.duration_milliseconds
            data["text"] = self.text
            if self.words is not None:
                data["words"] = [item.to_dict() for item in self.words]
            if self.locale is not None:
                data["locale"] = self.locale
            data["confidence"] = self.confidence
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
    "channel": "channel",
    "speaker": "speaker",
    "offsetMilliseconds": "offset_milliseconds",
    "durationMilliseconds": "duration_milliseconds",
    "text": "text",
    "words": "words",
    "locale": "locale",
    "confidence": "confidence",
}

# Below the class, so that models which refer to each other can import each other.
from .word import Word  # noqa: E402
