from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    MILLISECONDS,
    ListOf,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscribeResult(Model):
    """Result of a fast transcription."""

    duration_milliseconds: int
    """How long the audio is, in milliseconds."""
    combined_phrases: list[ChannelCombinedPhrases]
    """The whole text, one entry for each channel."""
    phrases: list[Phrase]
    """The text phrase by phrase, with times."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        duration_milliseconds: int,
        combined_phrases: list[ChannelCombinedPhrases],
        phrases: list[Phrase],
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.duration_milliseconds = (
            duration_milliseconds
            if type(duration_milliseconds) is int
            else self._given("duration_milliseconds", duration_milliseconds)
        )
        self.combined_phrases = self._given("combined_phrases", combined_phrases)
        self.phrases = self._given("phrases", phrases)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
        "combined_phrases": Member("combinedPhrases", ListOf(ModelOf(ChannelCombinedPhrases)), required=True),
        "phrases": Member("phrases", ListOf(ModelOf(Phrase)), required=True),
    },
)
