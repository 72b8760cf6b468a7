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
class Transcription:
    """A batch transcription job: what is to be transcribed, how, and how far it got. Give exactly one of content_urls,
    content_container_url and dataset. This version knows no projects."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
    display_name: str = field(repr=redacted)
    """Name for people to read. It need not be unique."""
    description: str | None = field(default=None, repr=redacted)
    """Free text that says more about the entity than its name."""
    custom_properties: dict[str, str] | None = field(default=None, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
    locale: str = field(repr=redacted)
    """Language and region spoken in the audio as a BCP 47 tag, such as en-US. With language identification it is the one
    to fall back on where no language was recognised."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    last_action_date_time: datetime | None = field(default=None)
    """When the present status was reached, as an ISO 8601 date and time in UTC. Set by the service."""
    content_urls: list[str] | None = field(default=None, repr=redacted)
    """URLs of the audio files, up to 1,000, each readable without a key (public or with SAS). A SAS must outlive the wait
    in the queue. Never given back by the service."""
    model: EntityReference | None = field(default=None)
    """Reference to the base or custom model to use, by its full URL. Left out, the default base model of the locale is
    used."""
    links: TranscriptionLinks | None = field(default=None)
    """URL of the job's files. Told by the service."""
    properties: TranscriptionProperties
    """How to transcribe, how long to keep the results, and what became of the job. Required from 2024-11-15 on."""
    content_container_url: str | None = field(default=None, repr=redacted)
    """URL of a blob container with the audio, its SAS permitting read and list: up to 10,000 blobs and 5 GB in all, 2.5 GB
    a blob (the guides say 1 GB a file). Never given back by the service."""
    dataset: EntityReference | None = field(default=None)
    """Reference to an uploaded dataset whose audio is to be transcribed."""
    status: Status | None = field(default=None)
    """How far the job has got. It can be deleted once it has succeeded or failed."""
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
                data = members("Transcription", data)
            self = cls.__new__(cls)
            get = data.get
            known = 3
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Transcription.self", value)
            self.self_ = value
            value = get("displayName")
            if type(value) is not str:
                value = text("Transcription.displayName", value)
            self.display_name = value
            value = get("description")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Transcription.description", value)
            self.description = value
            value = get("customProperties")
            if value is not None:
                known += 1
                value = {
                    name: text("Transcription.customProperties", item)
                    for name, item in members("Transcription.customProperties", value).items()
                }
            self.custom_properties = value
            value = get("locale")
            if type(value) is not str:
                value = text("Transcription.locale", value)
            self.locale = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("Transcription.createdDateTime", value)
            self.created_date_time = value
            value = get("lastActionDateTime")
            if value is not None:
                known += 1
                value = date_time("Transcription.lastActionDateTime", value)
            self.last_action_date_time = value
            value = get("contentUrls")
            if value is not None:
                known += 1
                value = [text("Transcription.contentUrls", item) for item in items("Transcription.contentUrls", value)]
            self.content_urls = value
            value = get("model")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Transcription.model", value)
                value = EntityReference.from_dict(value)
            self.model = value
            value = get("links")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Transcription.links", value)
                value = TranscriptionLinks.from_dict(value)
            self.links = value
            value = get("properties")
            if type(value) is not dict:
                value = members("Transcription.properties", value)
            value = TranscriptionProperties.from_dict(value)
            self.properties = value
            value = get("contentContainerUrl")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Transcription.contentContainerUrl", value)
            self.content_container_url = value
            value = get("dataset")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("Transcription.dataset", value)
                value = EntityReference.from_dict(value)
            self.dataset = value
            value = get("status")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("Transcription.status", value)
                value = STATUS_VALUES.get(value) or Status(value)
            self.status = value
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
            if self.custom_properties is not None:
                data["customProperties"] = dict(self.custom_properties)
            data["locale"] = self.locale
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
            if self.last_action_date_time is not None:
                data["lastActionDateTime"] = format_date_time(self.last_action_date_time)
            if self.content_urls is not None:
                data["contentUrls"] = list(self.content_urls)
            if self.model is not None:
                data["model"] = self.model.to_dict()
            if self.links is not None:
                data["links"] = self.links.to_dict()
            data["properties"] = self.properties.to_dict()
            if self.content_container_url is not None:
                data["contentContainerUrl"] = self.content_container_url
            if self.dataset is not None:
                data["dataset"] = self.dataset.to_dict()
            if self.status is not None:
                data["status"] = str(self.status)
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
    "customProperties": "custom_properties",
    "locale": "locale",
    "createdDateTime": "created_date_time",
    "lastActionDateTime": "last_action_date_time",
    "contentUrls": "content_urls",
    "model": "model",
    "links": "links",
    "properties": "properties",
    "contentContainerUrl": "content_container_url",
    "dataset": "dataset",
    "status": "status",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
from .status import STATUS_VALUES, Status  # noqa: E402
from .transcription_links import TranscriptionLinks  # noqa: E402
from .transcription_properties import TranscriptionProperties  # noqa: E402
