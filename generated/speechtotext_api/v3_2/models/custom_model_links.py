from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CustomModelLinks(Model):
    """URLs that belong to a custom model. Told by the service."""

    copy: str | None = field(default=None, repr=redacted)
    """URL to post to in order to copy the model to another Speech resource, with an authorization from that resource."""
    files: str | None = field(default=None, repr=redacted)
    """URL that lists the files of this entity."""
    manifest: str | None = field(default=None, repr=redacted)
    """URL of the manifest that a Speech container needs to run this model."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        copy: str | None = None,
        files: str | None = None,
        manifest: str | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.copy = copy if copy is None or type(copy) is str else self._given("copy", copy)
        self.files = files if files is None or type(files) is str else self._given("files", files)
        self.manifest = manifest if manifest is None or type(manifest) is str else self._given("manifest", manifest)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("copy")
        if value is None or type(value) is str:
            self.copy = value
        value = get("files")
        if value is None or type(value) is str:
            self.files = value
        value = get("manifest")
        if value is None or type(value) is str:
            self.manifest = value


# Below the class, so that models which refer to each other can import each other.

describe(
    CustomModelLinks,
    {
        "copy": Member("copy", TEXT),
        "files": Member("files", TEXT),
        "manifest": Member("manifest", TEXT),
    },
)
