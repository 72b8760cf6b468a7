from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    MILLISECONDS,
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Word(JsonObject):
    """A recognised word in display form, with its time."""

    text: str = field(repr=redacted)
    """The word with its punctuation."""
    offset_milliseconds: int
    """Start of the word in milliseconds from the start of the audio."""
    duration_milliseconds: int
    """Duration of the word in milliseconds."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        text: str,
        offset_milliseconds: int | timedelta,
        duration_milliseconds: int | timedelta,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            text=text,
            offset_milliseconds=offset_milliseconds,
            duration_milliseconds=duration_milliseconds,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("text")
        if type(value) is str:
            self.text = value
        value = get("offsetMilliseconds")
        if type(value) is int:
            self.offset_milliseconds = value
        value = get("durationMilliseconds")
        if type(value) is int:
            self.duration_milliseconds = value


# Below the class, so that models which refer to each other can import each other.

describe(
    Word,
    {
        "text": Member("text", TEXT, required=True),
        "offset_milliseconds": Member("offsetMilliseconds", MILLISECONDS, required=True),
        "duration_milliseconds": Member("durationMilliseconds", MILLISECONDS, required=True),
    },
)
