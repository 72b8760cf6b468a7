from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    date_time,
    format_date_time,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BaseModelDeprecationDates:
    """Dates at which uses of a base model come to an end. Told by the service."""

    adaptation_date_time: datetime | None = field(default=None)
    """Until when the model can serve as the base of new custom models (UTC)."""
    transcription_date_time: datetime | None = field(default=None)
    """Until when the model can be used to transcribe (UTC)."""
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
                data = members("BaseModelDeprecationDates", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("adaptationDateTime")
            if value is not None:
                known += 1
                value = date_time("BaseModelDeprecationDates.adaptationDateTime", value)
            self.adaptation_date_time = value
            value = get("transcriptionDateTime")
            if value is not None:
                known += 1
                value = date_time("BaseModelDeprecationDates.transcriptionDateTime", value)
            self.transcription_date_time = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.adaptation_date_time is not None:
                data["adaptationDateTime"] = format_date_time(self.adaptation_date_time)
            if self.transcription_date_time is not None:
                data["transcriptionDateTime"] = format_date_time(self.transcription_date_time)
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
    "adaptationDateTime": "adaptation_date_time",
    "transcriptionDateTime": "transcription_date_time",
}

# Below the class, so that models which refer to each other can import each other.
