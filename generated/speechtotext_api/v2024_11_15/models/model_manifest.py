from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    items,
    members,
    mismatch,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ModelManifest:
    """Everything that a Speech container needs to run a model."""

    model: EntityReference
    """Reference to the model that the manifest is for."""
    model_files: list[ModelFile]
    """Files to be downloaded."""
    properties: dict[str, Any] = field(repr=redacted)
    """Configuration values for the container, by name."""
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
                data = members("ModelManifest", data)
            self = cls.__new__(cls)
            get = data.get
            known = 3
            value = get("model")
            if type(value) is not dict:
                value = members("ModelManifest.model", value)
            value = EntityReference.from_dict(value)
            self.model = value
            value = get("modelFiles")
            if value is None:
                raise mismatch("ModelManifest.modelFiles", "a value", value)
            value = [
                ModelFile.from_dict(item if type(item) is dict else members("ModelManifest.modelFiles", item))
                for item in items("ModelManifest.modelFiles", value)
            ]
            self.model_files = value
            value = get("properties")
            if value is None:
                raise mismatch("ModelManifest.properties", "a value", value)
            value = {name: item for name, item in members("ModelManifest.properties", value).items()}
            self.properties = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            data["model"] = self.model.to_dict()
            data["modelFiles"] = [item.to_dict() for item in self.model_files]
            data["properties"] = dict(self.properties)
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
    "model": "model",
    "modelFiles": "model_files",
    "properties": "properties",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .model_file import ModelFile  # noqa: E402
