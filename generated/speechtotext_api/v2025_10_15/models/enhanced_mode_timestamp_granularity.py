from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class EnhancedModeTimestampGranularity(OpenEnum):
    """How fine the times of a transcript are."""

    WORD = "word"
    """Times of words and segments."""
    SEGMENT = "segment"
    """Times of segments."""
    NONE = "none"
    """No times: the result holds text alone."""


ENHANCED_MODE_TIMESTAMP_GRANULARITY_VALUES: Final = {
    member.value: member for member in EnhancedModeTimestampGranularity
}
