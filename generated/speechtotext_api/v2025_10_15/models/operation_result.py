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
class OperationResult(JsonObject):
    """Result of an operation."""

    link: str | None = field(default=None, repr=redacted)
    """URL of the resulting entity, such as the copied model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        link: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            link=link,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("link")
        if value is None or type(value) is str:
            self.link = value


# Below the class, so that models which refer to each other can import each other.

describe(
    OperationResult,
    {
        "link": Member("link", TEXT),
    },
)
