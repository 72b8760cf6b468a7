"""Find the installed speech recogniser."""

from __future__ import annotations

from .transcribers import Transcriber


def speech_recognizer() -> Transcriber | None:
    """Return a recogniser of English speech, in demo quality; None without the extra `asr`."""
    try:
        from .pocketsphinx import PocketSphinx
    except ModuleNotFoundError:
        return None
    return PocketSphinx()
