from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import define, field

from ...calls import id_of
from ...kinds import (
    DATE_TIME,
    TEXT,
    Choice,
    MapOf,
)
from ...model import Member, Model, ModelOf, ReferenceTo, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Endpoint(Model):
    """A deployment of a model for live recognition with the Speech SDK. This version knows no projects."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    model: EntityReference | None = field(default=None)
    """Reference to the base or custom model that the endpoint runs."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    properties: EndpointProperties | None = field(default=None)
    """Logging and other settings."""
    links: EndpointLinks | None = field(default=None)
    """URLs to reach the endpoint at. Told by the service."""
    status: Status | None = field(default=None)
    """How far the service has got with the entity."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        self_: str | None = None,
        model: EntityReference | None = None,
        display_name: str,
        description: str | None = None,
        custom_properties: dict[str, str] | None = None,
        locale: str,
        created_date_time: datetime | None = None,
        last_action_date_time: datetime | None = None,
        properties: EndpointProperties | None = None,
        links: EndpointLinks | None = None,
        status: Status | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.self_ = self_ if self_ is None or type(self_) is str else self._given("self_", self_)
        self.model = model if model is None or type(model) is EntityReference else self._given("model", model)
        self.display_name = display_name if type(display_name) is str else self._given("display_name", display_name)
        self.description = (
            description if description is None or type(description) is str else self._given("description", description)
        )
        self.custom_properties = (
            custom_properties if custom_properties is None else self._given("custom_properties", custom_properties)
        )
        self.locale = locale if type(locale) is str else self._given("locale", locale)
        self.created_date_time = (
            created_date_time if created_date_time is None else self._given("created_date_time", created_date_time)
        )
        self.last_action_date_time = (
            last_action_date_time
            if last_action_date_time is None
            else self._given("last_action_date_time", last_action_date_time)
        )
        self.properties = (
            properties
            if properties is None or type(properties) is EndpointProperties
            else self._given("properties", properties)
        )
        self.links = links if links is None or type(links) is EndpointLinks else self._given("links", links)
        self.status = status if status is None or type(status) is Status else self._given("status", status)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        if get("model") is None:
            self.model = None
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
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
        "locale": Member("locale", TEXT, required=True),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "properties": Member("properties", ModelOf(EndpointProperties)),
        "links": Member("links", ModelOf(EndpointLinks)),
        "status": Member("status", Choice(Status)),
    },
)
