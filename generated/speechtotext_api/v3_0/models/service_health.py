from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ServiceHealth:
    """Health of the service as a whole and of its parts. Told by the service."""

    status: HealthStatus | None = field(default=None)
    """How well the service works as a whole."""
    message: str | None = field(default=None, repr=redacted)
    """Remarks on the health of the service."""
    components: list[Component] | None = field(default=None)
    """Health of the single parts, if they are reported."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("ServiceHealth", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("status")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("ServiceHealth.status", value)
                value = HEALTH_STATUS_VALUES.get(value) or HealthStatus(value)
            self.status = value
            value = get("message")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("ServiceHealth.message", value)
            self.message = value
            value = get("components")
            if value is not None:
                known += 1
                value = [
                    Component.from_dict(item if type(item) is dict else members("ServiceHealth.components", item))
                    for item in items("ServiceHealth.components", value)
                ]
            self.components = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.status is not None:
                data["status"] = str(self.status)
            if self.message is not None:
                data["message"] = self.message
            if self.components is not None:
                data["components"] = [item.to_dict() for item in self.components]
            return data
        except AttributeError:
            return to_json(self, _KNOWN)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Never:
            raise unreadable(self, name)

    def __repr__(self) -> str:
        return represent(self)

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


_KNOWN = {
    "status": "status",
    "message": "message",
    "components": "components",
}

# Below the class, so that models which refer to each other can import each other.
from .component import Component  # noqa: E402
from .health_status import HEALTH_STATUS_VALUES, HealthStatus  # noqa: E402
