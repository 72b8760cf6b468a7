"""Each result of `files/` in each format, as in `golden/`.

`python tests/results/golden.py` writes them anew; look at what has changed before you commit it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from speechtotext import TranscriptionResult
from speechtotext._transcripts.options import STYLES

FILES = sorted((Path(__file__).parent / "files").glob("*.json"))
GOLDEN = Path(__file__).parent / "golden"
FORMATS = ("txt", "md", "srt", "vtt", "csv")

# How results of several voices are saved besides, by the ending of the golden file.
NAMES = {1: "Ann", "2": "Bo", "Channel 0": "Desk"}
VARIANTS: dict[str, dict[str, Any]] = {
    "speakers.srt": {"speakers": True},
    **{f"names.{format}": {"names": NAMES} for format in FORMATS},
    **{f"{style}.srt": {"style": style} for style in STYLES},
    "small.vtt": {"columns": 24, "lines": 3, "max_seconds": 4, "min_seconds": 1.5, "characters_per_second": 15},
    "page.html": {"audio": "https://example.com/calls/call.wav", "confidence": True, "names": NAMES},
    **{f"channel.{format}": {"channel": 0} for format in FORMATS},
}
SEVERAL_VOICES = {"fast", "v2024_11_15_diarized", "v3_2_stereo"}
# A fast transcription mixed its channels: there is none to choose.
MIXED = {"fast"}
SAVED = [(file, format) for file in FILES for format in FORMATS] + [
    (file, variant)
    for file in FILES
    if file.stem in SEVERAL_VOICES
    for variant, options in VARIANTS.items()
    if not ("channel" in options and file.stem in MIXED)
]


def golden(file: Path, format: str) -> Path:
    """Where a result is in a format."""
    return GOLDEN / f"{file.stem}.{format}"


def save(file: Path, target: Path) -> None:
    """Save a result as the golden files are: a transcript with speakers and times, subtitles with the text alone."""
    _, variant = target.name.split(".", 1)
    options = VARIANTS.get(variant, {"speakers": variant != "srt", "times": True})
    TranscriptionResult.load(file).save(target, **options)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for file, format in SAVED:
        save(file, golden(file, format))
