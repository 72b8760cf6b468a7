"""The two flavours of client, and a clock that nobody waits for."""

from __future__ import annotations

import pytest

from speechtotext import _clock
from unit.conftest import _no_resource_in_environment, flavour

__all__ = ["_no_resource_in_environment", "flavour"]


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits that were asked for; none takes any time."""
    asked: list[float] = []

    async def async_sleep(seconds: float) -> None:
        asked.append(seconds)

    monkeypatch.setattr(_clock, "sleep", asked.append)
    monkeypatch.setattr(_clock, "wait", lambda event, seconds: asked.append(seconds))
    monkeypatch.setattr(_clock, "async_sleep", async_sleep)
    return asked
