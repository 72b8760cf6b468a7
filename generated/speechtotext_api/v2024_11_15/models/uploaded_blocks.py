from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    items,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
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
        try:
            if type(data) is not dict:
                data = members("UploadedBlocks", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("committedBlocks")
            if value is not None:
                known += 1
                value = [
                    ResponseBlock.from_dict(
                        item if type(item) is dict else members("UploadedBlocks.committedBlocks", item)
                    )
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
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.committed_blocks is not None:
                data["committedBlocks"] = [item.to_dict() for item in self.committed_blocks]
            if self.uncommitted_blocks is not None:
                data["uncommittedBlocks"] = [item.to_dict() for item in self.uncommitted_blocks]
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
    "committedBlocks": "committed_blocks",
    "uncommittedBlocks": "uncommitted_blocks",
}

# Below the class, so that models which refer to each other can import each other.
from .response_block import ResponseBlock  # noqa: E402
