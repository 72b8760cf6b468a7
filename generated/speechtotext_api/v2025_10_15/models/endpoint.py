from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import define, field

from ...calls import id_of
from ...entities import HasSelf
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DATE_TIME,
    TEXT,
    Choice,
    MapOf,
)
from ...object_kinds import ObjectOf, ReferenceTo
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Endpoint(JsonObject):
    """A deployment of a model for real-time recognition with the Speech SDK."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    model: EntityReference | None = field(default=None)
    """Reference to the base or custom model that the endpoint runs."""
    project: EntityReference | None = field(default=None)
    """Reference to the project of the entity, if any."""
    display_name: str = field(repr=redacted)
    """Display name. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Description: free text."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    created_date_time: datetime | None = field(default=None)
    """Time of creation, in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """Time of the last change of status, in UTC. Set by the service."""
    properties: EndpointProperties | None = field(default=None)
    """Logging and other settings."""
    links: EndpointLinks | None = field(default=None)
    """URLs of the endpoint. Set by the service."""
    status: Status | None = field(default=None)
    """Status of the entity."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        model: EntityReference | HasSelf | UUID | str | None = None,
        project: EntityReference | HasSelf | UUID | str | None = None,
        display_name: str,
        description: str | None = None,
        custom_properties: Mapping[str, str] | None = None,
        locale: str,
        properties: EndpointProperties | Mapping[str, object] | None = None,
        self_: str | None = None,
        created_date_time: datetime | str | None = None,
        last_action_date_time: datetime | str | None = None,
        links: EndpointLinks | Mapping[str, object] | None = None,
        status: Status | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            self_=self_,
            model=model,
            project=project,
            display_name=display_name,
            description=description,
            custom_properties=custom_properties,
            locale=locale,
            created_date_time=created_date_time,
            last_action_date_time=last_action_date_time,
            properties=properties,
            links=links,
            status=status,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        if get("model") is None:
            self.model = None
        if get("project") is None:
            self.project = None
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        if get("customProperties") is None:
            self.custom_properties = None
        value = get("locale")
        if type(value) is str:
            self.locale = value
        if get("createdDateTime") is None:
            self.created_date_time = None
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        if get("properties") is None:
            self.properties = None
        if get("links") is None:
            self.links = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None


# Below the class, so that models which refer to each other can import each other.
from .endpoint_links import EndpointLinks  # noqa: E402
from .endpoint_properties import EndpointProperties  # noqa: E402
from .entity_reference import EntityReference  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402

describe(
    Endpoint,
    {
        "self_": Member("self", TEXT),
        "model": Member("model", ReferenceTo(EntityReference, "models")),
        "project": Member("project", ReferenceTo(EntityReference, "projects")),
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
        "locale": Member("locale", TEXT, required=True),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "properties": Member("properties", ObjectOf(EndpointProperties)),
        "links": Member("links", ObjectOf(EndpointLinks)),
        "status": Member("status", Choice(Status)),
    },
)
