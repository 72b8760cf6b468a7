from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    NUMBER,
    TEXT,
    ListOf,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class PhraseListProperties(JsonObject):
    """Phrases that recognition favours."""

    phrases: list[str] | None = field(default=None, repr=redacted)
    """Names and terms that are likely to be spoken."""
    biasing_weight: float | None = field(default=None)
    """Weight of the phrases."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        phrases: list[str] | tuple[str, ...] | None = None,
        biasing_weight: float | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            phrases=phrases,
            biasing_weight=biasing_weight,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("phrases") is None:
            self.phrases = None
        value = get("biasingWeight")
        if value is None or type(value) is float or type(value) is int:
            self.biasing_weight = value


# Below the class, so that models which refer to each other can import each other.

describe(
    PhraseListProperties,
    {
        "phrases": Member("phrases", ListOf(TEXT)),
        "biasing_weight": Member("biasingWeight", NUMBER),
    },
)
