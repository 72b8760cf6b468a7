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
class CustomModelLinks(JsonObject):
    """URLs that belong to a custom model. Set by the service."""

    manifest: str | None = field(default=None, repr=redacted)
    """URL of the manifest that a Speech container needs to run this model."""
    copy: str | None = field(default=None, repr=redacted)
    """URL to POST to, to copy the model to another Speech resource, with an authorization of that resource."""
    files: str | None = field(default=None, repr=redacted)
    """URL that lists the files of this entity."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        manifest: str | None = None,
        copy: str | None = None,
        files: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            manifest=manifest,
            copy=copy,
            files=files,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("manifest")
        if value is None or type(value) is str:
            self.manifest = value
        value = get("copy")
        if value is None or type(value) is str:
            self.copy = value
        value = get("files")
        if value is None or type(value) is str:
            self.files = value


# Below the class, so that models which refer to each other can import each other.

describe(
    CustomModelLinks,
    {
        "manifest": Member("manifest", TEXT),
        "copy": Member("copy", TEXT),
        "files": Member("files", TEXT),
    },
)
