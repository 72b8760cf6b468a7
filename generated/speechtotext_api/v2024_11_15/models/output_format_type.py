from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class OutputFormatType(OpenEnum):
    """Form in which a model can give its results."""

    LEXICAL = "Lexical"
    """The bare words as spoken, without any formatting."""
    DISPLAY = "Display"
    """Text made for reading, with punctuation, capitals and numbers."""


OUTPUT_FORMAT_TYPE_VALUES: Final = {member.value: member for member in OutputFormatType}
