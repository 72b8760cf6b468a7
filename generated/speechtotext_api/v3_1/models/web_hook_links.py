from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class WebHookLinks(JsonObject):
    """URLs that trigger test calls of a web hook. Set by the service."""

    ping: str | None = field(default=None, repr=redacted)
    """URL to POST to for a ping."""
    test: str | None = field(default=None, repr=redacted)
    """URL to POST to for a test call of each registered event, with the latest entity that fits."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        ping: str | None = None,
        test: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            ping=ping,
            test=test,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("ping")
        if value is None or type(value) is str:
            self.ping = value
        value = get("test")
        if value is None or type(value) is str:
            self.test = value


# Below the class, so that models which refer to each other can import each other.

describe(
    WebHookLinks,
    {
        "ping": Member("ping", TEXT),
        "test": Member("test", TEXT),
    },
)
