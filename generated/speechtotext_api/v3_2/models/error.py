from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    items,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Error:
    """Body of a failed request. The cause is usually told most precisely by the innermost inner error."""

    code: ErrorCode | None = field(default=None)
    """Broad class of the error."""
    details: list[Error] | None = field(default=None)
    """Further errors that belong to this one."""
    message: str | None = field(default=None, repr=redacted)
    """What went wrong, in a sentence."""
    target: str | None = field(default=None, repr=redacted)
    """Part of the request that caused the error, such as a document."""
    inner_error: InnerError | None = field(default=None)
    """The error in more detail."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("Error", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
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
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.code is not None:
                data["code"] = str(self.code)
            if self.details is not None:
                data["details"] = [item.to_dict() for item in self.details]
            if self.message is not None:
                data["message"] = self.message
            if self.target is not None:
                data["target"] = self.target
            if self.inner_error is not None:
                data["innerError"] = self.inner_error.to_dict()
            return data
        except AttributeError:
            return to_json(self, _KNOWN)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Never:
            raise unreadable(self, name)

    def __repr__(self) -> str:
        return represent(self)

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if type(other) is type(self) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


_KNOWN = {
    "code": "code",
    "details": "details",
    "message": "message",
    "target": "target",
    "innerError": "inner_error",
}

# Below the class, so that models which refer to each other can import each other.
from .error_code import ERROR_CODE_VALUES, ErrorCode  # noqa: E402
from .inner_error import InnerError  # noqa: E402
