from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DATE_TIME,
    TEXT,
    UUID_TEXT,
    Choice,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Operation(JsonObject):
    """A long-running operation, such as copying a model."""

    id: UUID
    """Id of the operation, a UUID."""
    result: OperationResult | None = field(default=None)
    """Result of the operation, after it has succeeded."""
    error: EntityError | None = field(default=None)
    """Reason of the failure; present only if the status is Failed."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """Time of the last change of status, in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """Status of the entity."""
    created_date_time: datetime | None = field(default=None)
    """Time of creation, in UTC. Set by the service."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        id: UUID | str,
        result: OperationResult | Mapping[str, object] | None = None,
        error: EntityError | Mapping[str, object] | None = None,
        self_: str | None = None,
        last_action_date_time: datetime | str | None = None,
        status: Status | str | None = None,
        created_date_time: datetime | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            id=id,
            result=result,
            error=error,
            self_=self_,
            last_action_date_time=last_action_date_time,
            status=status,
            created_date_time=created_date_time,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("result") is None:
            self.result = None
        if get("error") is None:
            self.error = None
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None
        if get("createdDateTime") is None:
            self.created_date_time = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
from .operation_result import OperationResult  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402

describe(
    Operation,
    {
        "id": Member("id", UUID_TEXT, required=True),
        "result": Member("result", ObjectOf(OperationResult)),
        "error": Member("error", ObjectOf(EntityError)),
        "self_": Member("self", TEXT),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "status": Member("status", Choice(Status)),
        "created_date_time": Member("createdDateTime", DATE_TIME),
    },
)
