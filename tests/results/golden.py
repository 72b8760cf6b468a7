"""Each result of `files/` in each format, as in `golden/`.

`python tests/results/golden.py` writes them anew; look at what has changed before you commit it.
"""

from __future__ import annotations

from pathlib import Path

from speechtotext import TranscriptionResult

FILES = sorted((Path(__file__).parent / "files").glob("*.json"))
GOLDEN = Path(__file__).parent / "golden"
FORMATS = ("txt", "srt", "vtt", "csv")


def golden(file: Path, format: str) -> Path:
    """Where a result is in a format."""
    return GOLDEN / f"{file.stem}.{format}"


def save(file: Path, target: Path) -> None:
    """Save a result as the golden files are: a transcript with speakers and times."""
    TranscriptionResult.load(file).save(target, speakers=True, times=True)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for file in FILES:
        for format in FORMATS:
            save(file, golden(file, format))
