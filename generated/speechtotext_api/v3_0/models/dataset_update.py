from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    UNSET,
    DecodeError,
    Unset,
    members,
    redacted,
    text,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DatasetUpdate:
    """Changes to a dataset; what is left out stays as it is."""

    project: EntityReference | None | Unset = field(default=UNSET)
    """Reference to the project that the dataset shall be filed under."""
    display_name: str | None | Unset = field(default=UNSET, repr=redacted)
    """New name of the dataset."""
    description: str | None | Unset = field(default=UNSET, repr=redacted)
    """New free text about the dataset."""
    custom_properties: dict[str, str] | None | Unset = field(default=UNSET, repr=redacted)
    """Key-value pairs of your own, kept with the entity: at most 10, keys up to 64 and values up to 256 characters."""
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
                data = members("DatasetUpdate", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("project", UNSET)
            if value is not UNSET:
                known += 1
                if value is not None:
                    if type(value) is not dict:
                        value = members("DatasetUpdate.project", value)
                    value = EntityReference.from_dict(value)
            self.project = value
            value = get("displayName", UNSET)
            if value is not UNSET:
                known += 1
                if value is not None:
                    if type(value) is not str:
                        value = text("DatasetUpdate.displayName", value)
            self.display_name = value
            value = get("description", UNSET)
            if value is not UNSET:
                known += 1
                if value is not None:
                    if type(value) is not str:
                        value = text("DatasetUpdate.description", value)
            self.description = value
            value = get("customProperties", UNSET)
            if value is not UNSET:
                known += 1
                if value is not None:
                    value = {
                        name: text("DatasetUpdate.customProperties", item)
                        for name, item in members("DatasetUpdate.customProperties", value).items()
                    }
            self.custom_properties = value
            self.additional_properties = (
                {} if known == len(data) else {k: v for k, v in data.items() if k not in _KNOWN}
            )
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is `UNSET` is left out, None is sent as null."""
        try:
            data = dict(self.additional_properties)
            if self.project is not UNSET:
                data["project"] = None if self.project is None else self.project.to_dict()
            if self.display_name is not UNSET:
                data["displayName"] = self.display_name
            if self.description is not UNSET:
                data["description"] = self.description
            if self.custom_properties is not UNSET:
                data["customProperties"] = None if self.custom_properties is None else dict(self.custom_properties)
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
    "project": "project",
    "displayName": "display_name",
    "description": "description",
    "customProperties": "custom_properties",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_reference import EntityReference  # noqa: E402
