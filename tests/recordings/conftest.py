"""An emulator, and runs of `transcribe_all` against it, sync and async."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from recordings.audio import write_recording
from speechtotext import RetryPolicy, TranscribedInput
from speechtotext.emulator import Emulator, Seconds
from speechtotext.v2025_10_15 import AsyncClient, Client


class Service:
    """An emulator that counts what it transcribes, each of which costs money."""

    def __init__(self, transitions: Seconds | Literal["at-once"] = "at-once") -> None:
        self._lock = threading.Lock()
        self.paid: Counter[str] = Counter()
        self.emulator = Emulator(transitions=transitions, transcripts=self._transcribe)

    def _transcribe(self, recording: Any) -> str:
        name = recording.name.rpartition("/")[2]
        with self._lock:
            self.paid[name] += 1
        return f"This is {name}."


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    with made.emulator:
        yield made


class Runs:
    """Runs `transcribe_all` to its end."""

    def __init__(self, service: Service, folder: Path, *, asynchronous: bool) -> None:
        self.folder = folder
        self._emulator = service.emulator
        self._asynchronous = asynchronous

    def __call__(self, inputs: Any, **options: Any) -> list[TranscribedInput]:
        given = {"folder": self.folder, "poll": 0.05, **options}
        retry = RetryPolicy(attempts=1)
        arguments: dict[str, Any] = {"endpoint": self._emulator.endpoint, "key": self._emulator.key, "retry": retry}

        async def run() -> list[TranscribedInput]:
            async with AsyncClient(**arguments) as stt:
                return [each async for each in stt.transcriptions.transcribe_all(inputs, **given)]

        if self._asynchronous:
            return asyncio.run(run())
        with Client(**arguments) as stt:
            return list(stt.transcriptions.transcribe_all(inputs, **given))


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest, service: Service, tmp_path: Path) -> Runs:
    return Runs(service, tmp_path / "texts", asynchronous=request.param == "async")


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A folder with three recordings."""
    folder = tmp_path / "calls"
    for number, name in enumerate(["a.wav", "north/b.wav", "north/far north/ä ö.wav"]):
        write_recording(folder / name, seconds=1, value=number)
    return folder
