from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    MILLISECONDS,
    NUMBER,
    TEXT,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Phrase(JsonObject):
    """A stretch of recognised speech, about a sentence long."""

    channel: int | None = field(default=None)
    """Audio channel, counted from 0. Absent unless channels are transcribed separately."""
    speaker: int | None = field(default=None)
    """Number of the speaker, the same throughout the audio. Absent without diarization."""
    offset_milliseconds: int
    """Start of the phrase in milliseconds from the start of the audio."""
    duration_milliseconds: int
    """Duration of the phrase in milliseconds."""
    text: str = field(repr=redacted)
    """Text of the phrase in display form."""
    words: list[Word] | None = field(default=None)
    """Words with their times. Absent unless word timestamps are enabled."""
    locale: str | None = field(default=None, repr=redacted)
    """Language and region in which the phrase was recognised."""
    confidence: float
    """Confidence of the recogniser, from 0 to 1."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        channel: int | None = None,
        speaker: int | None = None,
        offset_milliseconds: int | timedelta,
        duration_milliseconds: int | timedelta,
        text: str,
        words: Sequence[Word | Mapping[str, object]] | None = None,
        locale: str | None = None,
        confidence: float,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            channel=channel,
            speaker=speaker,
            offset_milliseconds=offset_milliseconds,
            duration_milliseconds=duration_milliseconds,
            text=text,
            words=words,
            locale=locale,
            confidence=confidence,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("channel")
        if value is None or type(value) is int:
            self.channel = value
        value = get("speaker")
        if value is None or type(value) is int:
            self.speaker = value
        value = get("offsetMilliseconds")
        if type(value) is int:
            self.offset_milliseconds = value
        value = get("durationMilliseconds")
        if type(value) is int:
            self.duration_milliseconds = value
        value = get("text")
        if type(value) is str:
            self.text = value
        if get("words") is None:
            self.words = None
        value = get("locale")
        if value is None or type(value) is str:
            self.locale = value
        value = get("confidence")
        if type(value) is float or type(value) is int:
            self.confidence = value


# Below the class, so that models which refer to each other can import each other.
from .word import Word  # noqa: E402

describe(
    Phrase,
    {
        "channel": Member("channel", INTEGER),
        "speaker": Member("speaker", INTEGER),
        "offset_milliseconds": Member("offsetMilliseconds", MILLISECONDS, required=True),
        "duration_milliseconds": Member("durationMilliseconds", MILLISECONDS, required=True),
        "text": Member("text", TEXT, required=True),
        "words": Member("words", ListOf(ObjectOf(Word))),
        "locale": Member("locale", TEXT),
        "confidence": Member("confidence", NUMBER, required=True),
    },
)
