from __future__ import annotations

from typing import Any

from attrs import define, field

from ...model import Member, Model, ModelOf, describe
from ...wire import redacted


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class DiarizationProperties(Model):
    """How speakers are to be told apart in a batch transcription. Meant for audio with one channel, at most 240 minutes a
    file. Takes effect only if diarization_enabled is true."""

    speakers: DiarizationSpeakersProperties
    """How many speakers to expect."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=redacted)
    """Members that the API's description does not name, and those that came as null."""

    def __init__(
        self,
        *,
        speakers: DiarizationSpeakersProperties,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self._raw = None
        self.speakers = (
            speakers if type(speakers) is DiarizationSpeakersProperties else self._given("speakers", speakers)
        )
        self.additional_properties = {} if additional_properties is None else self._further(additional_properties)


# Below the class, so that models which refer to each other can import each other.
from .diarization_speakers_properties import DiarizationSpeakersProperties  # noqa: E402

describe(
    DiarizationProperties,
    {
        "speakers": Member("speakers", ModelOf(DiarizationSpeakersProperties), required=True),
    },
)
