"""What it costs to read results and write subtitles of them, beside `json.loads` of the same files in one run.

Two files: a call of four hours whose two channels speak at once, 22 MB; and the answer of a fast transcription with
24,000 words, 2.6 MB.
"""

from __future__ import annotations

import json
import random
from functools import partial
from typing import Any

from decoding import fast_result, times
from ratios import Ratio, in_turns
from speechtotext import TranscriptionResult

HOURS = 4
TICKS = 10_000_000
WORD = 0.36
WORDS = ("the", "of", "is", "you", "that", "with", "they", "this", "have", "from", "one", "word", "what", "when")


def main() -> None:
    print(f"\n{'To vtt, beside json.loads':<62} {'ours, ms':>9} {'raw, ms':>9} {'ratio':>6}")
    # The former time of the first was 15.6 times that of json.loads, on the machine that the targets are from.
    print(ratio("22 MB of stereo", stereo(), 15.6 / 4, rounds=5))
    print(ratio("24,000 words of a fast answer", json.dumps(fast_result()).encode(), 9.0, rounds=15))


def ratio(name: str, data: bytes, target: float, *, rounds: int) -> Ratio:
    raw, ours = in_turns([partial(json.loads, data), partial(subtitles, data)], rounds)
    return Ratio(name, ours, raw, target)


def subtitles(data: bytes) -> str:
    return TranscriptionResult.from_bytes(data).to_text("vtt")


def stereo() -> bytes:
    """A result of 2024-11-15 with times of words in both forms."""
    chance = random.Random(1)
    phrases = [phrase for channel in (0, 1) for phrase in channel_phrases(channel, chance)]
    content = {"source": "call.wav", "recognizedPhrases": phrases, **times("duration", HOURS * 3600 * TICKS)}
    return json.dumps(content).encode()


def channel_phrases(channel: int, chance: random.Random) -> list[dict[str, Any]]:
    phrases = []
    now = 0.3 * channel
    while now < HOURS * 3600:
        said = [chance.choice(WORDS) + ("," if chance.random() < 0.08 else "") for _ in range(chance.randint(3, 22))]
        said[0], said[-1] = said[0].capitalize(), f"{said[-1].rstrip(',')}."
        spans = [when(now + number * WORD, WORD * 0.9) for number in range(len(said))]
        text = " ".join(said)
        reading = {
            **dict.fromkeys(("lexical", "itn", "maskedITN", "display"), text),
            "confidence": 0.9,
            "words": [
                {"word": word.strip(",."), "confidence": 0.9} | span for word, span in zip(said, spans, strict=True)
            ],
            "displayWords": [{"displayText": word} | span for word, span in zip(said, spans, strict=True)],
        }
        length = len(said) * WORD
        phrases.append(
            {"recognitionStatus": "Success", "channel": channel, **when(now, length), "nBest": [reading]},
        )
        now += length + chance.choice((0.3, 0.5, 1.2))
    return phrases


def when(start: float, length: float) -> dict[str, Any]:
    written = {"offset": f"PT{start:.2f}S", "duration": f"PT{length:.2f}S"}
    return written | {"offsetInTicks": float(round(start * TICKS)), "durationInTicks": float(round(length * TICKS))}


if __name__ == "__main__":
    main()
