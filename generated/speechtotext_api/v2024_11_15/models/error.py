from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class Error:
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

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("Error", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("message")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("Error.message", value)
        self.message = value
        value = get("target")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("Error.target", value)
        self.target = value
        value = get("innerError")
        if value is not None:
            known += 1
            if type(value) is not dict:
                value = members("Error.innerError", value)
            value = InnerError.from_dict(value)
        self.inner_error = value
        value = get("code")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("Error.code", value)
            value = ERROR_CODE_VALUES.get(value) or ErrorCode(value)
        self.code = value
        value = get("details")
        if value is not None:
            known += 1
            value = [
                Error.from_dict(item if type(item) is dict else members("Error.details", item))
                for item in items("Error.details", value)
            ]
        self.details = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.message is not None:
            data["message"] = self.message
        if self.target is not None:
            data["target"] = self.target
        if self.inner_error is not None:
            data["innerError"] = self.inner_error.to_dict()
        if self.code is not None:
            data["code"] = str(self.code)
        if self.details is not None:
            data["details"] = [item.to_dict() for item in self.details]
        return data


_KNOWN = frozenset(
    {
        "message",
        "target",
        "innerError",
        "code",
        "details",
    }
)

# Below the class, so that models which refer to each other can import each other.
from .error_code import ERROR_CODE_VALUES, ErrorCode  # noqa: E402
from .inner_error import InnerError  # noqa: E402
