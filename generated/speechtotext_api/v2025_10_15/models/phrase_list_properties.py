from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ...wire import (
    items,
    members,
    number,
    redacted,
    text,
    unknown,
)


@define(kw_only=True)
class PhraseListProperties:
    """Phrases that recognition should favour. Without these settings none is favoured."""

    phrases: list[str] | None = field(default=None, repr=redacted)
    """Names and terms that are likely to be said."""
    biasing_weight: float | None = field(default=None)
    """How strongly the phrases are favoured."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it of parsed JSON.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        if type(data) is not dict:
            data = members("PhraseListProperties", data)
        self = cls.__new__(cls)
        get = data.get
        known = 0
        value = get("phrases")
        if value is not None:
            known += 1
            value = [
                text("PhraseListProperties.phrases", item) for item in items("PhraseListProperties.phrases", value)
            ]
        self.phrases = value
        value = get("biasingWeight")
        if value is not None:
            known += 1
            if type(value) is not float:
                value = number("PhraseListProperties.biasingWeight", value)
        self.biasing_weight = value
        self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        data = dict(self.additional_properties)
        if self.phrases is not None:
            data["phrases"] = list(self.phrases)
        if self.biasing_weight is not None:
            data["biasingWeight"] = self.biasing_weight
        return data


_KNOWN = frozenset(
    {
        "phrases",
        "biasingWeight",
    }
)

# Below the class, so that models which refer to each other can import each other.
