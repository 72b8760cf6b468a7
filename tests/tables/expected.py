"""What the tables have to say of results, read through the objects that people use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from speechtotext import Phrase, TranscriptionResult

FILES = sorted((Path(__file__).parent.parent / "results" / "files").glob("*.json"))


def phrase_rows(results: list[TranscriptionResult]) -> list[dict[str, Any]]:
    return [
        {
            "position": position,
            "channel": phrase.channel,
            "speaker": None if phrase.speaker is None else str(phrase.speaker),
            "start": phrase.offset if phrase.has_times else None,
            "end": phrase.end if phrase.has_times else None,
            "locale": phrase.locale,
            "confidence": phrase.confidence,
            "status": phrase.recognition_status,
            "text": phrase.text,
            "lexical": phrase.lexical,
            "itn": phrase.itn,
            "masked_itn": phrase.masked_itn,
            "display": phrase.display,
        }
        for position, phrase in _numbered(results)
    ]


def word_rows(results: list[TranscriptionResult]) -> list[dict[str, Any]]:
    return [
        {
            "phrase": number,
            "position": position,
            "start": word.offset,
            "end": word.end,
            "text": word.text,
            "confidence": getattr(word, "confidence", None),
        }
        for number, phrase in _numbered(results)
        for position, word in enumerate(phrase.words or phrase.display_words)
    ]


def _numbered(results: list[TranscriptionResult]) -> Iterator[tuple[int, Phrase]]:
    return enumerate(phrase for result in results for phrase in result.phrases)


def rows(table: pa.Table, *without: str) -> list[dict[str, Any]]:
    """The rows of a table, times as Python tells them, without some columns."""
    kept = [name for name in table.column_names if name not in without]
    return [dict(row) for row in table.select(kept).to_pylist()]


def result_file(path: Path, *texts: str, **members: Any) -> Path:
    """Write a result file of a phrase for each text, a second long, with a word for each word."""
    phrases = []
    for number, text in enumerate(texts):
        spoken = text.split()
        step = 10_000_000 // max(len(spoken), 1)
        words = [
            {"word": word, "offsetInTicks": number * 10_000_000 + place * step, "durationInTicks": step}
            for place, word in enumerate(spoken)
        ]
        phrases.append(
            {"offsetInTicks": number * 10_000_000, "durationInTicks": 10_000_000, "channel": 0}
            | {"recognitionStatus": "Success", "nBest": [{"display": text, "words": words, "confidence": 0.5}]}
        )
    content = {"source": f"https://example.com/{path.stem}.wav", "recognizedPhrases": phrases, "durationInTicks": 0}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content | {"timestamp": "2026-05-01T12:00:00Z"} | members), encoding="utf-8")
    return path
