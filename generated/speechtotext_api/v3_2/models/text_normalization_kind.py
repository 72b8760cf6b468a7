from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class TextNormalizationKind(OpenEnum):
    """Whether the text of a dataset is normalised before it is used."""

    DEFAULT = "Default"
    """Convert the text to its spoken form: in en-US, 2 becomes two."""
    NONE = "None"
    """Use the text as it is. Only for text that is already normalised."""


TEXT_NORMALIZATION_KIND_VALUES: Final = {member.value: member for member in TextNormalizationKind}
