from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    BOOLEAN,
    INTEGER,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class DiarizationProperties(JsonObject):
    """How to separate speakers in a batch transcription. For audio with one channel, at most 240 minutes a file."""

    enabled: bool | None = field(default=None)
    """True to separate speakers."""
    max_speakers: int | None = field(default=None)
    """Maximum number of speakers, 2 to 35. The service treats it as a hint."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        enabled: bool | None = None,
        max_speakers: int | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            enabled=enabled,
            max_speakers=max_speakers,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("enabled")
        if value is None or type(value) is bool:
            self.enabled = value
        value = get("maxSpeakers")
        if value is None or type(value) is int:
            self.max_speakers = value


# Below the class, so that models which refer to each other can import each other.

describe(
    DiarizationProperties,
    {
        "enabled": Member("enabled", BOOLEAN),
        "max_speakers": Member("maxSpeakers", INTEGER),
    },
)
