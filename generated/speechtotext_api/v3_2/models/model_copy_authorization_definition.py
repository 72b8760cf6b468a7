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
class ModelCopyAuthorizationDefinition(JsonObject):
    """Request for the authorization to copy a custom model, sent to the resource that receives it."""

    source_resource_id: str = field(repr=redacted)
    """Azure resource id of the resource that holds the model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        source_resource_id: str,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            source_resource_id=source_resource_id,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("sourceResourceId")
        if type(value) is str:
            self.source_resource_id = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ModelCopyAuthorizationDefinition,
    {
        "source_resource_id": Member("sourceResourceId", TEXT, required=True),
    },
)
