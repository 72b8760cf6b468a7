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

    test: str | None = field(default=None, repr=redacted)
    """URL to POST to for a test call of each registered event, with the latest entity that fits."""
    ping: str | None = field(default=None, repr=redacted)
    """URL to POST to for a ping."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        test: str | None = None,
        ping: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            test=test,
            ping=ping,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("test")
        if value is None or type(value) is str:
            self.test = value
        value = get("ping")
        if value is None or type(value) is str:
            self.ping = value


# Below the class, so that models which refer to each other can import each other.

describe(
    WebHookLinks,
    {
        "test": Member("test", TEXT),
        "ping": Member("ping", TEXT),
    },
)
