from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class DatasetLinks(JsonObject):
    """URLs that belong to a dataset. Set by the service."""

    files: str | None = field(default=None, repr=redacted)
    """URL that lists the files of this entity."""
    commit_blocks: str | None = field(default=None, repr=redacted)
    """URL to send the list of blocks to, which completes the upload."""
    list_blocks: str | None = field(default=None, repr=redacted)
    """URL that lists the uploaded blocks."""
    upload_blocks: str | None = field(default=None, repr=redacted)
    """URL to upload blocks of up to 8 MiB to."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        files: str | None = None,
        commit_blocks: str | None = None,
        list_blocks: str | None = None,
        upload_blocks: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            files=files,
            commit_blocks=commit_blocks,
            list_blocks=list_blocks,
            upload_blocks=upload_blocks,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("files")
        if value is None or type(value) is str:
            self.files = value
        value = get("commitBlocks")
        if value is None or type(value) is str:
            self.commit_blocks = value
        value = get("listBlocks")
        if value is None or type(value) is str:
            self.list_blocks = value
        value = get("uploadBlocks")
        if value is None or type(value) is str:
            self.upload_blocks = value


# Below the class, so that models which refer to each other can import each other.

describe(
    DatasetLinks,
    {
        "files": Member("files", TEXT),
        "commit_blocks": Member("commitBlocks", TEXT),
        "list_blocks": Member("listBlocks", TEXT),
        "upload_blocks": Member("uploadBlocks", TEXT),
    },
)
