"""Decoding of result files: at speed what is as it should be, with patience what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any, Final, TypeAlias

import msgspec

from speechtotext._errors import FileError

from .phrases import (
    LONGEST,
    TICKS_PER_MILLISECOND,
    Alternative,
    ChannelText,
    Phrase,
    Record,
    Ticks,
    Word,
    time_of,
)

_MOST_MILLISECONDS: Final = LONGEST / TICKS_PER_MILLISECOND
Milliseconds: TypeAlias = Annotated[float, msgspec.Meta(ge=-_MOST_MILLISECONDS, le=_MOST_MILLISECONDS)]

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


class FastWord(Record, frozen=True, kw_only=True):
    """A word in the answer of fast transcription."""

    text: str
    offset_milliseconds: Milliseconds
    duration_milliseconds: Milliseconds


class FastPhrase(Record, frozen=True, kw_only=True):
    """A phrase in the answer of fast transcription; some models tell no times."""

    text: str = ""
    offset_milliseconds: Milliseconds | None = None
    duration_milliseconds: Milliseconds | None = None
    channel: int | None = None
    speaker: int | str | None = None
    locale: str | None = None
    confidence: float | None = None
    words: tuple[FastWord, ...] = ()


class FastChannelText(Record, frozen=True):
    """The text of a channel in the answer of fast transcription."""

    text: str = ""
    channel: int | None = None


class FastResult(Record, frozen=True, kw_only=True):
    """The answer of fast transcription; some models give the text of the channels alone."""

    phrases: tuple[FastPhrase, ...] | None = None
    combined_phrases: tuple[FastChannelText, ...] | None = None
    duration_milliseconds: Milliseconds | None = None


_DECODER: Final = msgspec.json.Decoder(ResultFile)
_FAST_DECODER: Final = msgspec.json.Decoder(FastResult)


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
        # Which of the two it is, is tried in the likelier order.
        decoders = (_DECODER.decode, _decode_fast)
        for decode in decoders if b'"recognizedPhrases"' in data else reversed(decoders):
            try:
                return decode(data)
            except msgspec.ValidationError:
                """It is of another kind, or has odd members."""
        return _read_patiently(msgspec.json.decode(data))
    except msgspec.ValidationError as error:
        raise FileError(f"{name} cannot be read as a transcription result: {error}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError(f"{name} cannot be read as a transcription result: it is not JSON.") from error


def _decode_fast(data: bytes) -> ResultFile:
    return _of_fast(_FAST_DECODER.decode(data))


def _read_patiently(content: Any) -> ResultFile:
    """A file that lacks some of the times or has members that are null."""
    if isinstance(content, dict):
        if "recognizedPhrases" in content:
            _mend(content, "InTicks", _ticks)
            return msgspec.convert({"durationInTicks": None} | content, ResultFile)
        if "phrases" in content or "combinedPhrases" in content:
            _mend(content, "Milliseconds", _milliseconds)
            return _of_fast(msgspec.convert({"phrases": []} | content, FastResult))
    raise msgspec.ValidationError("it has neither `recognizedPhrases` nor `phrases`")


def _mend(value: Any, unit: str, number_of: Callable[[Any, Any], float | None]) -> None:
    """Take members that are null out of JSON, and put times in a unit where they are told in another way alone."""
    if isinstance(value, list):
        for item in value:
            _mend(item, unit, number_of)
    elif isinstance(value, dict):
        for name in [name for name, member in value.items() if member is None]:
            del value[name]
        for time in ("offset", "duration"):
            if f"{time}{unit}" not in value:
                number = number_of(value.get(time), value.get(f"{time}Milliseconds"))
                if number is not None:
                    value[f"{time}{unit}"] = number
        for member in value.values():
            _mend(member, unit, number_of)


def _ticks(written: Any, milliseconds: Any) -> float | None:
    """Ticks of an ISO 8601 duration, or else of milliseconds."""
    try:
        return msgspec.convert(written, timedelta) / timedelta(microseconds=1) * 10
    except msgspec.ValidationError:
        return milliseconds * TICKS_PER_MILLISECOND if _is_number(milliseconds) else None


def _milliseconds(written: Any, milliseconds: Any) -> float | None:
    """Milliseconds of an ISO 8601 duration, or a plain number, which is in milliseconds in answers of previews."""
    ticks = _ticks(written, written)
    return None if ticks is None else ticks / TICKS_PER_MILLISECOND


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _of_fast(result: FastResult) -> ResultFile:
    if result.phrases is None and result.combined_phrases is None:
        raise msgspec.ValidationError("it has neither `recognizedPhrases` nor `phrases`")
    duration = result.duration_milliseconds
    return ResultFile(
        recognized_phrases=tuple(map(_phrase_of_fast, result.phrases or ())),
        combined_recognized_phrases=tuple(
            ChannelText(channel=entry.channel, display=entry.text) for entry in result.combined_phrases or ()
        ),
        duration_in_ticks=None if duration is None else duration * TICKS_PER_MILLISECOND,
    )


def _phrase_of_fast(phrase: FastPhrase) -> Phrase:
    offset, duration = phrase.offset_milliseconds, phrase.duration_milliseconds
    # There are tens of thousands of words: each is made once for both, by the quickest product.
    scale = float(TICKS_PER_MILLISECOND)
    words = tuple(
        [
            Word(
                text=word.text,
                offset_in_ticks=word.offset_milliseconds * scale,
                duration_in_ticks=word.duration_milliseconds * scale,
            )
            for word in phrase.words
        ]
    )
    reading = Alternative(confidence=phrase.confidence, display=phrase.text, words=words, display_words=words)
    return Phrase(
        offset_in_ticks=(offset or 0) * TICKS_PER_MILLISECOND,
        duration_in_ticks=(duration or 0) * TICKS_PER_MILLISECOND,
        has_times=offset is not None and duration is not None,
        channel=phrase.channel,
        speaker=phrase.speaker,
        locale=phrase.locale,
        alternatives=(reading,),
    )
