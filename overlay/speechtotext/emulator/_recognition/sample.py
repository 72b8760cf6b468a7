"""The sample recording."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "sample" / "call.wav"
"""A call of six seconds in English. `call.txt` beside it contains its words."""
