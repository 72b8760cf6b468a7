from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    date_time,
    format_date_time,
    members,
    mismatch,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ModelCopyAuthorization:
    """Permission, issued by the target resource, for a source resource to copy a custom model to it. Pass it on unchanged
    when copying."""

    target_resource_region: str = field(repr=redacted)
    """Azure region of the resource that receives the model, such as westus2."""
    target_resource_id: str = field(repr=redacted)
    """Azure resource id of the resource that receives the model."""
    target_resource_endpoint: str = field(repr=redacted)
    """Base URL of the resource that receives the model, with its custom subdomain if it has one."""
    source_resource_id: str = field(repr=redacted)
    """Azure resource id of the resource that may copy its model."""
    expiration_date_time: datetime
    """Until when the permission can be used (UTC)."""
    id: str = field(repr=redacted)
    """Id of the permission."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("ModelCopyAuthorization", data)
            self = cls.__new__(cls)
            get = data.get
            known = 6
            value = get("targetResourceRegion")
            if type(value) is not str:
                value = text("ModelCopyAuthorization.targetResourceRegion", value)
            self.target_resource_region = value
            value = get("targetResourceId")
            if type(value) is not str:
                value = text("ModelCopyAuthorization.targetResourceId", value)
            self.target_resource_id = value
            value = get("targetResourceEndpoint")
            if type(value) is not str:
                value = text("ModelCopyAuthorization.targetResourceEndpoint", value)
            self.target_resource_endpoint = value
            value = get("sourceResourceId")
            if type(value) is not str:
                value = text("ModelCopyAuthorization.sourceResourceId", value)
            self.source_resource_id = value
            value = get("expirationDateTime")
            if value is None:
                raise mismatch("ModelCopyAuthorization.expirationDateTime", "a value", value)
            value = date_time("ModelCopyAuthorization.expirationDateTime", value)
            self.expiration_date_time = value
            value = get("id")
            if type(value) is not str:
                value = text("ModelCopyAuthorization.id", value)
            self.id = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            data["targetResourceRegion"] = self.target_resource_region
            data["targetResourceId"] = self.target_resource_id
            data["targetResourceEndpoint"] = self.target_resource_endpoint
            data["sourceResourceId"] = self.source_resource_id
            data["expirationDateTime"] = format_date_time(self.expiration_date_time)
            data["id"] = self.id
            return data
        except AttributeError:
            return to_json(self, _KNOWN)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Never:
            raise unreadable(self, name)

    def __repr__(self) -> str:
        return represent(self)

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


_KNOWN = {
    "targetResourceRegion": "target_resource_region",
    "targetResourceId": "target_resource_id",
    "targetResourceEndpoint": "target_resource_endpoint",
    "sourceResourceId": "source_resource_id",
    "expirationDateTime": "expiration_date_time",
    "id": "id",
}

# Below the class, so that models which refer to each other can import each other.
