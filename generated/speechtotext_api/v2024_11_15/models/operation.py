from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Never, Self
from uuid import UUID

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    date_time,
    format_date_time,
    members,
    mismatch,
    redacted,
    text,
    unknown,
    uuid,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Operation:
    """A piece of work that the service does in the background, such as copying a model."""

    id: UUID
    """Id of the operation, a UUID."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """How far the service has got with the entity."""
    result: OperationResult | None = field(default=None)
    """What the operation brought about, once it has succeeded."""
    error: EntityError | None = field(default=None)
    """Why it failed; present only when the status is Failed."""
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
                data = members("Operation", data)
            self = cls.__new__(cls)
            get = data.get
            known = 1
            value = get("id")
            if value is None:
                raise mismatch("Operation.id", "a value", value)
            value = uuid("Operation.id", value)
            self.id = value
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Operation.self", value)
            self.self_ = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("Operation.createdDateTime", value)
            self.created_date_time = value
            value = get("lastActionDateTime")
            if value is not None:
                known += 1
                value = date_time("Operation.lastActionDateTime", value)
            self.last_action_date_time = value
            value = get("status")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Operation.status", value)
                value = STATUS_VALUES.get(value) or Status(value)
            self.status = value
            value = get("result")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Operation.result", value)
                value = OperationResult.from_dict(value)
            self.result = value
            value = get("error")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Operation.error", value)
                value = EntityError.from_dict(value)
            self.error = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            data["id"] = str(self.id)
            if self.self_ is not None:
                data["self"] = self.self_
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
            if self.last_action_date_time is not None:
                data["lastActionDateTime"] = format_date_time(self.last_action_date_time)
            if self.status is not None:
                data["status"] = str(self.status)
            if self.result is not None:
                data["result"] = self.result.to_dict()
            if self.error is not None:
                data["error"] = self.error.to_dict()
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
    "id": "id",
    "self": "self_",
    "createdDateTime": "created_date_time",
    "lastActionDateTime": "last_action_date_time",
    "status": "status",
    "result": "result",
    "error": "error",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
from .operation_result import OperationResult  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402
