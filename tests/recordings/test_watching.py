"""Runs that go on with what arrives."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

from recordings.audio import write_recording
from recordings.conftest import Service
from speechtotext import TranscribedInput
from speechtotext._core.flows import Items
from speechtotext.storage import BlobStorage
from speechtotext.v2025_10_15 import AsyncClient, Client
from storage.azurite import azurite, blob_storage

__all__ = ["azurite", "blob_storage"]

LOOK = 0.1


def watched(
    client: Client, inputs: list[Any], folder: Path, storage: BlobStorage | None = None
) -> Items[TranscribedInput]:
    return client.transcriptions.transcribe_all(
        inputs, folder=folder, watch=LOOK, poll=0.05, locale="en-US", storage=storage
    )


def test_what_arrives_is_transcribed_once(service: Service, calls: Path, tmp_path: Path) -> None:
    with Client(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
        with closing(watched(stt, [calls], tmp_path / "texts")) as ended:
            first = {next(ended).source.rpartition("/")[2] for _ in range(3)}
            write_recording(calls / "late.wav", value=8)
            late = next(ended)
            write_recording(calls / "later.wav", value=9)
            later = next(ended)

    assert first == {"a.wav", "b.wav", "ä ö.wav"}
    assert (late.source, later.source) == (str(calls / "late.wav"), str(calls / "later.wav"))
    assert set(service.paid.values()) == {1}


def test_a_file_that_is_being_written_waits(service: Service, calls: Path, tmp_path: Path) -> None:
    whole = write_recording(tmp_path / "whole.wav", seconds=2).read_bytes()
    half = calls / "half.wav"
    half.write_bytes(whole[:9000])
    with Client(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
        with closing(watched(stt, [calls], tmp_path / "texts")) as ended:
            first = {next(ended).source.rpartition("/")[2] for _ in range(3)}
            half.write_bytes(whole)
            last = next(ended)

    assert "half.wav" not in first
    assert last.source == str(half)
    assert last.result is not None
    assert last.result.duration.total_seconds() == 2
    assert service.paid["half.wav"] == 1


def test_a_container_is_watched(service: Service, calls: Path, tmp_path: Path, blob_storage: BlobStorage) -> None:
    list(blob_storage.put("a.wav", calls / "a.wav"))
    address = f"az://devstoreaccount1/{blob_storage.url.rpartition('/')[2]}"
    with Client(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
        with closing(watched(stt, [address], tmp_path / "texts", storage=blob_storage)) as ended:
            first = next(ended)
            list(blob_storage.put("north/b.wav", calls / "a.wav"))
            second = next(ended)

    assert [each.source for each in (first, second)] == [f"{address}/a.wav", f"{address}/north/b.wav"]
    assert set(service.paid.values()) == {1}


def test_an_asynchronous_run_watches_too(service: Service, calls: Path, tmp_path: Path) -> None:
    async def run() -> list[str]:
        sources = []
        async with AsyncClient(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
            ended = stt.transcriptions.transcribe_all([calls], folder=tmp_path / "texts", watch=LOOK)
            async for each in ended:
                sources.append(each.source.rpartition("/")[2])
                if len(sources) == 3:
                    await asyncio.to_thread(write_recording, calls / "late.wav", value=8)
                elif len(sources) == 4:
                    break
            await ended.aclose()
        return sources

    assert asyncio.run(run())[-1] == "late.wav"


def test_what_a_watch_has_done_is_told_by_the_next_run(service: Service, calls: Path, tmp_path: Path) -> None:
    with Client(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
        with closing(watched(stt, [calls], tmp_path / "texts")) as ended:
            for _ in range(3):
                next(ended)
        again = list(stt.transcriptions.transcribe_all([calls], folder=tmp_path / "texts"))

    assert [each.is_new for each in again] == [False] * 3
