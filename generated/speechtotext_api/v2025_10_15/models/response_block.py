from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ResponseBlock(JsonObject):
    """An uploaded block of a dataset. Set by the service."""

    name: str | None = field(default=None, repr=redacted)
    """Block id from the upload."""
    size: int | None = field(default=None)
    """Size of the block in bytes."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        name: str | None = None,
        size: int | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            name=name,
            size=size,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("name")
        if value is None or type(value) is str:
            self.name = value
        value = get("size")
        if value is None or type(value) is int:
            self.size = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ResponseBlock,
    {
        "name": Member("name", TEXT),
        "size": Member("size", INTEGER),
    },
)
