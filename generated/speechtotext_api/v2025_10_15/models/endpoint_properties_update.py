from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    UNSET,
    DecodeError,
    Unset,
    boolean,
    members,
    redacted,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
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
        try:
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
            self.additional_properties = (
                {} if known == len(data) else {k: v for k, v in data.items() if k not in _KNOWN}
            )
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is `UNSET` is left out, None is sent as null."""
        try:
            data = dict(self.additional_properties)
            if self.content_logging_enabled is not UNSET:
                data["contentLoggingEnabled"] = self.content_logging_enabled
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
    "contentLoggingEnabled": "content_logging_enabled",
}

# Below the class, so that models which refer to each other can import each other.
