from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...calls import id_of
from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    date_time,
    format_date_time,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CustomModel:
    """A model of your own: a base model adapted with your datasets."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    locale: str = field(repr=redacted)
    """Language and region that the model recognises as a BCP 47 tag, such as en-US."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """How far the creation of the model has got; only a model that has succeeded can be used."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    project: EntityReference | None = field(default=None)
    """Reference to the project that the entity is filed under, if any."""
    links: CustomModelLinks | None = field(default=None)
    """URLs of things that belong to this entity, told by the service."""
    properties: CustomModelProperties | None = field(default=None)
    """Weight, abilities and end dates of the custom model."""
    text: str | None = field(default=None, repr=redacted)
    """Plain text to adapt the language side of the model with, in place of a dataset."""
    base_model: EntityReference | None = field(default=None)
    """Reference to the base model to adapt; it must be able to take the kinds of the datasets."""
    datasets: list[EntityReference] | None = field(default=None)
    """References to the datasets that the model learns from."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("CustomModel", data)
            self = cls.__new__(cls)
            get = data.get
            known = 2
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("CustomModel.self", value)
            self.self_ = value
            value = get("locale")
            if type(value) is not str:
                value = text("CustomModel.locale", value)
            self.locale = value
            value = get("displayName")
            if type(value) is not str:
                value = text("CustomModel.displayName", value)
            self.display_name = value
            value = get("description")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("CustomModel.description", value)
            self.description = value
            value = get("lastActionDateTime")
            if value is not None:
                known += 1
                value = date_time("CustomModel.lastActionDateTime", value)
            self.last_action_date_time = value
            value = get("status")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("CustomModel.status", value)
                value = STATUS_VALUES.get(value) or Status(value)
            self.status = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("CustomModel.createdDateTime", value)
            self.created_date_time = value
            value = get("project")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("CustomModel.project", value)
                value = EntityReference.from_dict(value)
            self.project = value
            value = get("links")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("CustomModel.links", value)
                value = CustomModelLinks.from_dict(value)
            self.links = value
            value = get("properties")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("CustomModel.properties", value)
                value = CustomModelProperties.from_dict(value)
            self.properties = value
            value = get("text")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("CustomModel.text", value)
            self.text = value
            value = get("baseModel")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("CustomModel.baseModel", value)
                value = EntityReference.from_dict(value)
            self.base_model = value
            value = get("datasets")
            if value is not None:
                known += 1
                value = [
                    EntityReference.from_dict(item if type(item) is dict else members("CustomModel.datasets", item))
                    for item in items("CustomModel.datasets", value)
                ]
            self.datasets = value
            value = get("customProperties")
            if value is not None:
                known += 1
                value = {
                    name: text("CustomModel.customProperties", item)
                    for name, item in members("CustomModel.customProperties", value).items()
                }
            self.custom_properties = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.self_ is not None:
                data["self"] = self.self_
            data["locale"] = self.locale
            data["displayName"] = self.display_name
            if self.description is not None:
                data["description"] = self.description
            if self.last_action_date_time is not None:
                data["lastActionDateTime"] = format_date_time(self.last_action_date_time)
            if self.status is not None:
                data["status"] = str(self.status)
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
            if self.project is not None:
                data["project"] = self.project.to_dict()
            if self.links is not None:
                data["links"] = self.links.to_dict()
            if self.properties is not None:
                data["properties"] = self.properties.to_dict()
            if self.text is not None:
                data["text"] = self.text
            if self.base_model is not None:
                data["baseModel"] = self.base_model.to_dict()
            if self.datasets is not None:
                data["datasets"] = [item.to_dict() for item in self.datasets]
            if self.custom_properties is not None:
                data["customProperties"] = dict(self.custom_properties)
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
    "self": "self_",
    "locale": "locale",
    "displayName": "display_name",
    "description": "description",
    "lastActionDateTime": "last_action_date_time",
    "status": "status",
    "createdDateTime": "created_date_time",
    "project": "project",
    "links": "links",
    "properties": "properties",
    "text": "text",
    "baseModel": "base_model",
    "datasets": "datasets",
    "customProperties": "custom_properties",
}

# Below the class, so that models which refer to each other can import each other.
from .custom_model_links import CustomModelLinks  # noqa: E402
from .custom_model_properties import CustomModelProperties  # noqa: E402
from .entity_reference import EntityReference  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402
