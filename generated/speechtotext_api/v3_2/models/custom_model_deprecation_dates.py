from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import define, field

from ...kinds import (
    DATE_TIME,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CustomModelDeprecationDates(Model):
    """Date at which a custom model stops being usable. Told by the service."""

    transcription_date_time: datetime | None = field(default=None)
    """Until when the model can be used to transcribe (UTC)."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        transcription_date_time: datetime | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.transcription_date_time = (
            transcription_date_time
            if transcription_date_time is None
            else self._given("transcription_date_time", transcription_date_time)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("transcriptionDateTime") is None:
            self.transcription_date_time = None


# Below the class, so that models which refer to each other can import each other.

describe(
    CustomModelDeprecationDates,
    {
        "transcription_date_time": Member("transcriptionDateTime", DATE_TIME),
    },
)
