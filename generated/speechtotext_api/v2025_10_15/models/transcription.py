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
    ListOf,
    MapOf,
)
from ...object_kinds import ObjectOf, ReferenceTo
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class Transcription(JsonObject):
    """A batch transcription job. Give exactly one of content_urls, content_container_url and dataset."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    display_name: str = field(repr=redacted)
    """Display name. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Description: free text."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own: at most 10, with keys of up to 64 and values of up to 256 characters."""
    locale: str = field(repr=redacted)
    """Language and region spoken in the audio as a BCP 47 tag, such as en-US. With language identification it is the
    fallback if no language was recognised."""
    created_date_time: datetime | None = field(default=None)
    """Time of creation, in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """Time of the last change of status, in UTC. Set by the service."""
    content_urls: list[str] | None = field(default=None, repr=redacted)
    """URLs of the audio files, up to 1,000, each readable without a key (public or with SAS). A SAS must stay valid while
    the job waits. Responses never contain them."""
    model: EntityReference | None = field(default=None)
    """Reference to the base or custom model to use, by its full URL. Default: the base model of the locale."""
    project: EntityReference | None = field(default=None)
    """Reference to the project of the entity, if any."""
    links: TranscriptionLinks | None = field(default=None)
    """URL of the job's files. Set by the service."""
    properties: TranscriptionProperties
    """Settings and results of the job. Required from 2024-11-15 on."""
    content_container_url: str | None = field(default=None, repr=redacted)
    """URL of a blob container with the audio, with a SAS that permits read and list: up to 10,000 blobs and 5 GB in all,
    2.5 GB a blob (the guides say 1 GB a file). Responses never contain it."""
    dataset: EntityReference | None = field(default=None)
    """Reference to an uploaded dataset with the audio."""
    status: Status | None = field(default=None)
    """Status of the job. You can delete it when it has succeeded or failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    @property
    def id(self) -> str:
        """The id of the entity, the last part of its URL; empty before the service has made it."""
        return id_of(self.self_) if self.self_ else ""

    def __init__(
        self,
        *,
        display_name: str,
        description: str | None = None,
        custom_properties: Mapping[str, str] | None = None,
        locale: str,
        content_urls: list[str] | tuple[str, ...] | None = None,
        model: EntityReference | HasSelf | UUID | str | None = None,
        project: EntityReference | HasSelf | UUID | str | None = None,
        properties: TranscriptionProperties | Mapping[str, object],
        content_container_url: str | None = None,
        dataset: EntityReference | HasSelf | UUID | str | None = None,
        self_: str | None = None,
        created_date_time: datetime | str | None = None,
        last_action_date_time: datetime | str | None = None,
        links: TranscriptionLinks | Mapping[str, object] | None = None,
        status: Status | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            self_=self_,
            display_name=display_name,
            description=description,
            custom_properties=custom_properties,
            locale=locale,
            created_date_time=created_date_time,
            last_action_date_time=last_action_date_time,
            content_urls=content_urls,
            model=model,
            project=project,
            links=links,
            properties=properties,
            content_container_url=content_container_url,
            dataset=dataset,
            status=status,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        value = get("displayName")
        if type(value) is str:
            self.display_name = value
        value = get("description")
        if value is None or type(value) is str:
            self.description = value
        if get("customProperties") is None:
            self.custom_properties = None
        value = get("locale")
        if type(value) is str:
            self.locale = value
        if get("createdDateTime") is None:
            self.created_date_time = None
        if get("lastActionDateTime") is None:
            self.last_action_date_time = None
        if get("contentUrls") is None:
            self.content_urls = None
        if get("model") is None:
            self.model = None
        if get("project") is None:
            self.project = None
        if get("links") is None:
            self.links = None
        value = get("contentContainerUrl")
        if value is None or type(value) is str:
            self.content_container_url = value
        if get("dataset") is None:
            self.dataset = None
        value = get("status")
        if type(value) is str:
            self.status = STATUS_VALUES.get(value) or Status(value)
        elif value is None:
            self.status = None


# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402
from .transcription_links import TranscriptionLinks  # noqa: E402
from .transcription_properties import TranscriptionProperties  # noqa: E402

describe(
    Transcription,
    {
        "self_": Member("self", TEXT),
        "display_name": Member("displayName", TEXT, required=True),
        "description": Member("description", TEXT),
        "custom_properties": Member("customProperties", MapOf(TEXT)),
        "locale": Member("locale", TEXT, required=True),
        "created_date_time": Member("createdDateTime", DATE_TIME),
        "last_action_date_time": Member("lastActionDateTime", DATE_TIME),
        "content_urls": Member("contentUrls", ListOf(TEXT)),
        "model": Member("model", ReferenceTo(EntityReference, "models")),
        "project": Member("project", ReferenceTo(EntityReference, "projects")),
        "links": Member("links", ObjectOf(TranscriptionLinks)),
        "properties": Member("properties", ObjectOf(TranscriptionProperties), required=True),
        "content_container_url": Member("contentContainerUrl", TEXT),
        "dataset": Member("dataset", ReferenceTo(EntityReference, "datasets")),
        "status": Member("status", Choice(Status)),
    },
)
