from __future__ import annotations

from typing import Any

from attrs import define, field

from ...kinds import (
    TEXT,
    ListOf,
)
from ...model import Member, Model, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscriptionLocales(Model):
    """Which locales are supported for which way of transcribing."""

    transcribe: list[str] | None = field(default=None, repr=redacted)
    """Locales of fast transcription (transcriptions:transcribe)."""
    submit: list[str] | None = field(default=None, repr=redacted)
    """Locales of batch transcription (transcriptions:submit)."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        transcribe: list[str] | None = None,
        submit: list[str] | None = None,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.transcribe = transcribe if transcribe is None else self._given("transcribe", transcribe)
        self.submit = submit if submit is None else self._given("submit", submit)
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)

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
