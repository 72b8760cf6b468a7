from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Never, Self

from attrs import define, field

from ...reading import equal, read_leniently, represent, to_json, unreadable
from ...wire import (
    DecodeError,
    integer,
    items,
    members,
    mismatch,
    redacted,
    unknown,
)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class TranscribeResult:
    """Result of a fast transcription."""

    duration_milliseconds: int
    """How long the audio is, in milliseconds."""
    combined_phrases: list[ChannelCombinedPhrases]
    """The whole text, one entry for each channel."""
    phrases: list[Phrase]
    """The text phrase by phrase, with times."""
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
                data = members("TranscribeResult", data)
            self = cls.__new__(cls)
            get = data.get
            known = 3
            value = get("durationMilliseconds")
            if type(value) is not int:
                value = integer("TranscribeResult.durationMilliseconds", value)
            self.duration_milliseconds = value
            value = get("combinedPhrases")
            if value is None:
                raise mismatch("TranscribeResult.combinedPhrases", "a value", value)
            value = [
                ChannelCombinedPhrases.from_dict(
                    item if type(item) is dict else members("TranscribeResult.combinedPhrases", item)
                )
                for item in items("TranscribeResult.combinedPhrases", value)
            ]
            self.combined_phrases = value
            value = get("phrases")
            if value is None:
                raise mismatch("TranscribeResult.phrases", "a value", value)
            value = [
                Phrase.from_dict(item if type(item) is dict else members("TranscribeResult.phrases", item))
                for item in items("TranscribeResult.phrases", value)
            ]
            self.phrases = value
            self.additional_properties = {} if known == len(data) else unknown(data, _KNOWN)
            return self
        except DecodeError as error:
            return read_leniently(cls, data, _KNOWN, error)

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it: what is None is left out."""
        try:
            data = dict(self.additional_properties)
            data["durationMilliseconds"] = self.duration_milliseconds
            data["combinedPhrases"] = [item.to_dict() for item in self.combined_phrases]
            data["phrases"] = [item.to_dict() for item in self.phrases]
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
    "durationMilliseconds": "duration_milliseconds",
    "combinedPhrases": "combined_phrases",
    "phrases": "phrases",
}

# Below the class, so that models which refer to each other can import each other.
from .channel_combined_phrases import ChannelCombinedPhrases  # noqa: E402
from .phrase import Phrase  # noqa: E402
