from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class ModelCopyAuthorizationDefinition:
    """Request for permission to copy a custom model, made at the resource that shall receive it."""

    source_resource_id: str = field(repr=redacted)
    """Azure resource id of the resource that holds the model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("ModelCopyAuthorizationDefinition", data)
        self = cls.__new__(cls)
        get = data.get
        known = 1
        value = get("sourceResourceId")
        if type(value) is not str:
            value = text("ModelCopyAuthorizationDefinition.sourceResourceId", value)
        self.source_resource_id = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        data["sourceResourceId"] = self.source_resource_id
        return data


_KNOWN = frozenset(
    {
        "sourceResourceId",
    }
)

# Below the class, so that models which refer to each other can import each other.
