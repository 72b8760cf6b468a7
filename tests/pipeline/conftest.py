"""Fixtures for pulling: a place to pull to, and a server that misbehaves."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.misbehaving_server import (
    MisbehavingServer,
)
from pipeline.pinned_place import Place, swagger
from upstream import fetch


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (fetch.MIRROR_VARIABLE, "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """One version, pinned at what the mirror has."""
    place = Place(tmp_path)
    place.pin(place.publish(swagger()))
    return place


@pytest.fixture
def server(place: Place) -> Iterator[MisbehavingServer]:
    with MisbehavingServer(place.mirror) as server:
        yield server


@pytest.fixture
def closed_port() -> Iterator[str]:
    """A URL where nobody listens: bound, so that nobody else can."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
