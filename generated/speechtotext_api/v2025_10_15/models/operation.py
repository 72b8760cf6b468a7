from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import define, field

from ...kinds import (
    DATE_TIME,
    TEXT,
    UUID_TEXT,
    Choice,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Operation(Model):
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

    def __init__(
        self,
        *,
        id: UUID,
        self_: str | None = None,
        created_date_time: datetime | None = None,
        last_action_date_time: datetime | None = None,
        status: Status | None = None,
        result: OperationResult | None = None,
        error: EntityError | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.id = self._given("id", id)
        self.self_ = self_ if self_ is None or type(self_) is str else self._given("self_", self_)
        self.created_date_time = (
            created_date_time if created_date_time is None else self._given("created_date_time", created_date_time)
        )
        self.last_action_date_time = (
            last_action_date_time
            if last_action_date_time is None
            else self._given("last_action_date_time", last_action_date_time)
        )
        self.status = status if status is None or type(status) is Status else self._given("status", status)
        self.result = result if result is None or type(result) is OperationResult else self._given("result", result)
        self.error = error if error is None or type(error) is EntityError else self._given("error", error)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        if get("createdDateTime") is None:
            self.created_date_time = None
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None
        if get("result") is None:
            self.result = None
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
from .operation_result import OperationResult  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402

describe(
    Operation,
    {
        "id": Member("id", UUID_TEXT, required=True),
        "self_": Member("self", TEXT),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "status": Member("status", Choice(Status)),
        "result": Member("result", ModelOf(OperationResult)),
        "error": Member("error", ModelOf(EntityError)),
    },
)
