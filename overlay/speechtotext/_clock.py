"""Time, in one place, so that tests can set it."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from threading import Event


def monotonic() -> float:
    """Seconds on a clock that only goes forward."""
    return time.monotonic()


def utc_now() -> datetime:
    return datetime.now(UTC)


def chance() -> float:
    """A random number from 0 to 1."""
    return random.random()


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def wait(event: Event, seconds: float) -> None:
    """Sleep, but not longer than until the event is set."""
    event.wait(seconds)


async def async_sleep(seconds: float) -> None:
    # Not needed where nobody waits asynchronously, and slow to import.
    import anyio

    await anyio.sleep(seconds)
