"""Convert constants that programs pass, as newer API versions expect them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

Conversion: TypeAlias = Callable[[object], int | None]
"""What becomes of a constant; None if there is no value that means the same."""

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)

_SECONDS = {"weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}


def hours(value: object) -> int | None:
    """Convert an ISO 8601 duration to whole hours, rounded up; None unless from 6 hours to 31 days."""
    seconds = _seconds(value)
    rounded = None if seconds is None else -int(-seconds // 3600)
    return rounded if rounded is not None and 6 <= rounded <= 744 else None


def milliseconds(value: object) -> int | None:
    """Convert an ISO 8601 duration to milliseconds."""
    seconds = _seconds(value)
    return None if seconds is None else round(seconds * 1000)


def minutes(value: object) -> int | None:
    """Convert seconds to whole minutes, rounded up; None for 0, which is not a duration."""
    return -(-value // 60) if isinstance(value, int) and value > 0 else None


def _seconds(value: object) -> float | None:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None or value in ("P", "PT"):
        return None
    return sum(float(number or 0) * _SECONDS[unit] for unit, number in match.groupdict().items())
