from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    hidden,
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class WebHookProperties:
    """Settings and details of a web hook."""

    api_version: str | None = field(default=None, repr=redacted)
    """API version in which the hook was created and whose form its payloads have. The hook is switched off when that
    version is removed and its form is no longer supported. Told by the service."""
    secret: str | None = field(default=None, repr=hidden)
    """Key for signing the calls: header X-MicrosoftSpeechServices-Signature is the Base64 of the HMAC-SHA256 of the body.
    Without it there is no signature."""
    error: EntityError | None = field(default=None)
    """Why the hook does not work; present only when its status is Failed."""
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
                data = members("WebHookProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("apiVersion")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("WebHookProperties.apiVersion", value)
            self.api_version = value
            value = get("secret")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("WebHookProperties.secret", value)
            self.secret = value
            value = get("error")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("WebHookProperties.error", value)
                value = EntityError.from_dict(value)
            self.error = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.api_version is not None:
                data["apiVersion"] = self.api_version
            if self.secret is not None:
                data["secret"] = self.secret
            if self.error is not None:
                data["error"] = self.error.to_dict()
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
    "apiVersion": "api_version",
    "secret": "secret",
    "error": "error",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
