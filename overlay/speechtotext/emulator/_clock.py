"""The emulator's clock, which tests can move forward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

FARTHEST: Final = timedelta(days=36_525)
"""How far the clock may be ahead: a century."""


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
        """Move the clock forward.

        Raises:
            ValueError: it would be more than a century ahead.
        """
        ahead = self.ahead + span
        if abs(ahead) > FARTHEST:
            raise ValueError(f"the clock can be {FARTHEST.days} days ahead at most")
        self.ahead = ahead


def format_timestamp(moment: datetime) -> str:
    """Format a timestamp as the service does, in whole seconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
