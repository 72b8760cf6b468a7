from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DATE_TIME,
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ModelCopyAuthorization(JsonObject):
    """Authorization of the target resource for a source resource to copy a custom model to it. Pass it on unchanged."""

    target_resource_region: str = field(repr=redacted)
    """Azure region of the resource that receives the model, such as westus2."""
    target_resource_id: str = field(repr=redacted)
    """Azure resource id of the resource that receives the model."""
    target_resource_endpoint: str = field(repr=redacted)
    """Base URL of the resource that receives the model, with its custom subdomain if it has one."""
    source_resource_id: str = field(repr=redacted)
    """Azure resource id of the resource that may copy its model."""
    expiration_date_time: datetime
    """Expiry time of the authorization (UTC)."""
    id: str = field(repr=redacted)
    """Id of the authorization."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        target_resource_region: str,
        target_resource_id: str,
        target_resource_endpoint: str,
        source_resource_id: str,
        expiration_date_time: datetime | str,
        id: str,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            target_resource_region=target_resource_region,
            target_resource_id=target_resource_id,
            target_resource_endpoint=target_resource_endpoint,
            source_resource_id=source_resource_id,
            expiration_date_time=expiration_date_time,
            id=id,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("targetResourceRegion")
        if type(value) is str:
            self.target_resource_region = value
        value = get("targetResourceId")
        if type(value) is str:
            self.target_resource_id = value
        value = get("targetResourceEndpoint")
        if type(value) is str:
            self.target_resource_endpoint = value
        value = get("sourceResourceId")
        if type(value) is str:
            self.source_resource_id = value
        value = get("id")
        if type(value) is str:
            self.id = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ModelCopyAuthorization,
    {
        "target_resource_region": Member("targetResourceRegion", TEXT, required=True),
        "target_resource_id": Member("targetResourceId", TEXT, required=True),
        "target_resource_endpoint": Member("targetResourceEndpoint", TEXT, required=True),
        "source_resource_id": Member("sourceResourceId", TEXT, required=True),
        "expiration_date_time": Member("expirationDateTime", DATE_TIME, required=True),
        "id": Member("id", TEXT, required=True),
    },
)
