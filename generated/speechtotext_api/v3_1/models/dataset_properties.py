from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DURATION,
    INTEGER,
    TEXT,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class DatasetProperties(JsonObject):
    """Result of an import and settings for it."""

    accepted_line_count: int | None = field(default=None)
    """Number of accepted lines. Set by the service."""
    rejected_line_count: int | None = field(default=None)
    """Number of rejected lines; the report among the dataset's files says why. Set by the service."""
    duration: str | None = field(default=None, repr=redacted)
    """Total duration of the audio as an ISO 8601 duration. Set by the service."""
    email: str | None = field(default=None, repr=redacted)
    """Email address to notify when the work has ended. The service deletes it afterwards."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        email: str | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        accepted_line_count: int | None = None,
        rejected_line_count: int | None = None,
        duration: str | timedelta | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            accepted_line_count=accepted_line_count,
            rejected_line_count=rejected_line_count,
            duration=duration,
            email=email,
            error=error,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("acceptedLineCount")
        if value is None or type(value) is int:
            self.accepted_line_count = value
        value = get("rejectedLineCount")
        if value is None or type(value) is int:
            self.rejected_line_count = value
        value = get("duration")
        if value is None or type(value) is str:
            self.duration = value
        value = get("email")
        if value is None or type(value) is str:
            self.email = value
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402

describe(
    DatasetProperties,
    {
        "accepted_line_count": Member("acceptedLineCount", INTEGER),
        "rejected_line_count": Member("rejectedLineCount", INTEGER),
        "duration": Member("duration", DURATION),
        "email": Member("email", TEXT),
        "error": Member("error", ObjectOf(EntityError)),
    },
)
