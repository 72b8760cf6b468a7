from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    items,
    members,
    redacted,
    unknown,
)


@define(kw_only=True)
class UploadedBlocks:
    """Blocks of a dataset that have been uploaded so far. Told by the service."""

    committed_blocks: list[ResponseBlock] | None = field(default=None)
    """Blocks that are part of the dataset."""
    uncommitted_blocks: list[ResponseBlock] | None = field(default=None)
    """Blocks that wait for a commit."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("UploadedBlocks", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("committedBlocks")
        if value is not None:
            known += 1
            value = [
                ResponseBlock.from_dict(item if type(item) is dict else members("UploadedBlocks.committedBlocks", item))
                for item in items("UploadedBlocks.committedBlocks", value)
            ]
        self.committed_blocks = value
        value = get("uncommittedBlocks")
        if value is not None:
            known += 1
            value = [
                ResponseBlock.from_dict(
                    item if type(item) is dict else members("UploadedBlocks.uncommittedBlocks", item)
                )
                for item in items("UploadedBlocks.uncommittedBlocks", value)
            ]
        self.uncommitted_blocks = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.committed_blocks is not None:
            data["committedBlocks"] = [item.to_dict() for item in self.committed_blocks]
        if self.uncommitted_blocks is not None:
            data["uncommittedBlocks"] = [item.to_dict() for item in self.uncommitted_blocks]
        return data


_KNOWN = frozenset(
    {
        "committedBlocks",
        "uncommittedBlocks",
    }
)

# Below the class, so that models which refer to each other can import each other.
from .response_block import ResponseBlock  # noqa: E402
