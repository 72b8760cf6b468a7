from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    INTEGER,
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class ResponseBlock(Model):
    """An uploaded block of a dataset. Told by the service."""

    name: str | None = field(default=None, repr=redacted)
    """Block id as it was given at upload."""
    size: int | None = field(default=None)
    """How large the block is, in bytes."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        name: str | None = None,
        size: int | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.name = name if name is None or type(name) is str else self._given("name", name)
        self.size = size if size is None or type(size) is int else self._given("size", size)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("name")
        if value is None or type(value) is str:
            self.name = value
        value = get("size")
        if value is None or type(value) is int:
            self.size = value


# Below the class, so that models which refer to each other can import each other.

describe(
    ResponseBlock,
    {
        "name": Member("name", TEXT),
        "size": Member("size", INTEGER),
    },
)
