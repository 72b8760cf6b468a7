from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    Choice,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class CommitBlocksEntry(JsonObject):
    """A block of an uploaded dataset. The order of the list is the order of the data."""

    kind: BlockKind | None = field(default=None)
    """The list that holds the block."""
    id: str | None = field(default=None, repr=redacted)
    """Block id from the upload: Base64 of at most 64 bytes. All ids of a dataset have the same length."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        kind: BlockKind | str | None = None,
        id: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            kind=kind,
            id=id,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("kind")
        if type(value) is str:
            self.kind = BLOCK_KIND_VALUES.get(value) or BlockKind(value)
        elif value is None:
            self.kind = None
        value = get("id")
        if value is None or type(value) is str:
            self.id = value


# Below the class, so that models which refer to each other can import each other.
from .block_kind import BLOCK_KIND_VALUES, BlockKind  # noqa: E402

describe(
    CommitBlocksEntry,
    {
        "kind": Member("kind", Choice(BlockKind)),
        "id": Member("id", TEXT),
    },
)
