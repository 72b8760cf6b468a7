from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class ProfanityFilterMode(OpenEnum):
    """What happens to profanity in the result. A batch transcription that sets none uses Masked."""

    NONE = "None"
    """Leave it as it is."""
    REMOVED = "Removed"
    """Leave it out."""
    TAGS = "Tags"
    """Enclose it in XML tags named profanity."""
    MASKED = "Masked"
    """Keep the first letter and put asterisks for the rest."""


PROFANITY_FILTER_MODE_VALUES: Final = {member.value: member for member in ProfanityFilterMode}
