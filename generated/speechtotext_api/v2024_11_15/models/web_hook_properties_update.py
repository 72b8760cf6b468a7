from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    UNSET,
    DecodeError,
    Unset,
    hidden,
    members,
    redacted,
    text,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
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
        try:
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
            if self.secret is not UNSET:
                data["secret"] = self.secret
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
    "secret": "secret",
}

# Below the class, so that models which refer to each other can import each other.
