from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscriptionLinks(Model):
    """URLs that belong to a transcription. Told by the service."""

    files: str | None = field(default=None, repr=redacted)
    """URL that lists the files of this entity."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        files: str | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.files = files if files is None or type(files) is str else self._given("files", files)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
