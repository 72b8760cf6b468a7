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
class Model:
    """A model for recognising speech, either supplied by the service (base model) or adapted with your data (custom
    model)."""

    project: EntityReference | None = field(default=None)
    """Reference to the project that the entity is filed under, if any."""
    links: ModelLinks | None = field(default=None)
    """URLs of things that belong to this entity, told by the service."""
    properties: ModelProperties | None = field(default=None)
    """End dates and other details of the model."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    text: str | None = field(default=None, repr=redacted)
    """Plain text to adapt the language side of the model with, in place of a dataset."""
    base_model: EntityReference | None = field(default=None)
    """Reference to the base model to adapt."""
    datasets: list[EntityReference] | None = field(default=None)
    """References to the datasets that the model learns from."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """How far the service has got with the entity."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
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
                data = members("Model", data)
            self = cls.__new__(cls)
            get = data.get
            known = 2
            value = get("project")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Model.project", value)
                value = EntityReference.from_dict(value)
            self.project = value
            value = get("links")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Model.links", value)
                value = ModelLinks.from_dict(value)
            self.links = value
            value = get("properties")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Model.properties", value)
                value = ModelProperties.from_dict(value)
            self.properties = value
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Model.self", value)
            self.self_ = value
            value = get("displayName")
            if type(value) is not str:
                value = text("Model.displayName", value)
            self.display_name = value
            value = get("description")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Model.description", value)
            self.description = value
            value = get("text")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Model.text", value)
            self.text = value
            value = get("baseModel")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Model.baseModel", value)
                value = EntityReference.from_dict(value)
            self.base_model = value
            value = get("datasets")
            if value is not None:
                known += 1
                value = [
                    EntityReference.from_dict(item if type(item) is dict else members("Model.datasets", item))
                    for item in items("Model.datasets", value)
                ]
            self.datasets = value
            value = get("locale")
            if type(value) is not str:
                value = text("Model.locale", value)
            self.locale = value
            value = get("lastActionDateTime")
            if value is not None:
                known += 1
                value = date_time("Model.lastActionDateTime", value)
            self.last_action_date_time = value
            value = get("status")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Model.status", value)
                value = STATUS_VALUES.get(value) or Status(value)
            self.status = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("Model.createdDateTime", value)
            self.created_date_time = value
            value = get("customProperties")
            if value is not None:
                known += 1
                value = {
                    name: text("Model.customProperties", item)
                    for name, item in members("Model.customProperties", value).items()
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
            if self.project is not None:
                data["project"] = self.project.to_dict()
            if self.links is not None:
                data["links"] = self.links.to_dict()
            if self.properties is not None:
                data["properties"] = self.properties.to_dict()
            if self.self_ is not None:
                data["self"] = self.self_
            data["displayName"] = self.display_name
            if self.description is not None:
                data["description"] = self.description
            if self.text is not None:
                data["text"] = self.text
            if self.base_model is not None:
                data["baseModel"] = self.base_model.to_dict()
            if self.datasets is not None:
                data["datasets"] = [item.to_dict() for item in self.datasets]
            data["locale"] = self.locale
            if self.last_action_date_time is not None:
                data["lastActionDateTime"] = format_date_time(self.last_action_date_time)
            if self.status is not None:
                data["status"] = str(self.status)
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
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
    "project": "project",
    "links": "links",
    "properties": "properties",
    "self": "self_",
    "displayName": "display_name",
    "description": "description",
    "text": "text",
    "baseModel": "base_model",
    "datasets": "datasets",
    "locale": "locale",
    "lastActionDateTime": "last_action_date_time",
    "status": "status",
    "createdDateTime": "created_date_time",
    "customProperties": "custom_properties",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .model_links import ModelLinks  # noqa: E402
from .model_properties import ModelProperties  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402
