from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
    Choice,
    MapOf,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class InnerError(Model):
    """A more precise account of an error; it can contain another one that is more precise still."""

    message: str | None = field(default=None, repr=redacted)
    """What went wrong, in a sentence."""
    target: str | None = field(default=None, repr=redacted)
    """Part of the request that caused the error, such as a document."""
    inner_error: InnerError | None = field(default=None)
    """The error in yet more detail."""
    code: DetailedErrorCode | None = field(default=None)
    """Precise reason of the error."""
    details: dict[str, str] | None = field(default=None, repr=redacted)
    """More about the error as key-value pairs."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        message: str | None = None,
        target: str | None = None,
        inner_error: InnerError | None = None,
        code: DetailedErrorCode | None = None,
        details: dict[str, str] | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.message = message if message is None or type(message) is str else self._given("message", message)
        self.target = target if target is None or type(target) is str else self._given("target", target)
        self.inner_error = (
            inner_error
            if inner_error is None or type(inner_error) is InnerError
            else self._given("inner_error", inner_error)
        )
        self.code = code if code is None or type(code) is DetailedErrorCode else self._given("code", code)
        self.details = details if details is None else self._given("details", details)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
        "inner_error": Member("innerError", ModelOf(InnerError)),
        "code": Member("code", Choice(DetailedErrorCode)),
        "details": Member("details", MapOf(TEXT)),
    },
)
