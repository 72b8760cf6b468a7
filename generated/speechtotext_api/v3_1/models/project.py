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
class Project:
    """A folder for datasets, models, endpoints, evaluations and transcriptions that belong together."""

    links: ProjectLinks | None = field(default=None)
    """URLs that list the content of the project by kind. Told by the service."""
    properties: ProjectProperties | None = field(default=None)
    """How much the project contains. Told by the service."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
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
                data = members("Project", data)
            self = cls.__new__(cls)
            get = data.get
            known = 2
            value = get("links")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Project.links", value)
                value = ProjectLinks.from_dict(value)
            self.links = value
            value = get("properties")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Project.properties", value)
                value = ProjectProperties.from_dict(value)
            self.properties = value
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Project.self", value)
            self.self_ = value
            value = get("displayName")
            if type(value) is not str:
                value = text("Project.displayName", value)
            self.display_name = value
            value = get("description")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Project.description", value)
            self.description = value
            value = get("locale")
            if type(value) is not str:
                value = text("Project.locale", value)
            self.locale = value
            value = get("customProperties")
            if value is not None:
                known += 1
                value = {
                    name: text("Project.customProperties", item)
                    for name, item in members("Project.customProperties", value).items()
                }
            self.custom_properties = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("Project.createdDateTime", value)
            self.created_date_time = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.links is not None:
                data["links"] = self.links.to_dict()
            if self.properties is not None:
                data["properties"] = self.properties.to_dict()
            if self.self_ is not None:
                data["self"] = self.self_
            data["displayName"] = self.display_name
            if self.description is not None:
                data["description"] = self.description
            data["locale"] = self.locale
            if self.custom_properties is not None:
                data["customProperties"] = dict(self.custom_properties)
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
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
    "links": "links",
    "properties": "properties",
    "self": "self_",
    "displayName": "display_name",
    "description": "description",
    "locale": "locale",
    "customProperties": "custom_properties",
    "createdDateTime": "created_date_time",
}

# Below the class, so that models which refer to each other can import each other.
from .project_links import ProjectLinks  # noqa: E402
from .project_properties import ProjectProperties  # noqa: E402
