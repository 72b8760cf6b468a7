from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DATE_TIME,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class BaseModelDeprecationDates(JsonObject):
    """End dates of a base model. Set by the service."""

    adaptation_date_time: datetime | None = field(default=None)
    """End of its use as the base of new custom models (UTC)."""
    transcription_date_time: datetime | None = field(default=None)
    """End of its use in transcriptions (UTC)."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        adaptation_date_time: datetime | str | None = None,
        transcription_date_time: datetime | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            adaptation_date_time=adaptation_date_time,
            transcription_date_time=transcription_date_time,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("adaptationDateTime") is None:
            self.adaptation_date_time = None
        if get("transcriptionDateTime") is None:
            self.transcription_date_time = None


# Below the class, so that models which refer to each other can import each other.

describe(
    BaseModelDeprecationDates,
    {
        "adaptation_date_time": Member("adaptationDateTime", DATE_TIME),
        "transcription_date_time": Member("transcriptionDateTime", DATE_TIME),
    },
)
