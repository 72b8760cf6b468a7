"""Servers on loopback, clients of both flavours, and a clock that does not tick."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator

import pytest

from faults.clients import Clock, Live
from faults.processes.programs import Processes
from faults.server import Server
from speechtotext import _clock


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Keeps the waits of the client, none of which takes any time."""
    clock = Clock()
    for name in ("sleep", "wait", "async_sleep", "monotonic", "utc_now", "chance"):
        monkeypatch.setattr(_clock, name, getattr(clock, name))
    return clock


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("SPEECH_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _all_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="speechtotext")
    # Debug records of httpcore are many: test_logs.py asks for them.
    caplog.set_level(logging.INFO, logger="httpx")


@pytest.fixture
def server() -> Iterator[Server]:
    """The service."""
    with Server() as server:
        yield server


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    """Another host, which nobody should talk to."""
    with Server() as server:
        yield server


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    """Starts processes."""
    processes = Processes()
    yield processes
    processes.close()


@pytest.fixture(params=["sync", "async"])
def live(request: pytest.FixtureRequest) -> Iterator[Live]:
    """Makes clients; a test that takes it runs once with synchronous and once with asynchronous ones."""
    if request.param == "sync":
        live = Live(None)
        yield live
        live.close()
        return
    with asyncio.Runner() as runner:
        live = Live(runner)
        yield live
        live.close()
