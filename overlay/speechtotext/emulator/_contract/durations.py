"""Durations in the formats of the API versions."""

from __future__ import annotations

import re
from datetime import timedelta

from .documents import Json

_DURATION = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_DAYS = {"years": 365, "months": 30}


def parse_duration(text: str) -> timedelta:
    """Parse an ISO 8601 duration; a year counts as 365 days, a month as 30.

    Raises:
        ValueError: it is none.
    """
    found = _DURATION.fullmatch(text)
    if found is None or text.endswith(("P", "T")):
        raise ValueError(f"{text!r} is not an ISO 8601 duration")
    given = {name: float(value) for name, value in found.groupdict().items() if value}
    days = sum(given.pop(name, 0) * days for name, days in _DAYS.items())
    return timedelta(**given) + timedelta(days=days)


def duration(span: timedelta) -> str:
    """Format a duration as ISO 8601."""
    seconds = span.total_seconds()
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""]
    shown = f"{seconds:.7f}".rstrip("0").rstrip(".")
    if shown != "0" or not any(parts):
        parts.append(f"{shown}S")
    return "PT" + "".join(parts)


def milliseconds(span: timedelta) -> int:
    """Return a duration in milliseconds."""
    return round(span / timedelta(milliseconds=1))


def ticks(span: timedelta) -> float:
    """Return a duration in ticks of 100 ns, as a float, as result files hold it."""
    return float(span / timedelta(microseconds=1) * 10)


def durations(span: timedelta) -> Json:
    """Return a duration under the property names of all versions."""
    return {"duration": duration(span), "durationMilliseconds": milliseconds(span)}
