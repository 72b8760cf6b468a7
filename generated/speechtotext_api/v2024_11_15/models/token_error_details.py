from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class TokenErrorDetails(JsonObject):
    """Token mistakes of a model by type. Set by the service."""

    punctuation: EditsSummary | None = field(default=None)
    """Wrong, missing or superfluous punctuation."""
    capitalization: EditsSummary | None = field(default=None)
    """Wrong upper or lower case."""
    inverse_text_normalization: EditsSummary | None = field(default=None)
    """Numbers, dates and similar in the wrong form."""
    lexical: EditsSummary | None = field(default=None)
    """Wrong words."""
    others: EditsSummary | None = field(default=None)
    """All other mistakes."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        punctuation: EditsSummary | Mapping[str, object] | None = None,
        capitalization: EditsSummary | Mapping[str, object] | None = None,
        inverse_text_normalization: EditsSummary | Mapping[str, object] | None = None,
        lexical: EditsSummary | Mapping[str, object] | None = None,
        others: EditsSummary | Mapping[str, object] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            punctuation=punctuation,
            capitalization=capitalization,
            inverse_text_normalization=inverse_text_normalization,
            lexical=lexical,
            others=others,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("punctuation") is None:
            self.punctuation = None
        if get("capitalization") is None:
            self.capitalization = None
        if get("inverseTextNormalization") is None:
            self.inverse_text_normalization = None
        if get("lexical") is None:
            self.lexical = None
        if get("others") is None:
            self.others = None


# Below the class, so that models which refer to each other can import each other.
from .edits_summary import EditsSummary  # noqa: E402

describe(
    TokenErrorDetails,
    {
        "punctuation": Member("punctuation", ObjectOf(EditsSummary)),
        "capitalization": Member("capitalization", ObjectOf(EditsSummary)),
        "inverse_text_normalization": Member("inverseTextNormalization", ObjectOf(EditsSummary)),
        "lexical": Member("lexical", ObjectOf(EditsSummary)),
        "others": Member("others", ObjectOf(EditsSummary)),
    },
)
