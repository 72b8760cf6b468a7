"""Decoding of result files: at speed what is as it should be, with patience what is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from speechtotext._errors import FileError

from .phrases import TICKS_PER_MILLISECOND, Alternative, ChannelText, DisplayWord, Phrase, Record, Ticks, Timed, time_of

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ResultFile(Record, frozen=True, kw_only=True):
    """A result file of batch transcription, as the schemas beside the service's samples describe it.

    Times are read in ticks alone, which the files of all versions have; milliseconds are not in all of them, and wrong
    in some.
    """

    recognized_phrases: tuple[Phrase, ...]
    combined_recognized_phrases: tuple[ChannelText, ...] = ()
    source: str | None = None
    timestamp: datetime | None = None
    duration_in_ticks: Ticks | None

    @property
    def duration(self) -> timedelta:
        """How long the audio is; where the file does not tell, until when something is said in it."""
        if self.duration_in_ticks is not None:
            return time_of(self.duration_in_ticks)
        return max((phrase.end for phrase in self.recognized_phrases), default=timedelta())


class FastWord(Timed, frozen=True, kw_only=True):
    """A word in the answer of fast transcription."""

    text: str


class FastPhrase(Timed, frozen=True, kw_only=True):
    """A phrase in the answer of fast transcription."""

    text: str = ""
    channel: int | None = None
    speaker: int | None = None
    locale: str | None = None
    confidence: float | None = None
    words: tuple[FastWord, ...] = ()


class FastChannelText(Record, frozen=True):
    """The text of a channel in the answer of fast transcription."""

    text: str = ""
    channel: int | None = None


class FastResult(Record, frozen=True, kw_only=True):
    """The answer of fast transcription, its milliseconds made ticks."""

    phrases: tuple[FastPhrase, ...]
    combined_phrases: tuple[FastChannelText, ...] = ()
    duration_in_ticks: Ticks | None = None


_DECODER: Final = msgspec.json.Decoder(ResultFile)


def read(data: bytes, name: str) -> ResultFile:
    """Decode a result file.

    Args:
        data: what it holds.
        name: what to call it when something is wrong.

    Raises:
        FileError: it holds something else.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        try:
            return _DECODER.decode(data)
        except msgspec.ValidationError:
            return _read_patiently(msgspec.json.decode(data))
    except msgspec.ValidationError as error:
        raise FileError(f"{name} cannot be read as a transcription result: {error}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError(f"{name} cannot be read as a transcription result: it is not JSON.") from error


def _read_patiently(content: Any) -> ResultFile:
    """A file that lacks some of the ticks or has members that are null, or the answer of fast transcription."""
    _mend(content)
    if isinstance(content, dict):
        if "recognizedPhrases" in content:
            return msgspec.convert({"durationInTicks": None} | content, ResultFile)
        if "phrases" in content:
            return _of_fast(msgspec.convert(content, FastResult))
    raise msgspec.ValidationError("it has neither `recognizedPhrases` nor `phrases`")


def _mend(value: Any) -> None:
    """Take members that are null out of JSON, and put ticks where a time is told in another way alone."""
    if isinstance(value, list):
        for item in value:
            _mend(item)
    elif isinstance(value, dict):
        for name in [name for name, member in value.items() if member is None]:
            del value[name]
        for time in ("offset", "duration"):
            if f"{time}InTicks" not in value:
                ticks = _ticks(value.get(time), value.get(f"{time}Milliseconds"))
                if ticks is not None:
                    value[f"{time}InTicks"] = ticks
        for member in value.values():
            _mend(member)


def _ticks(written: Any, milliseconds: Any) -> float | None:
    """Ticks of an ISO 8601 duration, or else of milliseconds."""
    try:
        return msgspec.convert(written, timedelta) / timedelta(microseconds=1) * 10
    except msgspec.ValidationError:
        is_number = isinstance(milliseconds, int | float) and not isinstance(milliseconds, bool)
        return milliseconds * TICKS_PER_MILLISECOND if is_number else None


def _of_fast(result: FastResult) -> ResultFile:
    return ResultFile(
        recognized_phrases=tuple(map(_phrase_of_fast, result.phrases)),
        combined_recognized_phrases=tuple(
            ChannelText(channel=entry.channel, display=entry.text) for entry in result.combined_phrases
        ),
        duration_in_ticks=result.duration_in_ticks,
    )


def _phrase_of_fast(phrase: FastPhrase) -> Phrase:
    words = tuple(
        DisplayWord(text=word.text, offset_in_ticks=word.offset_in_ticks, duration_in_ticks=word.duration_in_ticks)
        for word in phrase.words
    )
    return Phrase(
        offset_in_ticks=phrase.offset_in_ticks,
        duration_in_ticks=phrase.duration_in_ticks,
        channel=phrase.channel,
        speaker=phrase.speaker,
        locale=phrase.locale,
        alternatives=(Alternative(confidence=phrase.confidence, display=phrase.text, display_words=words),),
    )
