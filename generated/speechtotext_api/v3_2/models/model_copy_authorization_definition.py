from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ModelCopyAuthorizationDefinition(Model):
    """Request for permission to copy a custom model, made at the resource that shall receive it."""

    source_resource_id: str = field(repr=redacted)
    """Azure resource id of the resource that holds the model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        source_resource_id: str,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.source_resource_id = (
            source_resource_id
            if type(source_resource_id) is str
            else self._given("source_resource_id", source_resource_id)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
