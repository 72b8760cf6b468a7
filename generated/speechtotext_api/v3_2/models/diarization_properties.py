from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from ...json_object import JsonObject, Member, describe
from ...object_kinds import ObjectOf
from ...wire import redacted


@define(kw_only=True, init=False, eq=False, repr=False, getstate_setstate=False)
class DiarizationProperties(JsonObject):
    """How to separate speakers in a batch transcription. For audio with one channel, at most 240 minutes a file. Takes
    effect only if diarization_enabled is true."""

    speakers: DiarizationSpeakersProperties
    """Range of the number of speakers."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Properties that the API's description does not name, and properties that are null."""

    def __init__(
        self,
        *,
        speakers: DiarizationSpeakersProperties | Mapping[str, object],
        additional_properties: Mapping[str, object] | None = None,
    ) -> None:
        self._accept(
            speakers=speakers,
            additional_properties=additional_properties,
        )


# Below the class, so that models which refer to each other can import each other.
from .diarization_speakers_properties import DiarizationSpeakersProperties  # noqa: E402

describe(
    DiarizationProperties,
    {
        "speakers": Member("speakers", ObjectOf(DiarizationSpeakersProperties), required=True),
    },
)
