from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
    MapOf,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import UNSET, Unset, redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebHookUpdate(Model):
    """Changes to a web hook. A new URL must answer the challenge before it gets events."""

    web_url: str | None | Unset = field(default=UNSET, repr=redacted)
    """New URL for the calls. Sending the present one again revives a hook that was switched off."""
    properties: WebHookPropertiesUpdate | None | Unset = field(default=UNSET)
    """New settings; without a secret in them, calls are no longer signed."""
    events: WebHookEvents | None | Unset = field(default=UNSET)
    """Events to be told about from now on."""
    display_name: str | None | Unset = field(default=UNSET, repr=redacted)
    """New name of the web hook."""
    description: str | None | Unset = field(default=UNSET, repr=redacted)
    """New free text about the web hook."""
    custom_properties: dict[str, str] | None | Unset = field(default=UNSET, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        web_url: str | None | Unset = UNSET,
        properties: WebHookPropertiesUpdate | None | Unset = UNSET,
        events: WebHookEvents | None | Unset = UNSET,
        display_name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        custom_properties: dict[str, str] | None | Unset = UNSET,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.web_url = (
            web_url if web_url is None or web_url is UNSET or type(web_url) is str else self._given("web_url", web_url)
        )
        self.properties = (
            properties
            if properties is None or properties is UNSET or type(properties) is WebHookPropertiesUpdate
            else self._given("properties", properties)
        )
        self.events = (
            events
            if events is None or events is UNSET or type(events) is WebHookEvents
            else self._given("events", events)
        )
        self.display_name = (
            display_name
            if display_name is None or display_name is UNSET or type(display_name) is str
            else self._given("display_name", display_name)
        )
        self.description = (
            description
            if description is None or description is UNSET or type(description) is str
            else self._given("description", description)
        )
        self.custom_properties = (
            custom_properties
            if custom_properties is None or custom_properties is UNSET
            else self._given("custom_properties", custom_properties)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)


# Below the class, so that models which refer to each other can import each other.
from .web_hook_events import WebHookEvents  # noqa: E402
from .web_hook_properties_update import WebHookPropertiesUpdate  # noqa: E402

describe(
    WebHookUpdate,
    {
        "web_url": Member("webUrl", TEXT),
        "properties": Member("properties", ModelOf(WebHookPropertiesUpdate)),
        "events": Member("events", ModelOf(WebHookEvents)),
        "display_name": Member("displayName", TEXT),
        "description": Member("description", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
    },
    is_update=True,
)
