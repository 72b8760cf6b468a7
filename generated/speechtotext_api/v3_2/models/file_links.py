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
class FileLinks(JsonObject):
    """URL of the content of a file. Set by the service."""

    content_url: str | None = field(default=None, repr=redacted)
    """URL to download the content from. It needs no key: it normally contains a SAS, which expires after 12 hours unless
    the request sets another lifetime."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        content_url: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            content_url=content_url,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("contentUrl")
        if value is None or type(value) is str:
            self.content_url = value


# Below the class, so that models which refer to each other can import each other.

describe(
    FileLinks,
    {
        "content_url": Member("contentUrl", TEXT),
    },
)
