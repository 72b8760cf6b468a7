from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    Choice,
    MapOf,
)
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class InnerError(JsonObject):
    """A more precise error, which can contain another inner error."""

    message: str | None = field(default=None, repr=redacted)
    """Description of the error."""
    target: str | None = field(default=None, repr=redacted)
    """Part of the request that caused the error, such as a document."""
    inner_error: InnerError | None = field(default=None)
    """A more detailed error."""
    code: DetailedErrorCode | None = field(default=None)
    """Precise code of the error."""
    details: dict[str, str] | None = field(default=None, repr=redacted)
    """Details of the error, as key-value pairs."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        message: str | None = None,
        target: str | None = None,
        inner_error: InnerError | Mapping[str, object] | None = None,
        code: DetailedErrorCode | str | None = None,
        details: Mapping[str, str] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            message=message,
            target=target,
            inner_error=inner_error,
            code=code,
            details=details,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("message")
        if value is None or type(value) is str:
            self.message = value
        value = get("target")
        if value is None or type(value) is str:
            self.target = value
        if get("innerError") is None:
            self.inner_error = None
        value = get("code")
        if type(value) is str:
            self.code = DETAILED_ERROR_CODE_VALUES.get(value) or DetailedErrorCode(value)
        elif value is None:
            self.code = None
        if get("details") is None:
            self.details = None


# Below the class, so that models which refer to each other can import each other.
from .detailed_error_code import DETAILED_ERROR_CODE_VALUES, DetailedErrorCode  # noqa: E402

describe(
    InnerError,
    {
        "message": Member("message", TEXT),
        "target": Member("target", TEXT),
        "inner_error": Member("innerError", ObjectOf(InnerError)),
        "code": Member("code", Choice(DetailedErrorCode)),
        "details": Member("details", MapOf(TEXT)),
    },
)
