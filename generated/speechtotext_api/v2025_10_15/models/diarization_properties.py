from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    BOOLEAN,
    INTEGER,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DiarizationProperties(Model):
    """How speakers are to be told apart in a batch transcription. Meant for audio with one channel, at most 240 minutes a
    file."""

    enabled: bool | None = field(default=None)
    """True to tell speakers apart."""
    max_speakers: int | None = field(default=None)
    """Highest number of speakers to expect, 2 to 35. The service takes it as a hint."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        enabled: bool | None = None,
        max_speakers: int | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.enabled = enabled if enabled is None or type(enabled) is bool else self._given("enabled", enabled)
        self.max_speakers = (
            max_speakers
            if max_speakers is None or type(max_speakers) is int
            else self._given("max_speakers", max_speakers)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
