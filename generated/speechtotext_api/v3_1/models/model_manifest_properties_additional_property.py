from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    members,
    redacted,
)


@define(kw_only=True)
class ModelManifestPropertiesAdditionalProperty:
    """ModelManifestPropertiesAdditionalProperty."""

    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("ModelManifestPropertiesAdditionalProperty", data)
        self = cls.__new__(cls)
        self.additional_properties = dict(data)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        return data


# Below the class, so that models which refer to each other can import each other.
