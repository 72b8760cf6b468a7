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
    MapOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class WebHook(JsonObject):
    """A URL that the service calls when events happen to your entities. It gets events after it has answered the
    challenge."""

    web_url: str = field(repr=redacted)
    """URL that receives the POST requests, one for each event."""
    links: WebHookLinks | None = field(default=None)
    """URLs that trigger test calls. Set by the service."""
    properties: WebHookProperties | None = field(default=None)
    """Secret, version of the payloads, and error, if any."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    display_name: str = field(repr=redacted)
    """Display name. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Description: free text."""
    events: WebHookEvents
    """Events that the web hook receives."""
    created_date_time: datetime | None = field(default=None)
    """Time of creation, in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """Time of the last change of status, in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """Status of the registration."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        web_url: str,
        properties: WebHookProperties | Mapping[str, object] | None = None,
        display_name: str,
        description: str | None = None,
        events: WebHookEvents | Mapping[str, object],
        custom_properties: Mapping[str, str] | None = None,
        links: WebHookLinks | Mapping[str, object] | None = None,
        self_: str | None = None,
        created_date_time: datetime | str | None = None,
        last_action_date_time: datetime | str | None = None,
        status: Status | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            web_url=web_url,
            links=links,
            properties=properties,
            self_=self_,
            display_name=display_name,
            description=description,
            events=events,
            created_date_time=created_date_time,
            last_action_date_time=last_action_date_time,
            status=status,
            custom_properties=custom_properties,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("webUrl")
        if type(value) is str:
            self.web_url = value
        if get("links") is None:
            self.links = None
        if get("properties") is None:
            self.properties = None
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        if get("createdDateTime") is None:
            self.created_date_time = None
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None
        if get("customProperties") is None:
            self.custom_properties = None


# Below the class, so that models which refer to each other can import each other.
from .status import STATUS_VALUES, Status  # noqa: E402
from .web_hook_events import WebHookEvents  # noqa: E402
from .web_hook_links import WebHookLinks  # noqa: E402
from .web_hook_properties import WebHookProperties  # noqa: E402

describe(
    WebHook,
    {
        "web_url": Member("webUrl", TEXT, required=True),
        "links": Member("links", ObjectOf(WebHookLinks)),
        "properties": Member("properties", ObjectOf(WebHookProperties)),
        "self_": Member("self", TEXT),
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "events": Member("events", ObjectOf(WebHookEvents), required=True),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "status": Member("status", Choice(Status)),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
    },
)
