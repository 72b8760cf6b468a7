from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...calls import id_of
from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    date_time,
    format_date_time,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebHook:
    """A URL of yours that the service calls when something happens to your entities. It is called with events only after
    it has answered the challenge."""

    web_url: str = field(repr=redacted)
    """URL that receives the POST requests, one for each event."""
    links: WebHookLinks | None = field(default=None)
    """URLs that trigger trial calls. Told by the service."""
    properties: WebHookProperties | None = field(default=None)
    """Secret for signing, version of the payloads, and error if any."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    events: WebHookEvents
    """Events to be told about."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """How far the registration has got."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("WebHook", data)
            self = cls.__new__(cls)
            get = data.get
            known = 3
            value = get("webUrl")
            if type(value) is not str:
                value = text("WebHook.webUrl", value)
            self.web_url = value
            value = get("links")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("WebHook.links", value)
                value = WebHookLinks.from_dict(value)
            self.links = value
            value = get("properties")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("WebHook.properties", value)
                value = WebHookProperties.from_dict(value)
            self.properties = value
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("WebHook.self", value)
            self.self_ = value
            value = get("displayName")
            if type(value) is not str:
                value = text("WebHook.displayName", value)
            self.display_name = value
            value = get("description")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("WebHook.description", value)
            self.description = value
            value = get("events")
            if type(value) is not dict:
                value = members("WebHook.events", value)
            value = WebHookEvents.from_dict(value)
            self.events = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("WebHook.createdDateTime", value)
            self.created_date_time = value
            value = get("lastActionDateTime")
            if value is not None:
                known += 1
                value = date_time("WebHook.lastActionDateTime", value)
            self.last_action_date_time = value
            value = get("status")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("WebHook.status", value)
                value = STATUS_VALUES.get(value) or Status(value)
            self.status = value
            value = get("customProperties")
            if value is not None:
                known += 1
                value = {
                    name: text("WebHook.customProperties", item)
                    for name, item in members("WebHook.customProperties", value).items()
                }
            self.custom_properties = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            data["webUrl"] = self.web_url
            if self.links is not None:
                data["links"] = self.links.to_dict()
            if self.properties is not None:
                data["properties"] = self.properties.to_dict()
            if self.self_ is not None:
                data["self"] = self.self_
            data["displayName"] = self.display_name
            if self.description is not None:
                data["description"] = self.description
            data["events"] = self.events.to_dict()
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
            if self.last_action_date_time is not None:
                data["lastActionDateTime"] = format_date_time(self.last_action_date_time)
            if self.status is not None:
                data["status"] = str(self.status)
            if self.custom_properties is not None:
                data["customProperties"] = dict(self.custom_properties)
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
    "webUrl": "web_url",
    "links": "links",
    "properties": "properties",
    "self": "self_",
    "displayName": "display_name",
    "description": "description",
    "events": "events",
    "createdDateTime": "created_date_time",
    "lastActionDateTime": "last_action_date_time",
    "status": "status",
    "customProperties": "custom_properties",
}

# Below the class, so that models which refer to each other can import each other.
from .status import STATUS_VALUES, Status  # noqa: E402
from .web_hook_events import WebHookEvents  # noqa: E402
from .web_hook_links import WebHookLinks  # noqa: E402
from .web_hook_properties import WebHookProperties  # noqa: E402
