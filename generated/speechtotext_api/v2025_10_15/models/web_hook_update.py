from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    MapOf,
)
from ...object_kinds import ObjectOf
from ...wire import UNSET, Unset, redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class WebHookUpdate(JsonObject):
    """Changes to a web hook. A new URL must answer the challenge before it gets events."""

    display_name: str | None | Unset = field(default=UNSET, repr=redacted)
    """New name of the web hook."""
    description: str | None | Unset = field(default=UNSET, repr=redacted)
    """New description of the web hook."""
    web_url: str | None | Unset = field(default=UNSET, repr=redacted)
    """New URL. Send the current one to enable a disabled web hook."""
    custom_properties: dict[str, str] | None | Unset = field(default=UNSET, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    properties: WebHookPropertiesUpdate | None | Unset = field(default=UNSET)
    """New settings. Without a secret in them, requests are no longer signed."""
    events: WebHookEvents | None | Unset = field(default=UNSET)
    """Events that the web hook receives from now on."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        display_name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        web_url: str | None | Unset = UNSET,
        custom_properties: Mapping[str, str] | None | Unset = UNSET,
        properties: WebHookPropertiesUpdate | Mapping[str, object] | None | Unset = UNSET,
        events: WebHookEvents | Mapping[str, object] | None | Unset = UNSET,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            display_name=display_name,
            description=description,
            web_url=web_url,
            custom_properties=custom_properties,
            properties=properties,
            events=events,
            additional_properties=additional_properties,
        )


# Below the class, so that models which refer to each other can import each other.
from .web_hook_events import WebHookEvents  # noqa: E402
from .web_hook_properties_update import WebHookPropertiesUpdate  # noqa: E402

describe(
    WebHookUpdate,
    {
        "display_name": Member("displayName", TEXT),
        "description": Member("description", TEXT),
        "web_url": Member("webUrl", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
        "properties": Member("properties", ObjectOf(WebHookPropertiesUpdate)),
        "events": Member("events", ObjectOf(WebHookEvents)),
    },
    is_update=True,
)
