from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class DiarizationSpeakersProperties(JsonObject):
    """Range of the number of speakers."""

    min_count: int | None = field(default=None)
    """Minimum number of speakers, at least 1 and not above max_count. The service treats it as a hint."""
    max_count: int | None = field(default=None)
    """Maximum number of speakers, at most 35 and not below min_count."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        min_count: int | None = None,
        max_count: int | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            min_count=min_count,
            max_count=max_count,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("minCount")
        if value is None or type(value) is int:
            self.min_count = value
        value = get("maxCount")
        if value is None or type(value) is int:
            self.max_count = value


# Below the class, so that models which refer to each other can import each other.

describe(
    DiarizationSpeakersProperties,
    {
        "min_count": Member("minCount", INTEGER),
        "max_count": Member("maxCount", INTEGER),
    },
)
