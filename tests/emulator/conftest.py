"""One emulator for all tests, which has forgotten everything when a test begins, and clients of both flavours."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import pytest

from emulator.receiver import Receiver
from faults.clients import Live
from speechtotext.emulator import Emulator


@pytest.fixture(scope="session")
def _emulator() -> Iterator[Emulator]:
    with Emulator(transitions="at-once", strict=True) as emulator:
        yield emulator


@pytest.fixture
def emulator(_emulator: Emulator) -> Emulator:
    """At a port, with jobs that end at once, and strict."""
    _emulator.reset()
    return _emulator


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


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Takes the calls of web hooks."""
    with Receiver() as receiver:
        yield receiver


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("SPEECH_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
