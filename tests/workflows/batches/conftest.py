"""Fixtures for batches."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflows.batches.batch_inputs import Clock


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "calls.journal"
