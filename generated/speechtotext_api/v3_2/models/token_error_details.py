from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    members,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TokenErrorDetails:
    """Token mistakes of a model by type. Told by the service."""

    punctuation: EditsSummary | None = field(default=None)
    """Wrong, missing or superfluous punctuation."""
    capitalization: EditsSummary | None = field(default=None)
    """Wrong upper or lower case."""
    inverse_text_normalization: EditsSummary | None = field(default=None)
    """Numbers, dates and the like written in the wrong form."""
    lexical: EditsSummary | None = field(default=None)
    """Wrong words."""
    others: EditsSummary | None = field(default=None)
    """Mistakes that fit none of the other types."""
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
                data = members("TokenErrorDetails", data)
            self = cls.__new__(cls)
            get = data.get
            known = 0
            value = get("punctuation")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TokenErrorDetails.punctuation", value)
                value = EditsSummary.from_dict(value)
            self.punctuation = value
            value = get("capitalization")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TokenErrorDetails.capitalization", value)
                value = EditsSummary.from_dict(value)
            self.capitalization = value
            value = get("inverseTextNormalization")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TokenErrorDetails.inverseTextNormalization", value)
                value = EditsSummary.from_dict(value)
            self.inverse_text_normalization = value
            value = get("lexical")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TokenErrorDetails.lexical", value)
                value = EditsSummary.from_dict(value)
            self.lexical = value
            value = get("others")
            if value is not None:
                known += 1
                if type(value) is not dict:
                    value = members("TokenErrorDetails.others", value)
                value = EditsSummary.from_dict(value)
            self.others = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            if self.punctuation is not None:
                data["punctuation"] = self.punctuation.to_dict()
            if self.capitalization is not None:
                data["capitalization"] = self.capitalization.to_dict()
            if self.inverse_text_normalization is not None:
                data["inverseTextNormalization"] = self.inverse_text_normalization.to_dict()
            if self.lexical is not None:
                data["lexical"] = self.lexical.to_dict()
            if self.others is not None:
                data["others"] = self.others.to_dict()
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
    "punctuation": "punctuation",
    "capitalization": "capitalization",
    "inverseTextNormalization": "inverse_text_normalization",
    "lexical": "lexical",
    "others": "others",
}

# Below the class, so that models which refer to each other can import each other.
from .edits_summary import EditsSummary  # noqa: E402
