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
class ModelLinks:
    """URLs that belong to a model. Told by the service."""

    manifest: str | None = field(default=None, repr=redacted)
    """URL of the manifest that a Speech container needs to run this model."""
    copy_to: str | None = field(default=None, repr=redacted)
    """URL to post to in order to copy the model to the subscription whose key is given."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("ModelLinks", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("manifest")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ModelLinks.manifest", value)
        self.manifest = value
        value = get("copyTo")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ModelLinks.copyTo", value)
        self.copy_to = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.manifest is not None:
            data["manifest"] = self.manifest
        if self.copy_to is not None:
            data["copyTo"] = self.copy_to
        return data


_KNOWN = frozenset(
    {
        "manifest",
        "copyTo",
    }
)

# Below the class, so that models which refer to each other can import each other.
