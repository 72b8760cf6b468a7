from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    integer,
    members,
    number,
    redacted,
    unknown,
)


@define(kw_only=True)
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

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.number_of_edits is not None:
            data["numberOfEdits"] = self.number_of_edits
        if self.percentage_of_all_edits is not None:
            data["percentageOfAllEdits"] = self.percentage_of_all_edits
        return data


_KNOWN = frozenset(
    {
        "numberOfEdits",
        "percentageOfAllEdits",
    }
)

# Below the class, so that models which refer to each other can import each other.
