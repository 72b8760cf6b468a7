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
    Choice,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class File(JsonObject):
    """A file that belongs to an entity, such as a transcription result, a report or logged audio. Set by the service."""

    self_: str | None = field(default=None, repr=redacted)
    """URL of this entity; the last segment of its path is the id. Set by the service."""
    name: str | None = field(default=None, repr=redacted)
    """File name. For results of a container job it is the name of the blob, which can contain slashes."""
    kind: FileKind | None = field(default=None)
    """Kind of its content."""
    links: FileLinks | None = field(default=None)
    """URL to download it from."""
    properties: FileProperties | None = field(default=None)
    """Size and, for audio, duration."""
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
        kind: FileKind | str | None = None,
        properties: FileProperties | Mapping[str, object] | None = None,
        self_: str | None = None,
        name: str | None = None,
        links: FileLinks | Mapping[str, object] | None = None,
        created_date_time: datetime | str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            self_=self_,
            name=name,
            kind=kind,
            links=links,
            properties=properties,
            created_date_time=created_date_time,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("self")
        if value is None or type(value) is str:
            self.self_ = value
        value = get("name")
        if value is None or type(value) is str:
            self.name = value
        value = get("kind")
        if type(value) is str:
            self.kind = FILE_KIND_VALUES.get(value) or FileKind(value)
        elif value is None:
            self.kind = None
        if get("links") is None:
            self.links = None
        if get("properties") is None:
            self.properties = None
        if get("createdDateTime") is None:
            self.created_date_time = None


# Below the class, so that models which refer to each other can import each other.
from .file_kind import FILE_KIND_VALUES, FileKind  # noqa: E402
from .file_links import FileLinks  # noqa: E402
from .file_properties import FileProperties  # noqa: E402

describe(
    File,
    {
        "self_": Member("self", TEXT),
        "name": Member("name", TEXT),
        "kind": Member("kind", Choice(FileKind)),
        "links": Member("links", ObjectOf(FileLinks)),
        "properties": Member("properties", ObjectOf(FileProperties)),
        "created_date_time": Member("createdDateTime", DATE_TIME),
    },
)
