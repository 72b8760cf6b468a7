from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
    Choice,
    ListOf,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ServiceHealth(Model):
    """Health of the service as a whole and of its parts. Told by the service."""

    status: HealthStatus | None = field(default=None)
    """How well the service works as a whole."""
    message: str | None = field(default=None, repr=redacted)
    """Remarks on the health of the service."""
    components: list[Component] | None = field(default=None)
    """Health of the single parts, if they are reported."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        status: HealthStatus | None = None,
        message: str | None = None,
        components: list[Component] | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.status = status if status is None or type(status) is HealthStatus else self._given("status", status)
        self.message = message if message is None or type(message) is str else self._given("message", message)
        self.components = components if components is None else self._given("components", components)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
        "components": Member("components", ListOf(ModelOf(Component))),
    },
)
