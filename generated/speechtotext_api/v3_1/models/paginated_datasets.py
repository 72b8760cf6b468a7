from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class PaginatedDatasets:
    """One page of a list of datasets."""

    values: list[Dataset] | None = field(default=None)
    """Entities on this page; skip and top of the request decide which. Gather all pages before deleting anything, since
    deletions shift the pages and entities would be missed."""
    next_link: str | None = field(default=None, repr=redacted)
    """Full URL of the next page; absent on the last one."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("PaginatedDatasets", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("values")
            if value is not None:
                known += 1
                value = [
                    Dataset.from_dict(item if type(item) is dict else members("PaginatedDatasets.values", item))
                    for item in items("PaginatedDatasets.values", value)
                ]
            self.values = value
            value = get("@nextLink")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("PaginatedDatasets.@nextLink", value)
            self.next_link = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.values is not None:
                data["values"] = [item.to_dict() for item in self.values]
            if self.next_link is not None:
                data["@nextLink"] = self.next_link
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
    "values": "values",
    "@nextLink": "next_link",
}

# Below the class, so that models which refer to each other can import each other.
from .dataset import Dataset  # noqa: E402
