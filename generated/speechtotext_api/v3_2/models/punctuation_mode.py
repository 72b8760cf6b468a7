from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class PunctuationMode(OpenEnum):
    """Where punctuation in the result comes from. A transcription that sets none uses DictatedAndAutomatic."""

    NONE = "None"
    """The result has no punctuation."""
    DICTATED = "Dictated"
    """Only marks that the speaker says aloud, such as comma, are written."""
    AUTOMATIC = "Automatic"
    """The service sets the marks by itself."""
    DICTATED_AND_AUTOMATIC = "DictatedAndAutomatic"
    """Spoken marks are written, and the service adds others by itself."""


PUNCTUATION_MODE_VALUES: Final = {member.value: member for member in PunctuationMode}
