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
class TranscriptionLinks(JsonObject):
    """URLs that belong to a transcription. Set by the service."""

    files: str | None = field(default=None, repr=redacted)
    """URL that lists the files of this entity."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        files: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            files=files,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("files")
        if value is None or type(value) is str:
            self.files = value


# Below the class, so that models which refer to each other can import each other.

describe(
    TranscriptionLinks,
    {
        "files": Member("files", TEXT),
    },
)
