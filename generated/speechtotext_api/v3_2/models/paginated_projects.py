from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class PaginatedProjects(JsonObject):
    """One page of a list of projects."""

    values: list[Project] | None = field(default=None)
    """Entities on this page. Read all pages before you delete entities, because deletions shift the pages."""
    next_link: str | None = field(default=None, repr=redacted)
    """URL of the next page; absent on the last page."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        values: Sequence[Project | Mapping[str, object]] | None = None,
        next_link: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            values=values,
            next_link=next_link,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("values") is None:
            self.values = None
        value = get("@nextLink")
        if value is None or type(value) is str:
            self.next_link = value


# Below the class, so that models which refer to each other can import each other.
from .project import Project  # noqa: E402

describe(
    PaginatedProjects,
    {
        "values": Member("values", ListOf(ObjectOf(Project))),
        "next_link": Member("@nextLink", TEXT),
    },
)
