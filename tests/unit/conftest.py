"""The two flavours of client, and an environment that names no resource."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from unit.flavours import Async, Flavour, Sync


@pytest.fixture(params=["sync", "async"])
def flavour(request: pytest.FixtureRequest) -> Iterator[Flavour]:
    """Makes clients; a test that takes it runs once with synchronous and once with asynchronous ones."""
    if request.param == "sync":
        yield Sync()
        return
    with asyncio.Runner() as runner:
        yield Async(runner)


@pytest.fixture(autouse=True)
def _no_resource_in_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPEECH_KEY", "SPEECH_KEY_2", "SPEECH_REGION", "SPEECH_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
