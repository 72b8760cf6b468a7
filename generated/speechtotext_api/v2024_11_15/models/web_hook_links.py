from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    members,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class WebHookLinks:
    """URLs that trigger trial calls of a web hook. Told by the service."""

    test: str | None = field(default=None, repr=redacted)
    """URL to post to for a trial call of every event registered, filled with the latest entity that fits."""
    ping: str | None = field(default=None, repr=redacted)
    """URL to post to for a ping."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("WebHookLinks", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("test")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("WebHookLinks.test", value)
        self.test = value
        value = get("ping")
        if value is not None:
            known += 1
            if type(value) is not str:
                value = text("WebHookLinks.ping", value)
        self.ping = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.test is not None:
            data["test"] = self.test
        if self.ping is not None:
            data["ping"] = self.ping
        return data


_KNOWN = frozenset(
    {
        "test",
        "ping",
    }
)

# Below the class, so that models which refer to each other can import each other.
