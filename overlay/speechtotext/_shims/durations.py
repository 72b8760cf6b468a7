"""Spans of time as the versions write them: ISO 8601 text, or numbers."""

from __future__ import annotations

import re
from functools import lru_cache

_PART = r"(?:(\d{1,9}(?:\.\d{1,9})?)%s)?"
_ISO_8601 = re.compile(
    r"P(?=\d|T\d)"
    + "".join(_PART % unit for unit in "WD")
    + r"(?:T(?=\d)"
    + "".join(_PART % unit for unit in "HMS")
    + ")?",
    re.ASCII,
)
_MILLISECONDS = (604_800_000, 86_400_000, 3_600_000, 60_000, 1_000)


@lru_cache
def milliseconds(duration: str) -> int | None:
    """The length of an ISO 8601 duration; None if it is none, or one whose length depends on the calendar (P1M)."""
    found = _ISO_8601.fullmatch(duration)
    if found is None:
        return None
    return round(sum(float(part) * unit for part, unit in zip(found.groups(), _MILLISECONDS, strict=True) if part))


def iso_8601(milliseconds: int) -> str:
    """The duration of a length, in days, hours, minutes and seconds as the service writes it: PT2M41S."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    text = f"P{days}D" if days else "P"
    if hours or minutes or seconds or thousandths or not days:
        text += "T"
        if hours:
            text += f"{hours}H"
        if minutes:
            text += f"{minutes}M"
        if thousandths:
            text += f"{seconds}.{thousandths:03}".rstrip("0") + "S"
        elif seconds or not (days or hours or minutes):
            text += f"{seconds}S"
    return text
