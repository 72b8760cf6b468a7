from __future__ import annotations

from typing import Any

from attrs import define, field

from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TokenErrorDetails(Model):
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

    def __init__(
        self,
        *,
        punctuation: EditsSummary | None = None,
        capitalization: EditsSummary | None = None,
        inverse_text_normalization: EditsSummary | None = None,
        lexical: EditsSummary | None = None,
        others: EditsSummary | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.punctuation = (
            punctuation
            if punctuation is None or type(punctuation) is EditsSummary
            else self._given("punctuation", punctuation)
        )
        self.capitalization = (
            capitalization
            if capitalization is None or type(capitalization) is EditsSummary
            else self._given("capitalization", capitalization)
        )
        self.inverse_text_normalization = (
            inverse_text_normalization
            if inverse_text_normalization is None or type(inverse_text_normalization) is EditsSummary
            else self._given("inverse_text_normalization", inverse_text_normalization)
        )
        self.lexical = lexical if lexical is None or type(lexical) is EditsSummary else self._given("lexical", lexical)
        self.others = others if others is None or type(others) is EditsSummary else self._given("others", others)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
        "punctuation": Member("punctuation", ModelOf(EditsSummary)),
        "capitalization": Member("capitalization", ModelOf(EditsSummary)),
        "inverse_text_normalization": Member("inverseTextNormalization", ModelOf(EditsSummary)),
        "lexical": Member("lexical", ModelOf(EditsSummary)),
        "others": Member("others", ModelOf(EditsSummary)),
    },
)
