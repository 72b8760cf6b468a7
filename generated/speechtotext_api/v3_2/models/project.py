from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import define, field

from ...calls import id_of
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DATE_TIME,
    TEXT,
    MapOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Project(JsonObject):
    """A folder for datasets, models, endpoints, evaluations and transcriptions that belong together."""

    links: ProjectLinks | None = field(default=None)
    """URLs that list the content of the project by kind. Set by the service."""
    properties: ProjectProperties | None = field(default=None)
    """Number of entities in the project. Set by the service."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    display_name: str = field(repr=redacted)
    """Display name. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Description: free text."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    created_date_time: datetime | None = field(default=None)
    """Time of creation, in UTC. Set by the service."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        properties: ProjectProperties | Mapping[str, object] | None = None,
        display_name: str,
        description: str | None = None,
        locale: str,
        custom_properties: Mapping[str, str] | None = None,
        links: ProjectLinks | Mapping[str, object] | None = None,
        self_: str | None = None,
        created_date_time: datetime | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            links=links,
            properties=properties,
            self_=self_,
            display_name=display_name,
            description=description,
            locale=locale,
            custom_properties=custom_properties,
            created_date_time=created_date_time,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("links") is None:
            self.links = None
        if get("properties") is None:
            self.properties = None
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        value = get("locale")
        if type(value) is str:
            self.locale = value
        if get("customProperties") is None:
            self.custom_properties = None
        if get("createdDateTime") is None:
            self.created_date_time = None


# Below the class, so that models which refer to each other can import each other.
from .project_links import ProjectLinks  # noqa: E402
from .project_properties import ProjectProperties  # noqa: E402

describe(
    Project,
    {
        "links": Member("links", ObjectOf(ProjectLinks)),
        "properties": Member("properties", ObjectOf(ProjectProperties)),
        "self_": Member("self", TEXT),
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "locale": Member("locale", TEXT, required=True),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
        "created_date_time": Member("createdDateTime", DATE_TIME),
    },
)
