from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class LanguageIdentificationMode(OpenEnum):
    """Whether the service identifies the language once or continuously."""

    CONTINUOUS = "Continuous"
    """Follow changes of language within the audio. This is the default."""
    SINGLE = "Single"
    """Identify one language for the audio. From 2025-10-15 on it fails with NoLanguageIdentified or
    MultipleLanguagesIdentified if that is not possible."""


LANGUAGE_IDENTIFICATION_MODE_VALUES: Final = {member.value: member for member in LanguageIdentificationMode}
