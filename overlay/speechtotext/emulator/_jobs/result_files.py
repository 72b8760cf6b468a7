"""The files of a transcription: a result file for each recording and a report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, NamedTuple

from speechtotext.emulator._contract.documents import Json, documents
from speechtotext.emulator._contract.durations import duration, milliseconds, ticks
from speechtotext.emulator._recognition.transcribers import Phrase, Transcript, Word

# The versions whose files were the first to hold it.
_SINCE: Final[Mapping[str, str]] = {
    "displayWords": "v3.1",
    "locale": "v3.1",
    "durationMilliseconds": "2024-11-15",
    "offsetMilliseconds": "2024-11-15",
}


class ReportLine(NamedTuple):
    """The report's entry for one recording; error kind and message are None on success."""

    source: str
    error_kind: str | None = None
    error_message: str | None = None


@dataclass(frozen=True, slots=True)
class ResultOptions:
    """The options of a transcription that shape its result files.

    Args:
        channels: numbers of the channels to transcribe.
        speakers: how many may be told apart at most; None if they are not to be.
        words: whether words are told with their times, as they are spoken.
        display_words: the same, as they are displayed.
        punctuation: whether texts have any.
        times: what the times of a fast result are of: "word" and phrase, "segment", which is a phrase, or "none".
    """

    channels: Sequence[int] = (0, 1)
    speakers: int | None = None
    words: bool = False
    display_words: bool = False
    punctuation: bool = True
    times: str = "word"

    @classmethod
    def from_properties(cls, properties: Json) -> ResultOptions:
        """Return the options in the properties of a transcription."""
        diarization = properties.get("diarization", {})
        return cls(
            channels=properties["channels"],
            speakers=diarization["maxSpeakers"] if diarization.get("enabled") else None,
            words=properties["wordLevelTimestampsEnabled"],
            display_words=properties["displayFormWordLevelTimestampsEnabled"],
            punctuation=properties["punctuationMode"] != "None",
        )

    def phrases(self, transcript: Transcript) -> Iterator[tuple[Phrase, int | None]]:
        """Yield the phrases of the selected channels, each with its speaker number if requested."""
        wanted = [phrase for phrase in transcript.phrases if phrase.channel in self.channels]
        for number, phrase in enumerate(wanted):
            yield phrase, None if self.speakers is None else number % self.speakers + 1


def result_file(
    version: str,
    source: str,
    timestamp: str,
    length: timedelta,
    locale: str,
    transcript: Transcript,
    wanted: ResultOptions,
) -> bytes:
    """Build the result file of one recording in the format of a version.

    Args:
        source: URL of the recording.
        timestamp: when it was made.
        length: how long the recording plays.
    """
    phrases = list(wanted.phrases(transcript))
    result = {
        "source": source,
        "timestamp": timestamp,
        **_span("duration", length),
        "combinedRecognizedPhrases": [
            {"channel": channel, **_text_forms([phrase for phrase, _ in phrases if phrase.channel == channel], wanted)}
            for channel in sorted({phrase.channel for phrase, _ in phrases})
        ],
        "recognizedPhrases": [_phrase(phrase, speaker, locale, wanted) for phrase, speaker in phrases],
    }
    return _to_json(_without(_properties_added_after(version), result))


def report_file(lines: Sequence[ReportLine]) -> bytes:
    """Build the report file of a transcription."""
    failed = sum(line.error_kind is not None for line in lines)
    return _to_json(
        {
            "successfulTranscriptionsCount": len(lines) - failed,
            "failedTranscriptionsCount": failed,
            "details": [
                {"source": line.source, "status": "Succeeded"}
                if line.error_kind is None
                else {
                    "source": line.source,
                    "status": "Failed",
                    "errorKind": line.error_kind,
                    "errorMessage": line.error_message,
                }
                for line in lines
            ],
        }
    )


def fast_result(transcript: Transcript, length: timedelta, locale: str, wanted: ResultOptions, *, apart: bool) -> Json:
    """Build the response body of fast transcription.

    Args:
        apart: whether channels are told apart.
    """
    phrases = list(wanted.phrases(transcript))
    channels = sorted({phrase.channel for phrase, _ in phrases}) if apart else [None]
    return {
        "durationMilliseconds": milliseconds(length),
        "combinedPhrases": [
            {"channel": channel, "text": " ".join(p.text for p, _ in phrases if channel in (None, p.channel))}
            for channel in channels
        ],
        "phrases": [
            {
                "channel": phrase.channel if apart else None,
                "speaker": speaker,
                **({} if wanted.times == "none" else _milliseconds(phrase)),
                "text": phrase.text,
                "words": [{"text": word.text, **_milliseconds(word)} for word in phrase.words]
                if wanted.times == "word"
                else None,
                "locale": locale,
                "confidence": phrase.confidence,
            }
            for phrase, speaker in phrases
        ],
    }


def _phrase(phrase: Phrase, speaker: int | None, locale: str, wanted: ResultOptions) -> Json:
    best: Json = {"confidence": phrase.confidence, **_text_forms([phrase], wanted)}
    if wanted.words:
        best["words"] = [
            {"word": word.lexical, "confidence": word.confidence, **_offset_and_duration(word)} for word in phrase.words
        ]
    if wanted.display_words:
        best["displayWords"] = [{"displayText": word.text, **_offset_and_duration(word)} for word in phrase.words]
    told: Json = {"recognitionStatus": "Success", "channel": phrase.channel}
    if speaker is not None:
        told["speaker"] = speaker
    return {**told, **_offset_and_duration(phrase), "locale": locale, "nBest": [best]}


def _text_forms(phrases: Sequence[Phrase], wanted: ResultOptions) -> Json:
    lexical = " ".join(phrase.lexical for phrase in phrases)
    display = " ".join(phrase.text for phrase in phrases) if wanted.punctuation else lexical
    return {"lexical": lexical, "itn": lexical, "maskedITN": lexical, "display": display}


def _offset_and_duration(spoken: Phrase | Word) -> Json:
    return {**_span("offset", spoken.offset), **_span("duration", spoken.duration)}


def _span(name: str, span: timedelta) -> Json:
    return {name: duration(span), f"{name}InTicks": ticks(span), f"{name}Milliseconds": milliseconds(span)}


def _milliseconds(spoken: Phrase | Word) -> Json:
    return {
        "offsetMilliseconds": milliseconds(spoken.offset),
        "durationMilliseconds": milliseconds(spoken.duration),
    }


def _properties_added_after(version: str) -> frozenset[str]:
    """Return the properties that newer versions added to result files."""
    order = list(documents())
    return frozenset(name for name, since in _SINCE.items() if order.index(since) > order.index(version))


def _without(names: frozenset[str], value: Any) -> Any:
    if isinstance(value, list):
        return [_without(names, item) for item in value]
    if isinstance(value, dict):
        return {name: _without(names, member) for name, member in value.items() if name not in names}
    return value


def _to_json(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
