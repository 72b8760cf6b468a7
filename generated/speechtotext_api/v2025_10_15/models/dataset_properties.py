from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    INTEGER,
    MILLISECONDS,
    Choice,
)
from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DatasetProperties(Model):
    """What became of a dataset's data, with settings for its processing."""

    accepted_line_count: int | None = field(default=None)
    """How many lines the service took over. Told by the service."""
    rejected_line_count: int | None = field(default=None)
    """How many lines the service refused; the dataset's report file says why. Told by the service."""
    duration_milliseconds: int | None = field(default=None)
    """Total length of the contained audio in milliseconds, at most 2^53-1; 0 if there is none. Told by the service."""
    text_normalization_kind: TextNormalizationKind | None = field(default=None)
    """Whether text is normalised before it is used."""
    error: EntityError | None = field(default=None)
    """Why it failed; present only when the status is Failed."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        accepted_line_count: int | None = None,
        rejected_line_count: int | None = None,
        duration_milliseconds: int | None = None,
        text_normalization_kind: TextNormalizationKind | None = None,
        error: EntityError | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.accepted_line_count = (
            accepted_line_count
            if accepted_line_count is None or type(accepted_line_count) is int
            else self._given("accepted_line_count", accepted_line_count)
        )
        self.rejected_line_count = (
            rejected_line_count
            if rejected_line_count is None or type(rejected_line_count) is int
            else self._given("rejected_line_count", rejected_line_count)
        )
        self.duration_milliseconds = (
            duration_milliseconds
            if duration_milliseconds is None or type(duration_milliseconds) is int
            else self._given("duration_milliseconds", duration_milliseconds)
        )
        self.text_normalization_kind = (
            text_normalization_kind
            if text_normalization_kind is None or type(text_normalization_kind) is TextNormalizationKind
            else self._given("text_normalization_kind", text_normalization_kind)
        )
        self.error = error if error is None or type(error) is EntityError else self._given("error", error)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        value = get("acceptedLineCount")
        if value is None or type(value) is int:
            self.accepted_line_count = value
        value = get("rejectedLineCount")
        if value is None or type(value) is int:
            self.rejected_line_count = value
        value = get("durationMilliseconds")
        if value is None or type(value) is int:
            self.duration_milliseconds = value
        value = get("textNormalizationKind")
        if type(value) is str:
            self.text_normalization_kind = TEXT_NORMALIZATION_KIND_VALUES.get(value) or TextNormalizationKind(value)
        elif value is None:
            self.text_normalization_kind = None
        if get("error") is None:
            self.error = None


# Below the class, so that models which refer to each other can import each other.
from .entity_error import EntityError  # noqa: E402
from .text_normalization_kind import TEXT_NORMALIZATION_KIND_VALUES, TextNormalizationKind  # noqa: E402

describe(
    DatasetProperties,
    {
        "accepted_line_count": Member("acceptedLineCount", INTEGER),
        "rejected_line_count": Member("rejectedLineCount", INTEGER),
        "duration_milliseconds": Member("durationMilliseconds", MILLISECONDS),
        "text_normalization_kind": Member("textNormalizationKind", Choice(TextNormalizationKind)),
        "error": Member("error", ModelOf(EntityError)),
    },
)
