"""How many examples Hypothesis makes up for a test."""

from __future__ import annotations

import os
from typing import Final

_TIMES: Final = int(os.environ.get("SPEECHTOTEXT_MORE_EXAMPLES", "1"))


def example_count(usual: int) -> int:
    """A number of examples, or as many times as many as the environment asks for."""
    return usual * _TIMES
