from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import define, field

from ...calls import id_of
from ...entities import HasSelf
from ...json_object import JsonObject, Member, describe
from ...kinds import (
    DATE_TIME,
    TEXT,
    Choice,
    MapOf,
)
from ...object_kinds import ObjectOf, ReferenceTo
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Dataset(JsonObject):
    """Data uploaded for adapting, testing or transcribing: audio, transcripts, text, pronunciations or formatting rules."""

    links: DatasetLinks | None = field(default=None)
    """URLs of the dataset's files and, from v3.1 on, of its block upload. Set by the service."""
    properties: DatasetProperties | None = field(default=None)
    """Result of the import and settings for it."""
    kind: DatasetKind
    """Kind of its data."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    display_name: str = field(repr=redacted)
    """Display name. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Description: free text."""
    content_url: str | None = field(default=None, repr=redacted)
    """URL from which the service fetches the data. Leave it out to upload the data in blocks instead (from v3.1 on)."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    locale: str = field(repr=redacted)
    """Language and region of the content as a BCP 47 tag, such as en-US. It cannot be changed later."""
    project: EntityReference | None = field(default=None)
    """Reference to the project of the entity, if any."""
    last_action_date_time: datetime | None = field(default=None)
    """Time of the last change of status, in UTC. Set by the service."""
    status: Status | None = field(default=None)
    """Status of the entity."""
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
        properties: DatasetProperties | Mapping[str, object] | None = None,
        kind: DatasetKind | str,
        display_name: str,
        description: str | None = None,
        content_url: str | None = None,
        custom_properties: Mapping[str, str] | None = None,
        locale: str,
        project: EntityReference | HasSelf | UUID | str | None = None,
        links: DatasetLinks | Mapping[str, object] | None = None,
        self_: str | None = None,
        last_action_date_time: datetime | str | None = None,
        status: Status | str | None = None,
        created_date_time: datetime | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            links=links,
            properties=properties,
            kind=kind,
            self_=self_,
            display_name=display_name,
            description=description,
            content_url=content_url,
            custom_properties=custom_properties,
            locale=locale,
            project=project,
            last_action_date_time=last_action_date_time,
            status=status,
            created_date_time=created_date_time,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("links") is None:
            self.links = None
        if get("properties") is None:
            self.properties = None
        value = get("kind")
        if type(value) is str:
            self.kind = DATASET_KIND_VALUES.get(value) or DatasetKind(value)
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        value = get("contentUrl")
        if value is None or type(value) is str:
            self.content_url = value
        if get("customProperties") is None:
            self.custom_properties = None
        value = get("locale")
        if type(value) is str:
            self.locale = value
        if get("project") is None:
            self.project = None
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None
        if get("createdDateTime") is None:
            self.created_date_time = None


# Below the class, so that models which refer to each other can import each other.
from .dataset_kind import DATASET_KIND_VALUES, DatasetKind  # noqa: E402
from .dataset_links import DatasetLinks  # noqa: E402
from .dataset_properties import DatasetProperties  # noqa: E402
from .entity_reference import EntityReference  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402

describe(
    Dataset,
    {
        "links": Member("links", ObjectOf(DatasetLinks)),
        "properties": Member("properties", ObjectOf(DatasetProperties)),
        "kind": Member("kind", Choice(DatasetKind), required=True),
        "self_": Member("self", TEXT),
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "content_url": Member("contentUrl", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
        "locale": Member("locale", TEXT, required=True),
        "project": Member("project", ReferenceTo(EntityReference, "projects")),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "status": Member("status", Choice(Status)),
        "created_date_time": Member("createdDateTime", DATE_TIME),
    },
)
