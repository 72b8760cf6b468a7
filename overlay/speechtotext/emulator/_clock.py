"""Time, which can be made to go faster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


class Clock:
    """The time that the service goes by.

    Args:
        now: where it comes from.
    """

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self.ahead = timedelta()

    def now(self) -> datetime:
        """The time at the service."""
        return self._now() + self.ahead

    def advance(self, span: timedelta) -> None:
        """Let time go by at once."""
        self.ahead += span


def format_timestamp(moment: datetime) -> str:
    """A time as the service writes it, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
