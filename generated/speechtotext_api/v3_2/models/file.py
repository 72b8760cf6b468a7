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
class File:
    """A file that belongs to an entity, such as a transcription result, a report or logged audio. Told by the service."""

    kind: FileKind | None = field(default=None)
    """What sort of content it holds."""
    links: FileLinks | None = field(default=None)
    """Where to download it."""
    created_date_time: datetime | None = field(default=None)
    """When the entity was created, as an ISO 8601 date and time in UTC. Set by the service."""
    properties: FileProperties | None = field(default=None)
    """Size and, for audio, length."""
    name: str | None = field(default=None, repr=redacted)
    """File name. For results of a container job it is the name of the blob, which may hold slashes."""
    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity, told by the service; the last segment of its path is the id."""
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
                data = members("File", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("kind")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("File.kind", value)
                value = FILE_KIND_VALUES.get(value) or FileKind(value)
            self.kind = value
            value = get("links")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("File.links", value)
                value = FileLinks.from_dict(value)
            self.links = value
            value = get("createdDateTime")
            if value is not None:
                known += 1
                value = date_time("File.createdDateTime", value)
            self.created_date_time = value
            value = get("properties")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("File.properties", value)
                value = FileProperties.from_dict(value)
            self.properties = value
            value = get("name")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("File.name", value)
            self.name = value
            value = get("self")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("File.self", value)
            self.self_ = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.kind is not None:
                data["kind"] = str(self.kind)
            if self.links is not None:
                data["links"] = self.links.to_dict()
            if self.created_date_time is not None:
                data["createdDateTime"] = format_date_time(self.created_date_time)
            if self.properties is not None:
                data["properties"] = self.properties.to_dict()
            if self.name is not None:
                data["name"] = self.name
            if self.self_ is not None:
                data["self"] = self.self_
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
    "kind": "kind",
    "links": "links",
    "createdDateTime": "created_date_time",
    "properties": "properties",
    "name": "name",
    "self": "self_",
}

# Below the class, so that models which refer to each other can import each other.
from .file_kind import FILE_KIND_VALUES, FileKind  # noqa: E402
from .file_links import FileLinks  # noqa: E402
from .file_properties import FileProperties  # noqa: E402
