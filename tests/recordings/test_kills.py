"""Runs of `transcribe_all` that are killed at any moment, and those that go on after them."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from recordings.audio import write_recording
from recordings.conftest import Service
from recordings.killed_runs import CONCURRENCY, CONTEXT, LONGEST, Task, texts_of
from speechtotext.storage import BlobStorage
from storage.azurite import KEY, Azurite, azurite, blob_storage

__all__ = ["azurite", "blob_storage"]

KILLS = int(os.environ.get("SPEECHTOTEXT_KILLS", "50"))
INPUTS = 4

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")


def started(task: Task) -> BaseProcess:
    process = CONTEXT.Process(target=task.run)
    process.start()
    return process


def run_whole(task: Task) -> float:
    """Run to the end; tell how long it took, in seconds."""
    before = time.monotonic()
    process = started(task)
    process.join(LONGEST)
    assert process.exitcode == 0
    return time.monotonic() - before


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recordings")
    for number in range(INPUTS):
        # More than a block each would take too long: the storage's own tests kill uploads of many blocks.
        write_recording(folder / f"{number}.wav", seconds=2, value=number)
    return folder


@pytest.fixture(scope="module")
def shared() -> Iterator[Service]:
    service = Service()
    with service.emulator:
        yield service


@pytest.fixture(scope="module", params=["fast", "batch"])
def duration(
    request: pytest.FixtureRequest,
    shared: Service,
    azurite: Azurite,
    recordings: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, float]:
    """A way, and how long it takes when nothing happens."""
    storage = azurite.storage()
    folder = tmp_path_factory.mktemp("whole")
    times = [
        run_whole(task_of(shared, recordings, folder / str(number), request.param, storage)) for number in range(2)
    ]
    return request.param, min(times)


def task_of(service: Service, recordings: Path, folder: Path, how: str, storage: BlobStorage) -> Task:
    emulator = service.emulator
    return Task(emulator.endpoint, emulator.key, str(recordings), str(folder), how, storage.url, KEY)


def succeeded(folder: Path) -> set[str]:
    """The names of recordings whose success is in the journal."""
    journal = folder / ".speechtotext" / "journal.sqlite3"
    if not journal.exists():
        return set()
    with closing(sqlite3.connect(journal)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
        if "inputs" not in tables:
            return set()
        rows = connection.execute("SELECT source FROM inputs WHERE status = 'Succeeded'").fetchall()
    return {Path(source).name for (source,) in rows}


def left_uploads(azurite: Azurite, storage: BlobStorage) -> list[str]:
    """The names of blobs that were never deleted.

    What a killed process has sent may be taken so late that the blob is there again after it was deleted.
    """

    def was_deleted(name: str) -> bool:
        return any(request.endswith(" 202") for request in azurite.requests("DELETE", name))

    return [each.name for each in storage.list() if not was_deleted(each.name)]


@pytest.mark.parametrize("moment", range(KILLS // 2))
def test_every_input_has_one_result_after_a_kill(
    moment: int,
    duration: tuple[str, float],
    shared: Service,
    recordings: Path,
    tmp_path: Path,
    azurite: Azurite,
    blob_storage: BlobStorage,
) -> None:
    how, whole = duration
    task = task_of(shared, recordings, tmp_path / "texts", how, blob_storage)
    shared.emulator.reset()
    shared.paid.clear()
    victim = started(task)
    time.sleep(whole * (moment + 0.5) / (KILLS // 2))
    victim.kill()
    victim.join(LONGEST)
    done = succeeded(tmp_path / "texts")

    run_whole(task)

    assert texts_of(tmp_path / "texts") == {f"{number}.txt": f"This is {number}.wav.\n" for number in range(INPUTS)}
    twice = {name for name, count in shared.paid.items() if count > 1}
    assert set(shared.paid.values()) <= {1, 2}
    # Only fast transcriptions that ran when the process was killed are paid twice.
    assert not twice & done
    assert len(twice) <= (CONCURRENCY if how == "fast" else 0)
    assert how == "fast" or left_uploads(azurite, blob_storage) == []
