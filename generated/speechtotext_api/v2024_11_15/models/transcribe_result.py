from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    MILLISECONDS,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class TranscribeResult(JsonObject):
    """Result of a fast transcription."""

    duration_milliseconds: int
    """Duration of the audio in milliseconds."""
    combined_phrases: list[ChannelCombinedPhrases]
    """The whole text, one entry for each channel."""
    phrases: list[Phrase]
    """The text phrase by phrase, with times."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        duration_milliseconds: int | timedelta,
        combined_phrases: Sequence[ChannelCombinedPhrases | Mapping[str, object]],
        phrases: Sequence[Phrase | Mapping[str, object]],
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            duration_milliseconds=duration_milliseconds,
            combined_phrases=combined_phrases,
            phrases=phrases,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("durationMilliseconds")
        if type(value) is int:
            self.duration_milliseconds = value


# Below the class, so that models which refer to each other can import each other.
from .channel_combined_phrases import ChannelCombinedPhrases  # noqa: E402
from .phrase import Phrase  # noqa: E402

describe(
    TranscribeResult,
    {
        "duration_milliseconds": Member("durationMilliseconds", MILLISECONDS, required=True),
        "combined_phrases": Member("combinedPhrases", ListOf(ObjectOf(ChannelCombinedPhrases)), required=True),
        "phrases": Member("phrases", ListOf(ObjectOf(Phrase)), required=True),
    },
)
