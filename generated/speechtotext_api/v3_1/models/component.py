from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    Choice,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Component(JsonObject):
    """Health of a part of the service."""

    message: str | None = field(default=None, repr=redacted)
    """Remarks about the health of the part."""
    name: str | None = field(default=None, repr=redacted)
    """Name of the part."""
    status: HealthStatus | None = field(default=None)
    """Health of the part."""
    type_: str | None = field(default=None, repr=redacted)
    """Kind of the part."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        message: str | None = None,
        name: str | None = None,
        status: HealthStatus | str | None = None,
        type_: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            message=message,
            name=name,
            status=status,
            type_=type_,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("message")
        if value is None or type(value) is str:
            self.message = value
        value = get("name")
        if value is None or type(value) is str:
            self.name = value
        value = get("status")
        if type(value) is str:
            self.status = HEALTH_STATUS_VALUES.get(value) or HealthStatus(value)
        elif value is None:
            self.status = None
        value = get("type")
        if value is None or type(value) is str:
            self.type_ = value


# Below the class, so that models which refer to each other can import each other.
from .health_status import HEALTH_STATUS_VALUES, HealthStatus  # noqa: E402

describe(
    Component,
    {
        "message": Member("message", TEXT),
        "name": Member("name", TEXT),
        "status": Member("status", Choice(HealthStatus)),
        "type_": Member("type", TEXT),
    },
)
