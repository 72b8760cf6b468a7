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
class ModelFile:
    """One of the files that a Speech container needs to run a model. Told by the service."""

    name: str | None = field(default=None, repr=redacted)
    """File name with its folders."""
    content_url: str | None = field(default=None, repr=redacted)
    """URL to download the file from, valid for a limited time."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("ModelFile", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("name")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ModelFile.name", value)
        self.name = value
        value = get("contentUrl")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("ModelFile.contentUrl", value)
        self.content_url = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.name is not None:
            data["name"] = self.name
        if self.content_url is not None:
            data["contentUrl"] = self.content_url
        return data


_KNOWN = frozenset(
    {
        "name",
        "contentUrl",
    }
)

# Below the class, so that models which refer to each other can import each other.
