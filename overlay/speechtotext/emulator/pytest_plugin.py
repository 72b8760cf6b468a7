"""pytest fixtures for the emulator; pytest loads them when this package is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from . import Emulator


@pytest.fixture
def speech_emulator() -> Iterator[Emulator]:
    """Start an emulator for one test on a free port; its jobs end at once."""
    with _made(port=0) as emulator:
        yield emulator


@pytest.fixture(scope="session")
def session_speech_emulator() -> Iterator[Emulator]:
    """Share one emulator among all tests; call `reset` between them."""
    with _made(port=0) as emulator:
        yield emulator


@pytest.fixture
def in_process_speech_emulator() -> Iterator[Emulator]:
    """Start an emulator for one test without a port: `http_client` and `async_http_client` reach it."""
    with _made(port=None) as emulator:
        yield emulator


def _made(*, port: int | None) -> Emulator:
    try:
        from ._emulator import Emulator
    except ModuleNotFoundError as error:
        pytest.fail(f'the emulator needs {error.name}: pip install "speechtotext-client[emulator]"', pytrace=False)
    return Emulator(port=port, transitions="at-once")
