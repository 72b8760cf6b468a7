from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from attrs import define, field

from ...entities import HasSelf
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    ANYTHING,
    ListOf,
    MapOf,
)
from ...object_kinds import ObjectOf, ReferenceTo
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class ModelManifest(JsonObject):
    """Everything that a Speech container needs to run a model."""

    model: EntityReference
    """Reference to the model that the manifest is for."""
    model_files: list[ModelFile]
    """Files to be downloaded."""
    properties: dict[str, Any] = field(repr=redacted)
    """Configuration values for the container, by name."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        model: EntityReference | HasSelf | UUID | str,
        model_files: Sequence[ModelFile | Mapping[str, object]],
        properties: Mapping[str, Any],
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            model=model,
            model_files=model_files,
            properties=properties,
            additional_properties=additional_properties,
        )


# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .model_file import ModelFile  # noqa: E402

describe(
    ModelManifest,
    {
        "model": Member("model", ReferenceTo(EntityReference, "models"), required=True),
        "model_files": Member("modelFiles", ListOf(ObjectOf(ModelFile)), required=True),
        "properties": Member("properties", MapOf(ANYTHING), required=True),
    },
)
