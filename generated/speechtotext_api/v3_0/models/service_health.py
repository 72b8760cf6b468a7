from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    Choice,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ServiceHealth(JsonObject):
    """Health of the service as a whole and of its parts. Set by the service."""

    status: HealthStatus | None = field(default=None)
    """Health of the service as a whole."""
    message: str | None = field(default=None, repr=redacted)
    """Remarks on the health of the service."""
    components: list[Component] | None = field(default=None)
    """Health of the parts, if reported."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        status: HealthStatus | str | None = None,
        message: str | None = None,
        components: Sequence[Component | Mapping[str, object]] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            status=status,
            message=message,
            components=components,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("status")
        if type(value) is str:
            self.status = HEALTH_STATUS_VALUES.get(value) or HealthStatus(value)
        elif value is None:
            self.status = None
        value = get("message")
        if value is None or type(value) is str:
            self.message = value
        if get("components") is None:
            self.components = None


# Below the class, so that models which refer to each other can import each other.
from .component import Component  # noqa: E402
from .health_status import HEALTH_STATUS_VALUES, HealthStatus  # noqa: E402

describe(
    ServiceHealth,
    {
        "status": Member("status", Choice(HealthStatus)),
        "message": Member("message", TEXT),
        "components": Member("components", ListOf(ObjectOf(Component))),
    },
)
