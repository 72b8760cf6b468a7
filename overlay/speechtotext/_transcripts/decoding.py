"""Decoding of result files: at speed what is as it should be, with patience what is not."""

from __future__ import annotations

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
from .shapes import as_utf8, recordings, usual_shape

_MOST_MILLISECONDS: Final = LONGEST / TICKS_PER_MILLISECOND
Milliseconds: TypeAlias = Annotated[float, msgspec.Meta(ge=-_MOST_MILLISECONDS, le=_MOST_MILLISECONDS)]


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


def read(data: bytes, name: str) -> list[tuple[ResultFile, bytes]]:
    """Decode a result file; those of v2.0 may hold several recordings, or none.

    Args:
        data: what it holds.
        name: what to call it when something is wrong.

    Returns:
        Each recording with the JSON that it was read from: the whole file, if it holds but one.

    Raises:
        FileError: it holds something else.
    """
    try:
        text = as_utf8(data)
        # Which of the two it is, is tried in the likelier order.
        decoders = (_DECODER.decode, _decode_fast)
        for decode in decoders if b'"recognizedPhrases"' in text else reversed(decoders):
            try:
                return [(decode(text), data)]
            except msgspec.ValidationError:
                """It is of another kind, or has odd members."""
        return _read_patiently(data)
    except msgspec.ValidationError as error:
        raise FileError(f"{name} cannot be read as a transcription result: {error}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileError(f"{name} cannot be read as a transcription result: it is not JSON.") from error


def _decode_fast(data: bytes) -> ResultFile:
    result = _FAST_DECODER.decode(data)
    if any(phrase.offset_milliseconds is None for phrase in result.phrases or ()):
        raise msgspec.ValidationError("its times are missing, or have an unknown format")
    return _of_fast(result)


def _read_patiently(data: bytes) -> list[tuple[ResultFile, bytes]]:
    """Decode a file of another shape, or one with odd members, and each of its recordings with JSON of its own."""
    read = [(_of_shape(usual_shape(content)), content) for content in recordings(data)]
    if len(read) == 1:
        return [(read[0][0], data)]
    return [(file, msgspec.json.encode(content)) for file, content in read]


def _of_shape(content: dict[str, Any]) -> ResultFile:
    if "phrases" in content:
        return _of_fast(msgspec.convert(content, FastResult))
    return msgspec.convert(content, ResultFile)


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
