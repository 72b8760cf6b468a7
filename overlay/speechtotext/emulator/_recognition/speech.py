"""Recognition of speech, where an engine is installed."""

from __future__ import annotations

from .transcribers import Transcriber


def speech_recognizer() -> Transcriber | None:
    """Recognition of English speech, in demo quality; None if the extra `asr` is not installed."""
    try:
        from .pocketsphinx import PocketSphinx
    except ModuleNotFoundError:
        return None
    return PocketSphinx()
