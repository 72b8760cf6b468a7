from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class EnhancedModeTranscriptionStyle(OpenEnum):
    """How closely a transcript follows the speech."""

    VERBATIM = "verbatim"
    """Every word, fillers and repetitions included."""
    CLEAN = "clean"
    """Readable text, without fillers and repetitions."""


ENHANCED_MODE_TRANSCRIPTION_STYLE_VALUES: Final = {member.value: member for member in EnhancedModeTranscriptionStyle}
