from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import define, field

from ...entities import HasSelf
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    MapOf,
)
from ...object_kinds import ObjectOf, ReferenceTo
from ...wire import UNSET, Unset, redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EndpointUpdate(JsonObject):
    """Changes to an endpoint. Properties that are left out stay as they are. This version has no projects."""

    display_name: str | None | Unset = field(default=UNSET, repr=redacted)
    """New name of the endpoint."""
    description: str | None | Unset = field(default=UNSET, repr=redacted)
    """New description of the endpoint."""
    model: EntityReference | None | Unset = field(default=UNSET)
    """Reference to the model that the endpoint runs from now on."""
    properties: EndpointPropertiesUpdate | None | Unset = field(default=UNSET)
    """New settings."""
    custom_properties: dict[str, str] | None | Unset = field(default=UNSET, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        display_name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        model: EntityReference | HasSelf | UUID | str | None | Unset = UNSET,
        properties: EndpointPropertiesUpdate | Mapping[str, object] | None | Unset = UNSET,
        custom_properties: Mapping[str, str] | None | Unset = UNSET,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            display_name=display_name,
            description=description,
            model=model,
            properties=properties,
            custom_properties=custom_properties,
            additional_properties=additional_properties,
        )


# Below the class, so that models which refer to each other can import each other.
from .endpoint_properties_update import EndpointPropertiesUpdate  # noqa: E402
from .entity_reference import EntityReference  # noqa: E402

describe(
    EndpointUpdate,
    {
        "display_name": Member("displayName", TEXT),
        "description": Member("description", TEXT),
        "model": Member("model", ReferenceTo(EntityReference, "models")),
        "properties": Member("properties", ObjectOf(EndpointPropertiesUpdate)),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
    },
    is_update=True,
)
