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
class EntityError(JsonObject):
    """Reason why the processing of an entity failed. Set by the service."""

    code: str | None = field(default=None, repr=redacted)
    """Short name of the failure."""
    message: str | None = field(default=None, repr=redacted)
    """Description of the failure. The report of a transcription often says more."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        code: str | None = None,
        message: str | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            code=code,
            message=message,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("code")
        if value is None or type(value) is str:
            self.code = value
        value = get("message")
        if value is None or type(value) is str:
            self.message = value


# Below the class, so that models which refer to each other can import each other.

describe(
    EntityError,
    {
        "code": Member("code", TEXT),
        "message": Member("message", TEXT),
    },
)
