from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    INTEGER,
    NUMBER,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class EditsSummary(Model):
    """How often one type of mistake occurs when a recognised text is compared with the human transcript. Told by the
    service."""

    number_of_edits: int | None = field(default=None)
    """Count of the mistakes of this type."""
    percentage_of_all_edits: float | None = field(default=None)
    """Share of this type among all mistakes. Published examples show fractions as well as percent, so do not rely on the
    scale."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        number_of_edits: int | None = None,
        percentage_of_all_edits: float | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.number_of_edits = (
            number_of_edits
            if number_of_edits is None or type(number_of_edits) is int
            else self._given("number_of_edits", number_of_edits)
        )
        self.percentage_of_all_edits = (
            percentage_of_all_edits
            if percentage_of_all_edits is None
            or type(percentage_of_all_edits) is float
            or type(percentage_of_all_edits) is int
            else self._given("percentage_of_all_edits", percentage_of_all_edits)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("numberOfEdits")
        if value is None or type(value) is int:
            self.number_of_edits = value
        value = get("percentageOfAllEdits")
        if value is None or type(value) is float or type(value) is int:
            self.percentage_of_all_edits = value


# Below the class, so that models which refer to each other can import each other.

describe(
    EditsSummary,
    {
        "number_of_edits": Member("numberOfEdits", INTEGER),
        "percentage_of_all_edits": Member("percentageOfAllEdits", NUMBER),
    },
)
