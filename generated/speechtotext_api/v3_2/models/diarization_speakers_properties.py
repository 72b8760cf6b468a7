from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    integer,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DiarizationSpeakersProperties:
    """Range in which the number of speakers is expected to lie."""

    min_count: int | None = field(default=None)
    """Lowest number of speakers to expect, at least 1 and not above max_count. The service takes it as a hint."""
    max_count: int | None = field(default=None)
    """Highest number of speakers to expect, at most 35 and not below min_count."""
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
                data = members("DiarizationSpeakersProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("minCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("DiarizationSpeakersProperties.minCount", value)
            self.min_count = value
            value = get("maxCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("DiarizationSpeakersProperties.maxCount", value)
            self.max_count = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.min_count is not None:
                data["minCount"] = self.min_count
            if self.max_count is not None:
                data["maxCount"] = self.max_count
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
    "minCount": "min_count",
    "maxCount": "max_count",
}

# Below the class, so that models which refer to each other can import each other.
