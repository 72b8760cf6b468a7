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
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BaseModel:
    """A model that the service supplies ready made, for transcription or as the base of custom models."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    locale: str = field(repr=redacted)
    """Language and region that the model recognises as a BCP 47 tag, such as en-US."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """How far the creation of the model has got; only a model that has succeeded can be used."""
    links: BaseModelLinks | None = field(default=None)
    """URLs of things that belong to this entity, told by the service."""
    properties: BaseModelProperties | None = field(default=None)
    """What the base model can do and how long it can be used."""
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
                data = members("BaseModel", data)
            self = cls.__new__(cls)
            get = data.get
            known = 2
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("BaseModel.self", value)
            self.self_ = value
            value = get("displayName")
            if type(value) is not str:
                value = text("BaseModel.displayName", value)
            self.display_name = value
            value = get("description")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("BaseModel.description", value)
            self.description = value
            value = get("locale")
            if type(value) is not str:
                value = text("BaseModel.locale", value)
            self.locale = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("BaseModel.createdDateTime", value)
            self.created_date_time = value
            value = get("lastActionDateTime")
            if value is not None:
                known += 1
                value = date_time("BaseModel.lastActionDateTime", value)
            self.last_action_date_time = value
            value = get("status")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("BaseModel.status", value)
                value = STATUS_VALUES.get(value) or Status(value)
            self.status = value
            value = get("links")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("BaseModel.links", value)
                value = BaseModelLinks.from_dict(value)
            self.links = value
            value = get("properties")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("BaseModel.properties", value)
                value = BaseModelProperties.from_dict(value)
            self.properties = value
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
            data["displayName"] = self.display_name
            if self.description is not None:
                data["description"] = self.description
            data["locale"] = self.locale
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
            if self.last_action_date_time is not None:
                data["lastActionDateTime"] = format_date_time(self.last_action_date_time)
            if self.status is not None:
                data["status"] = str(self.status)
            if self.links is not None:
                data["links"] = self.links.to_dict()
            if self.properties is not None:
                data["properties"] = self.properties.to_dict()
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
    "displayName": "display_name",
    "description": "description",
    "locale": "locale",
    "createdDateTime": "created_date_time",
    "lastActionDateTime": "last_action_date_time",
    "status": "status",
    "links": "links",
    "properties": "properties",
}

# Below the class, so that models which refer to each other can import each other.
from .base_model_links import BaseModelLinks  # noqa: E402
from .base_model_properties import BaseModelProperties  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402
