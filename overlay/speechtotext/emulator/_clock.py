"""The emulator's clock, which tests can move forward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """Return the current time of this machine."""
    return datetime.now(UTC)


class Clock:
    """The service's clock.

    Args:
        now: where it comes from.
    """

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return the service's current time."""
        return self._now() + self.ahead

    def advance(self, span: timedelta) -> None:
        """Move the clock forward."""
        self.ahead += span


def format_timestamp(moment: datetime) -> str:
    """Format a timestamp as the service does, in whole seconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
