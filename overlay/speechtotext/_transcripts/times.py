"""Times as people read them."""

from __future__ import annotations


def clock(milliseconds: int, point: str = ".") -> str:
    """Return a time as in 00:01:07.250."""
    seconds, fraction = divmod(max(milliseconds, 0), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{fraction:03}"
