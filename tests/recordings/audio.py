"""Recordings that tests write."""

from __future__ import annotations

import wave
from pathlib import Path


def write_recording(path: Path, *, seconds: float = 0.1, value: int = 0) -> Path:
    """Write a WAVE file whose samples all have one value."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes([value % 256, 0]) * int(8000 * seconds))
    return path
