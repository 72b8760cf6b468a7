from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ChannelCombinedPhrases(JsonObject):
    """All text of one channel, or of the whole audio if channels are not separated."""

    channel: int | None = field(default=None)
    """Audio channel, counted from 0. Absent unless channels are transcribed separately."""
    text: str = field(repr=redacted)
    """Everything said in the channel, in one string."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        channel: int | None = None,
        text: str,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            channel=channel,
            text=text,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("channel")
        if value is None or type(value) is int:
            self.channel = value
        value = get("text")
        if type(value) is str:
            self.text = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ChannelCombinedPhrases,
    {
        "channel": Member("channel", INTEGER),
        "text": Member("text", TEXT, required=True),
    },
)
