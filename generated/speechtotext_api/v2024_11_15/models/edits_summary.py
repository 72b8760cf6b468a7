from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    INTEGER,
    NUMBER,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class EditsSummary(JsonObject):
    """Count of one type of mistake in a recognised text, compared with the human transcript. Set by the service."""

    number_of_edits: int | None = field(default=None)
    """Number of mistakes of this type."""
    percentage_of_all_edits: float | None = field(default=None)
    """Share of this type among all mistakes. Published examples show both fractions and percentages, so do not rely on the
    scale."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        number_of_edits: int | None = None,
        percentage_of_all_edits: float | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            number_of_edits=number_of_edits,
            percentage_of_all_edits=percentage_of_all_edits,
            additional_properties=additional_properties,
        )

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
