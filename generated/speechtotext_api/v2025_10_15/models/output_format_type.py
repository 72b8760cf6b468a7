from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class OutputFormatType(OpenEnum):
    """Form of the results of a model."""

    LEXICAL = "Lexical"
    """The words as spoken, without formatting."""
    DISPLAY = "Display"
    """Text for reading, with punctuation, capitals and numbers."""


OUTPUT_FORMAT_TYPE_VALUES: Final = {member.value: member for member in OutputFormatType}
