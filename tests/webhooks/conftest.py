"""A clock that only the tests move, and all that is logged."""

from __future__ import annotations

import logging

import pytest

from speechtotext import _clock
from webhooks.clock import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(_clock, "monotonic", clock.monotonic)
    return clock


@pytest.fixture(autouse=True)
def _all_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="speechtotext")
