from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    ListOf,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class UploadedBlocks(Model):
    """Blocks of a dataset that have been uploaded so far. Told by the service."""

    committed_blocks: list[ResponseBlock] | None = field(default=None)
    """Blocks that are part of the dataset."""
    uncommitted_blocks: list[ResponseBlock] | None = field(default=None)
    """Blocks that wait for a commit."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        committed_blocks: list[ResponseBlock] | None = None,
        uncommitted_blocks: list[ResponseBlock] | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.committed_blocks = (
            committed_blocks if committed_blocks is None else self._given("committed_blocks", committed_blocks)
        )
        self.uncommitted_blocks = (
            uncommitted_blocks if uncommitted_blocks is None else self._given("uncommitted_blocks", uncommitted_blocks)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
        "committed_blocks": Member("committedBlocks", ListOf(ModelOf(ResponseBlock))),
        "uncommitted_blocks": Member("uncommittedBlocks", ListOf(ModelOf(ResponseBlock))),
    },
)
