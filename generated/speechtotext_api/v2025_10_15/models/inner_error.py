from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class InnerError:
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

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        try:
            if type(data) is not dict:
                data = members("InnerError", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("message")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("InnerError.message", value)
            self.message = value
            value = get("target")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("InnerError.target", value)
            self.target = value
            value = get("innerError")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("InnerError.innerError", value)
                value = InnerError.from_dict(value)
            self.inner_error = value
            value = get("code")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("InnerError.code", value)
                value = DETAILED_ERROR_CODE_VALUES.get(value) or DetailedErrorCode(value)
            self.code = value
            value = get("details")
            if value is not None:
                known += 1
                value = {
                    name: text("InnerError.details", item)
                    for name, item in members("InnerError.details", value).items()
                }
            self.details = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
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
                data["details"] = dict(self.details)
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
    "message": "message",
    "target": "target",
    "innerError": "inner_error",
    "code": "code",
    "details": "details",
}

# Below the class, so that models which refer to each other can import each other.
from .detailed_error_code import DETAILED_ERROR_CODE_VALUES, DetailedErrorCode  # noqa: E402
