from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    BOOLEAN,
    DURATION,
    TEXT,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EndpointProperties(JsonObject):
    """Settings and details of an endpoint."""

    logging_enabled: bool | None = field(default=None)
    """Whether the audio sent to the endpoint and its transcripts are logged."""
    time_to_live: str | None = field(default=None, repr=redacted)
    """ISO 8601 duration after which the endpoint, once created or failed, is deleted, at most 31 days. Unset or 0: it is
    kept."""
    email: str | None = field(default=None, repr=redacted)
    """Email address to notify when the work has ended. The service deletes it afterwards."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        logging_enabled: bool | None = None,
        time_to_live: str | timedelta | None = None,
        email: str | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            logging_enabled=logging_enabled,
            time_to_live=time_to_live,
            email=email,
            error=error,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("loggingEnabled")
        if value is None or type(value) is bool:
            self.logging_enabled = value
        value = get("timeToLive")
        if value is None or type(value) is str:
            self.time_to_live = value
        value = get("email")
        if value is None or type(value) is str:
            self.email = value
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402

describe(
    EndpointProperties,
    {
        "logging_enabled": Member("loggingEnabled", BOOLEAN),
        "time_to_live": Member("timeToLive", DURATION),
        "email": Member("email", TEXT),
        "error": Member("error", ObjectOf(EntityError)),
    },
)
