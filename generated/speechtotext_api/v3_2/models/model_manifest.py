from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    ANYTHING,
    ListOf,
    MapOf,
)
from ...model import Member, Model, ModelOf, ReferenceTo, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ModelManifest(Model):
    """Everything that a Speech container needs to run a model."""

    model: EntityReference
    """Reference to the model that the manifest is for."""
    model_files: list[ModelFile]
    """Files to be downloaded."""
    properties: dict[str, Any] = field(repr=redacted)
    """Configuration values for the container, by name."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        model: EntityReference,
        model_files: list[ModelFile],
        properties: dict[str, Any],
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.model = model if type(model) is EntityReference else self._given("model", model)
        self.model_files = self._given("model_files", model_files)
        self.properties = self._given("properties", properties)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)


# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .model_file import ModelFile  # noqa: E402

describe(
    ModelManifest,
    {
        "model": Member("model", ReferenceTo(EntityReference, "models"), required=True),
        "model_files": Member("modelFiles", ListOf(ModelOf(ModelFile)), required=True),
        "properties": Member("properties", MapOf(ANYTHING), required=True),
    },
)
