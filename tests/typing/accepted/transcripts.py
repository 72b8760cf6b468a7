"""Reading what was said, and saving it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import assert_type

from speechtotext import (
    Alternative,
    ChannelText,
    DisplayWord,
    FileError,
    Phrase,
    SearchMatch,
    Sentence,
    TranscriptionResult,
    TranscriptOptions,
    Word,
    v2025_10_15,
)


def read(path: Path, data: bytes) -> TranscriptionResult | None:
    """A result is a file, or bytes."""
    try:
        assert_type(TranscriptionResult.load(path), TranscriptionResult)
        assert_type(TranscriptionResult.load("call.json"), TranscriptionResult)
        assert_type(TranscriptionResult.load_all("calls.json"), list[TranscriptionResult])
        return TranscriptionResult.from_bytes(data)
    except FileError as error:
        print(error)
        return None


def look_at(result: TranscriptionResult) -> Iterable[tuple[str, timedelta]]:
    """Everything in a result has a type."""
    assert_type(result.source, str | None)
    assert_type(result.timestamp, datetime | None)
    assert_type(result.duration, timedelta)
    assert_type(result.text, str)
    assert_type(result.raw, bytes)
    for channel in result.channels:
        assert_type(channel, ChannelText)
        assert_type(channel.channel, int | None)
        assert_type(channel.masked_itn, str | None)
    for phrase in result.phrases:
        assert_type(phrase, Phrase)
        assert_type(phrase.offset, timedelta)
        assert_type(phrase.end, timedelta)
        assert_type(phrase.speaker, int | str | None)
        assert_type(phrase.locale, str | None)
        assert_type(phrase.confidence, float | None)
        assert_type(phrase.text, str)
        assert_type(phrase.words, tuple[Word, ...])
        assert_type(phrase.display_words, tuple[DisplayWord, ...])
        assert_type(phrase.alternatives, tuple[Alternative, ...])
        for word in phrase.words or phrase.display_words:
            yield word.text, word.offset


def save(result: TranscriptionResult, folder: Path) -> str:
    """It is saved by the ending of the name, or asked for as text."""
    result.save(folder / "call.vtt")
    result.save("call.txt", speakers=True, times=True)
    assert_type(result.to_text("srt"), str)
    result.save("call.srt", speakers=False, channel=0)
    result.to_text("vtt", names={1: "Ann", "Guest-1": "Bo"})
    result.to_text("srt", names={1: "Ann"})
    result.to_text("srt", style="netflix", columns=37, lines=1, max_seconds=5.5, min_seconds=1)
    options = TranscriptOptions(speakers=True, names={1: "Ann"}, characters_per_second=17)
    result.save("call.md", options=options, times=True)
    for sentence in result.sentences():
        assert_type(sentence, Sentence)
        assert_type(sentence.end, timedelta)
    for match in result.search("chairs", whole_words=True, channel=0):
        assert_type(match, SearchMatch)
        assert_type(match.phrase, Phrase)
    result.to_rows(names={"Guest-1": "Bo"}, channel=1)
    for row in result.to_rows():
        assert_type(row["start"], float | None)
        assert_type(row["speaker"], int | str | None)
        assert_type(row["status"], str | None)
        print(row["text"])
    return result.to_text("txt", speakers=True)


def fast(stt: v2025_10_15.Client) -> TranscriptionResult:
    """What a fast transcription answers reads the same."""
    answer = stt.transcriptions.transcribe("call.wav")
    return TranscriptionResult.from_dict(answer.to_dict())


def own_words() -> Phrase:
    """A phrase can be made by hand."""
    word = Word(text="yes", offset_in_ticks=0, duration_in_ticks=5_000_000, confidence=0.9)
    best = Alternative(display="Yes.", lexical="yes", words=(word,))
    return Phrase(offset_in_ticks=0, duration_in_ticks=5_000_000, channel=0, alternatives=(best,))
