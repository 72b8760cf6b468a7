from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class EnhancedModeTimestampGranularity(OpenEnum):
    """Granularity of the times of a transcript."""

    WORD = "word"
    """Times of words and segments."""
    SEGMENT = "segment"
    """Times of segments."""
    NONE = "none"
    """No times: the result contains text only."""


ENHANCED_MODE_TIMESTAMP_GRANULARITY_VALUES: Final = {
    member.value: member for member in EnhancedModeTimestampGranularity
}
