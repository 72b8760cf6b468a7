from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import define, field

from ...calls import id_of
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DATE_TIME,
    TEXT,
    Choice,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class SharedModel(JsonObject):
    """Common properties of base models and custom models."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    display_name: str = field(repr=redacted)
    """Display name. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Description: free text."""
    locale: str = field(repr=redacted)
    """Language and region that the model recognises as a BCP 47 tag, such as en-US."""
    created_date_time: datetime | None = field(default=None)
    """Time of creation, in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """Time of the last change of status, in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """Status of the model. Only a model that has succeeded can be used."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        display_name: str,
        description: str | None = None,
        locale: str,
        self_: str | None = None,
        created_date_time: datetime | str | None = None,
        last_action_date_time: datetime | str | None = None,
        status: Status | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            self_=self_,
            display_name=display_name,
            description=description,
            locale=locale,
            created_date_time=created_date_time,
            last_action_date_time=last_action_date_time,
            status=status,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        value = get("locale")
        if type(value) is str:
            self.locale = value
        if get("createdDateTime") is None:
            self.created_date_time = None
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None


# Below the class, so that models which refer to each other can import each other.
from .status import STATUS_VALUES, Status  # noqa: E402

describe(
    SharedModel,
    {
        "self_": Member("self", TEXT),
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "locale": Member("locale", TEXT, required=True),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "status": Member("status", Choice(Status)),
    },
)
