from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class PunctuationMode(OpenEnum):
    """Source of the punctuation in the result. Default: DictatedAndAutomatic."""

    NONE = "None"
    """The result has no punctuation."""
    DICTATED = "Dictated"
    """Only marks that the speaker says, such as "comma"."""
    AUTOMATIC = "Automatic"
    """The service sets all marks."""
    DICTATED_AND_AUTOMATIC = "DictatedAndAutomatic"
    """Spoken marks, and others that the service adds."""


PUNCTUATION_MODE_VALUES: Final = {member.value: member for member in PunctuationMode}
