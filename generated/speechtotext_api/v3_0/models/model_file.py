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
class ModelFile(JsonObject):
    """One of the files that a Speech container needs to run a model. Set by the service."""

    name: str | None = field(default=None, repr=redacted)
    """File name with its folders."""
    content_url: str | None = field(default=None, repr=redacted)
    """URL to download the file from, valid for a limited time."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        name: str | None = None,
        content_url: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            name=name,
            content_url=content_url,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("name")
        if value is None or type(value) is str:
            self.name = value
        value = get("contentUrl")
        if value is None or type(value) is str:
            self.content_url = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ModelFile,
    {
        "name": Member("name", TEXT),
        "content_url": Member("contentUrl", TEXT),
    },
)
