from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
    Choice,
    ListOf,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Error(Model):
    """Body of a failed request. The cause is usually told most precisely by the innermost inner error."""

    message: str | None = field(default=None, repr=redacted)
    """What went wrong, in a sentence."""
    target: str | None = field(default=None, repr=redacted)
    """Part of the request that caused the error, such as a document."""
    inner_error: InnerError | None = field(default=None)
    """The error in more detail."""
    code: ErrorCode | None = field(default=None)
    """Broad class of the error."""
    details: list[Error] | None = field(default=None)
    """Further errors that belong to this one."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        message: str | None = None,
        target: str | None = None,
        inner_error: InnerError | None = None,
        code: ErrorCode | None = None,
        details: list[Error] | None = None,
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
        self.code = code if code is None or type(code) is ErrorCode else self._given("code", code)
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
            self.code = ERROR_CODE_VALUES.get(value) or ErrorCode(value)
        elif value is None:
            self.code = None
        if get("details") is None:
            self.details = None


# Below the class, so that models which refer to each other can import each other.
from .error_code import ERROR_CODE_VALUES, ErrorCode  # noqa: E402
from .inner_error import InnerError  # noqa: E402

describe(
    Error,
    {
        "message": Member("message", TEXT),
        "target": Member("target", TEXT),
        "inner_error": Member("innerError", ModelOf(InnerError)),
        "code": Member("code", Choice(ErrorCode)),
        "details": Member("details", ListOf(ModelOf(Error))),
    },
)
