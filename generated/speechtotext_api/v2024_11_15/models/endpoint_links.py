from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EndpointLinks(Model):
    """URLs to reach an endpoint at. Told by the service."""

    web_socket: str | None = field(default=None, repr=redacted)
    """Address for the Speech SDK: long audio, many final results."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        web_socket: str | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.web_socket = (
            web_socket if web_socket is None or type(web_socket) is str else self._given("web_socket", web_socket)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("webSocket")
        if value is None or type(value) is str:
            self.web_socket = value


# Below the class, so that models which refer to each other can import each other.

describe(
    EndpointLinks,
    {
        "web_socket": Member("webSocket", TEXT),
    },
)
