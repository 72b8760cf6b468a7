from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class ProfanityFilterMode(OpenEnum):
    """How to treat profanity in the result. Default of batch transcription: Masked."""

    NONE = "None"
    """Leave it as it is."""
    REMOVED = "Removed"
    """Leave it out."""
    TAGS = "Tags"
    """Enclose it in XML tags named profanity."""
    MASKED = "Masked"
    """Keep the first letter and replace the rest by asterisks."""


PROFANITY_FILTER_MODE_VALUES: Final = {member.value: member for member in ProfanityFilterMode}
