from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    UNSET,
    Unset,
    boolean,
    members,
    redacted,
)


@define(kw_only=True)
class EndpointPropertiesUpdate:
    """Changes to the settings of an endpoint."""

    content_logging_enabled: bool | None | Unset = field(default=UNSET)
    """True to log audio and transcripts from now on, false to stop. Reading the endpoint shows it as logging_enabled."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("EndpointPropertiesUpdate", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("contentLoggingEnabled", UNSET)
        if value is not UNSET:
            known += 1
            if value is not None:
                if type(value) is not bool:
                    value = boolean("EndpointPropertiesUpdate.contentLoggingEnabled", value)
        self.content_logging_enabled = value
        self.additional_properties = {} if known == len(data) else {k: v for k, v in data.items() if k not in _KNOWN}
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is `UNSET` is left out, None is sent as null."""
        data = dict(self.additional_properties)
        if self.content_logging_enabled is not UNSET:
            data["contentLoggingEnabled"] = self.content_logging_enabled
        return data


_KNOWN = frozenset(
    {
        "contentLoggingEnabled",
    }
)

# Below the class, so that models which refer to each other can import each other.
