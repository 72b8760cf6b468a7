from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class TextNormalizationKind(OpenEnum):
    """Whether the text of a dataset is normalised before it is used."""

    DEFAULT = "Default"
    """Put the text into spoken form, so that in en-US 2 becomes two."""
    NONE = "None"
    """Use the text as it stands. Only for text that was normalised before the upload."""


TEXT_NORMALIZATION_KIND_VALUES: Final = {member.value: member for member in TextNormalizationKind}
