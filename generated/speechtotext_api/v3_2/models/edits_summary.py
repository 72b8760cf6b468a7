from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    integer,
    members,
    number,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EditsSummary:
    """How often one type of mistake occurs when a recognised text is compared with the human transcript. Told by the
    service."""

    number_of_edits: int | None = field(default=None)
    """Count of the mistakes of this type."""
    percentage_of_all_edits: float | None = field(default=None)
    """Share of this type among all mistakes. Published examples show fractions as well as percent, so do not rely on the
    scale."""
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
                data = members("EditsSummary", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("numberOfEdits")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("EditsSummary.numberOfEdits", value)
            self.number_of_edits = value
            value = get("percentageOfAllEdits")
            if value is not None:
                known += 1
                if type(value) is not float:
                    value = number("EditsSummary.percentageOfAllEdits", value)
            self.percentage_of_all_edits = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.number_of_edits is not None:
                data["numberOfEdits"] = self.number_of_edits
            if self.percentage_of_all_edits is not None:
                data["percentageOfAllEdits"] = self.percentage_of_all_edits
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
    "numberOfEdits": "number_of_edits",
    "percentageOfAllEdits": "percentage_of_all_edits",
}

# Below the class, so that models which refer to each other can import each other.
