from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    UNSET,
    Unset,
    hidden,
    members,
    redacted,
    text,
)


@define(kw_only=True)
class WebHookPropertiesUpdate:
    """Changes to the settings of a web hook."""

    secret: str | None | Unset = field(default=UNSET, repr=hidden)
    """New key for signing the calls. Left out or empty, calls are no longer signed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("WebHookPropertiesUpdate", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("secret", UNSET)
        if value is not UNSET:
            known += 1
            if value is not None:
                if type(value) is not str:
                    value = text("WebHookPropertiesUpdate.secret", value)
        self.secret = value
        self.additional_properties = {} if known == len(data) else {k: v for k, v in data.items() if k not in _KNOWN}
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is `UNSET` is left out, None is sent as null."""
        data = dict(self.additional_properties)
        if self.secret is not UNSET:
            data["secret"] = self.secret
        return data


_KNOWN = frozenset(
    {
        "secret",
    }
)

# Below the class, so that models which refer to each other can import each other.
