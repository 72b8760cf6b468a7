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
    text,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DatasetProperties:
    """What became of a dataset's data, with settings for its processing."""

    text_normalization_kind: TextNormalizationKind | None = field(default=None)
    """Whether text is normalised before it is used."""
    accepted_line_count: int | None = field(default=None)
    """How many lines the service took over. Told by the service."""
    rejected_line_count: int | None = field(default=None)
    """How many lines the service refused; the dataset's report file says why. Told by the service."""
    duration: str | None = field(default=None, repr=redacted)
    """Total length of the contained audio as an ISO 8601 duration. Told by the service."""
    email: str | None = field(default=None, repr=redacted)
    """Address to be notified when the work has ended. The service erases it once the message is sent."""
    error: EntityError | None = field(default=None)
    """Why it failed; present only when the status is Failed."""
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
                data = members("DatasetProperties", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("textNormalizationKind")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("DatasetProperties.textNormalizationKind", value)
                value = TEXT_NORMALIZATION_KIND_VALUES.get(value) or TextNormalizationKind(value)
            self.text_normalization_kind = value
            value = get("acceptedLineCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("DatasetProperties.acceptedLineCount", value)
            self.accepted_line_count = value
            value = get("rejectedLineCount")
            if value is not None:
                known += 1
                if type(value) is not int:
                    value = integer("DatasetProperties.rejectedLineCount", value)
            self.rejected_line_count = value
            value = get("duration")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("DatasetProperties.duration", value)
            self.duration = value
            value = get("email")
            if value is not None:
                known += 1
                if type(value) is not str:
                    value = text("DatasetProperties.email", value)
            self.email = value
            value = get("error")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("DatasetProperties.error", value)
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
            if self.text_normalization_kind is not None:
                data["textNormalizationKind"] = str(self.text_normalization_kind)
            if self.accepted_line_count is not None:
                data["acceptedLineCount"] = self.accepted_line_count
            if self.rejected_line_count is not None:
                data["rejectedLineCount"] = self.rejected_line_count
            if self.duration is not None:
                data["duration"] = self.duration
            if self.email is not None:
                data["email"] = self.email
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
    "textNormalizationKind": "text_normalization_kind",
    "acceptedLineCount": "accepted_line_count",
    "rejectedLineCount": "rejected_line_count",
    "duration": "duration",
    "email": "email",
    "error": "error",
}

# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
from .text_normalization_kind import TEXT_NORMALIZATION_KIND_VALUES, TextNormalizationKind  # noqa: E402
