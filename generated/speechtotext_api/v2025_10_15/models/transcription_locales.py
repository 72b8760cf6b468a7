from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...kinds import (
    TEXT,
    ListOf,
)
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class TranscriptionLocales(JsonObject):
    """Supported locales of batch and fast transcription."""

    transcribe: list[str] | None = field(default=None, repr=redacted)
    """Locales of fast transcription (transcriptions:transcribe)."""
    submit: list[str] | None = field(default=None, repr=redacted)
    """Locales of batch transcription (transcriptions:submit)."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        transcribe: list[str] | tuple[str, ...] | None = None,
        submit: list[str] | tuple[str, ...] | None = None,
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            transcribe=transcribe,
            submit=submit,
            additional_properties=additional_properties,
        )

    def _load(self, data: dict[str, Any]) -> None:
        get = data.get
        if get("Transcribe") is None:
            self.transcribe = None
        if get("Submit") is None:
            self.submit = None


# Below the class, so that models which refer to each other can import each other.

describe(
    TranscriptionLocales,
    {
        "transcribe": Member("Transcribe", ListOf(TEXT)),
        "submit": Member("Submit", ListOf(TEXT)),
    },
)
