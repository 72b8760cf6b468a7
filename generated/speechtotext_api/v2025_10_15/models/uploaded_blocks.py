from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class UploadedBlocks(JsonObject):
    """Blocks of a dataset that have been uploaded so far. Set by the service."""

    committed_blocks: list[ResponseBlock] | None = field(default=None)
    """Blocks that are part of the dataset."""
    uncommitted_blocks: list[ResponseBlock] | None = field(default=None)
    """Blocks that wait for a commit."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        committed_blocks: Sequence[ResponseBlock | Mapping[str, object]] | None = None,
        uncommitted_blocks: Sequence[ResponseBlock | Mapping[str, object]] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            committed_blocks=committed_blocks,
            uncommitted_blocks=uncommitted_blocks,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("committedBlocks") is None:
            self.committed_blocks = None
        if get("uncommittedBlocks") is None:
            self.uncommitted_blocks = None


# Below the class, so that models which refer to each other can import each other.
from .response_block import ResponseBlock  # noqa: E402

describe(
    UploadedBlocks,
    {
        "committed_blocks": Member("committedBlocks", ListOf(ObjectOf(ResponseBlock))),
        "uncommitted_blocks": Member("uncommittedBlocks", ListOf(ObjectOf(ResponseBlock))),
    },
)
