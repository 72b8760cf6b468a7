from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class DatasetLinks:
    """URLs that belong to a dataset. Told by the service."""

    files: str | None = field(default=None, repr=redacted)
    """URL that lists the files of this entity."""
    commit_blocks: str | None = field(default=None, repr=redacted)
    """URL to send the list of blocks to, which completes the upload."""
    list_blocks: str | None = field(default=None, repr=redacted)
    """URL that tells which blocks have been uploaded so far."""
    upload_blocks: str | None = field(default=None, repr=redacted)
    """URL to send the single blocks to, each up to 8 MiB."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("DatasetLinks", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("files")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("DatasetLinks.files", value)
        self.files = value
        value = get("commitBlocks")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("DatasetLinks.commitBlocks", value)
        self.commit_blocks = value
        value = get("listBlocks")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("DatasetLinks.listBlocks", value)
        self.list_blocks = value
        value = get("uploadBlocks")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("DatasetLinks.uploadBlocks", value)
        self.upload_blocks = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.files is not None:
            data["files"] = self.files
        if self.commit_blocks is not None:
            data["commitBlocks"] = self.commit_blocks
        if self.list_blocks is not None:
            data["listBlocks"] = self.list_blocks
        if self.upload_blocks is not None:
            data["uploadBlocks"] = self.upload_blocks
        return data


_KNOWN = frozenset(
    {
        "files",
        "commitBlocks",
        "listBlocks",
        "uploadBlocks",
    }
)

# Below the class, so that models which refer to each other can import each other.
