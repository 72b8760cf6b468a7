"""What it costs to decode a result of 100 MB into typed phrases and words, beside `json.loads` of it alone.

A fast result of 2 MB, 1,200 phrases with 24,000 words, is measured too; each process decodes it many times.

All is done in processes of their own, the writing too: the peak of a process begins at that of the one that started it.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any

SIZE = 100 * 10**6
ROUNDS = 5
FAST_PHRASES, FAST_WORDS, FAST_ROUNDS = 1200, 20, 21
PHRASE_TICKS, WORD_TICKS, WORDS = 40_000_000, 3_000_000, 12


def main() -> None:
    print(f"\nA result of {SIZE // 10**6} MB, each time in a process of its own; memory is the peak above the data")
    print(f"{'':<52} {'seconds':>8} {'ratio':>6} {'MiB':>6} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("compact", "indented", "fast"):
            path = Path(folder) / f"{name}.json"
            run("write", path)
            measured = in_turns(path)
            seconds, memory = measured["json.loads"]
            for decoder, (took, peak) in measured.items():
                # The peak of so little is that of the process.
                verdict = "ok" if took <= seconds and (peak <= memory or name == "fast") else "OVER"
                row = f"{took:>8.3f} {took / seconds:>6.2f} {peak:>6.0f} {peak / memory:>6.2f}"
                print(f"{f'{decoder}, {name}':<52} {row}  {'' if decoder == 'json.loads' else verdict}", flush=True)


def in_turns(path: Path) -> dict[str, tuple[float, float]]:
    """By decoder, the median of its seconds, and of its MiB of memory."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in DECODERS}
    for _ in range(ROUNDS):
        for name, measured in runs.items():
            seconds, memory = map(float, run(name, path).split())
            measured.append((seconds, memory))
    return {
        name: (statistics.median(run[0] for run in measured), statistics.median(run[1] for run in measured))
        for name, measured in runs.items()
    }


def run(task: str, path: Path) -> str:
    command = [sys.executable, __file__, task, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def from_bytes() -> Callable[[bytes], object]:
    from speechtotext import TranscriptionResult

    return TranscriptionResult.from_bytes


def all_words(*members: str) -> Callable[[], Callable[[bytes], object]]:
    """Decode, and read members of each word."""

    def make() -> Callable[[bytes], object]:
        from speechtotext import TranscriptionResult

        read = attrgetter(*members)

        def decode(data: bytes) -> object:
            result = TranscriptionResult.from_bytes(data)
            for phrase in result.phrases:
                for word in phrase.words:
                    read(word)
            return result

        return decode

    return make


DECODERS: dict[str, Callable[[], Callable[[bytes], object]]] = {
    "json.loads": lambda: json.loads,
    "TranscriptionResult.from_bytes": from_bytes,
    "… and text and ticks of all words": all_words("text", "offset_in_ticks", "duration_in_ticks", "confidence"),
    "… and text and timedeltas of all words": all_words("text", "offset", "duration", "confidence"),
}


def measure(decoder: str, path: Path) -> None:
    """Decode once, and print seconds and MiB."""
    decode = DECODERS[decoder]()
    data = path.read_bytes()
    before = peak()
    rounds = []
    result: object = None
    for _ in range(FAST_ROUNDS if path.stem == "fast" else 1):
        started = time.perf_counter()
        result = decode(data)
        rounds.append(time.perf_counter() - started)
    print(statistics.median(rounds), peak() - before)
    del result


def peak() -> float:
    """The most memory that this process has had so far, in MiB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)


def write(path: Path) -> None:
    """A result file of 2024-11-15 with all that a job can ask for."""
    if path.stem == "fast":
        path.write_bytes(json.dumps(fast_result()).encode())
        return
    indent = 2 if path.stem == "indented" else None
    phrases = SIZE // (len(encoded(101, indent)) - len(encoded(1, indent))) * 100
    path.write_bytes(encoded(phrases, indent))


def encoded(phrases: int, indent: int | None) -> bytes:
    content = {
        "source": "https://example.com/call.wav",
        "timestamp": "2025-02-11T16:20:01Z",
        "combinedRecognizedPhrases": [],
        "recognizedPhrases": [phrase(number) for number in range(phrases)],
        **times("duration", phrases * PHRASE_TICKS),
    }
    return json.dumps(content, indent=indent).encode()


def phrase(number: int) -> dict[str, Any]:
    start = number * PHRASE_TICKS
    spoken = [f"word{start // WORD_TICKS + index}" for index in range(WORDS)]
    text = " ".join(spoken)
    readings: list[dict[str, Any]] = [
        {"confidence": 0.9 - worse / 10, "lexical": text, "itn": text, "maskedITN": text, "display": f"{text}."}
        for worse in range(5)
    ]
    spans = [span(start + index * WORD_TICKS, WORD_TICKS - 200_000) for index in range(WORDS)]
    readings[0]["words"] = [
        {"word": word, **when, "confidence": 0.91234} for word, when in zip(spoken, spans, strict=True)
    ]
    readings[0]["displayWords"] = [{"displayText": word, **when} for word, when in zip(spoken, spans, strict=True)]
    return {
        "recognitionStatus": "Success",
        "channel": number % 2,
        "speaker": number % 3,
        **span(start, WORDS * WORD_TICKS),
        "nBest": readings,
    }


def fast_result() -> dict[str, Any]:
    """The response of fast transcription, with the times of all words."""
    phrases: list[dict[str, Any]] = []
    for number in range(FAST_PHRASES):
        first = number * FAST_WORDS
        words = [
            {"text": f"word{word}", "offsetMilliseconds": word * 300, "durationMilliseconds": 280}
            for word in range(first, first + FAST_WORDS)
        ]
        text = " ".join(str(word["text"]) for word in words)
        when = {"offsetMilliseconds": first * 300, "durationMilliseconds": FAST_WORDS * 300 - 20}
        phrases.append(
            {"channel": 0, "speaker": number % 3, **when, "text": text, "words": words, "locale": "en-US"}
            | {"confidence": 0.91234}
        )
    combined = [{"channel": 0, "text": " ".join(entry["text"] for entry in phrases)}]
    return {"durationMilliseconds": FAST_PHRASES * FAST_WORDS * 300, "combinedPhrases": combined, "phrases": phrases}


def span(offset: int, duration: int) -> dict[str, Any]:
    return times("offset", offset) | times("duration", duration)


def times(name: str, ticks: int) -> dict[str, Any]:
    """A time in each of the ways in which the service writes it."""
    return {
        name: f"PT{ticks / 10_000_000:g}S",
        f"{name}InTicks": float(ticks),
        f"{name}Milliseconds": ticks // 10_000,
    }


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", path]:
            write(Path(path))
        case [decoder, path]:
            measure(decoder, Path(path))
        case _:
            main()
