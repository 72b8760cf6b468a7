"""Inputs and bodies of batches, a service that ends its jobs, and a clock that tests move."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from speechtotext import _clock
from speechtotext.v3_2 import models
from workflows.batch_service import BatchService

BODY = models.Transcription(display_name="Calls", locale="en-US")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that moves when somebody waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        monkeypatch.setattr(_clock, "monotonic", lambda: self.seconds)
        monkeypatch.setattr(_clock, "utc_now", lambda: datetime.fromtimestamp(NOW.timestamp() + self.seconds, UTC))
        monkeypatch.setattr(_clock, "sleep", self.sleep)
        monkeypatch.setattr(_clock, "wait", lambda event, seconds: self.sleep(seconds))

        async def sleep(seconds: float) -> None:
            self.sleep(seconds)

        monkeypatch.setattr(_clock, "async_sleep", sleep)

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def urls(count: int, first: int = 0) -> list[str]:
    return [f"https://audio.example/{number}.wav" for number in range(first, first + count)]


def ending(service: BatchService) -> BatchService:
    """A service whose jobs have ended when they are looked at."""
    service.before = lambda request: service.end_all() if request.method == "GET" else None
    return service
