"""A loss of power at any moment: no more is said to be there than is on the disk, and nothing is paid twice."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from faults.power_loss.disk import Call, Disk, Loss, can_record, record
from faults.power_loss.programs import INPUTS, SENT, batch_client, ended_when_seen
from speechtotext import FileError, _clock
from speechtotext._batches import planned_jobs
from speechtotext._transfers.downloads import INDEX
from unit.flavours import ORIGIN
from workflows.batch_service import BatchService, result_of
from workflows.batches.batch_inputs import BODY

pytestmark = pytest.mark.skipif(not can_record(), reason="needs strace, and to be allowed to use it")

# Every so many calls the batch goes on after the loss, besides those around the sending of a job.
GOES_ON = 10


def recorded(folder: Path, *options: str) -> list[Call]:
    """The calls of a program whose files are below a folder."""
    disk = folder / "disk"
    disk.mkdir()
    tests = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([tests, os.environ.get("PYTHONPATH", "")])}
    return record([sys.executable, "-m", "faults.power_loss.programs", str(disk), *options], disk, folder, environment)


class Losses:
    """Losses of power after each of the calls of a batch.

    Args:
        folder: what the calls were below of.
        scratch: where what is left is written.
        calls: of the batch.
    """

    def __init__(self, folder: Path, scratch: Path, calls: list[Call]) -> None:
        self.too_much_said: list[str] = []
        self._calls = calls
        self._disk = Disk(folder / "disk")
        self._scratch = scratch
        self._sent: list[bytes] = []

    def run(self, loss: Loss) -> int:
        """Lose power after each call, and return how often the batch went on."""
        went_on = 0
        sending: set[int] = set()
        for number, call in enumerate(self._calls):
            self._disk.apply(call)
            if call.kind == "written" and call.path.endswith(SENT):
                self._sent.append(call.data)
                sending = set(range(number, number + 4))
            left = self._scratch / f"{loss.name} {number}"
            self._disk.restore(left, loss)
            self._check(left, f"{loss.name} after call {number}")
            if number in sending or number % GOES_ON == 0 or number == len(self._calls) - 1:
                went_on += 1
                self._go_on(left)
            shutil.rmtree(left)
        return went_on

    def _check(self, left: Path, when: str) -> None:
        """The journal must not say more than is on the disk."""
        journal = left / "batch" / "calls.journal"
        if not journal.exists():
            if self._sent:
                self.too_much_said.append(f"{when}: a job was sent, and there is no journal")
            return
        try:
            summary = batch_client(BatchService()).transcriptions.summary(journal)
        except FileError as error:
            self.too_much_said.append(f"{when}: {error}")
            return
        for entry in summary.succeeded:
            result = entry.result
            if result is None or not result.is_file() or result.read_bytes() != _content_of(entry.source):
                self.too_much_said.append(f"{when}: {result} is not there as it was fetched")

    def _go_on(self, left: Path) -> None:
        """With what is left, every input comes to its end, and no job is sent a second time."""
        service = BatchService()
        for body in self._sent:
            service(httpx.Request("POST", f"{ORIGIN}/speechtotext/v3.2/transcriptions", content=body))
        service.before = lambda request: ended_when_seen(service, request)
        stt = batch_client(service)
        stt.transcriptions.submit_all(INPUTS, BODY, journal=left / "batch" / "calls.journal")
        summary = stt.transcriptions.resume(left / "batch" / "calls.journal", left / "batch" / "results", poll=0)
        assert sorted(service.inputs) == INPUTS
        results = {entry.source: entry.result and json.loads(entry.result.read_bytes()) for entry in summary.succeeded}
        assert results == {url: result_of(url) for url in INPUTS}


def _content_of(source: str) -> bytes:
    return httpx.Response(200, json=result_of(source)).content


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in memory, if there is one, and a clock that nobody waits for."""
    monkeypatch.setattr(_clock, "sleep", lambda seconds: None)
    monkeypatch.setattr(planned_jobs, "LARGEST_JOB", 3)
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Call]]:
    """Where a batch was, and its calls."""
    folder = tmp_path_factory.mktemp("recorded")
    return folder, recorded(folder, "batch")


@pytest.mark.parametrize("loss", Loss, ids=lambda loss: loss.name.lower())
def test_the_journal_says_no_more_than_is_on_the_disk(
    loss: Loss, batch: tuple[Path, list[Call]], scratch: Path
) -> None:
    folder, calls = batch
    losses = Losses(folder, scratch, calls)

    went_on = losses.run(loss)

    assert losses.too_much_said == []
    assert went_on > 8


def test_without_syncing_it_would(tmp_path: Path, scratch: Path) -> None:
    losses = Losses(tmp_path, scratch, recorded(tmp_path, "batch", "without-sync"))

    with suppress(AssertionError):
        losses.run(Loss.CONTENT)

    assert losses.too_much_said


@pytest.fixture(scope="module")
def download(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Call]]:
    """Where a download was, and its calls."""
    folder = tmp_path_factory.mktemp("downloaded")
    return folder, recorded(folder, "download")


@pytest.mark.parametrize("loss", Loss, ids=lambda loss: loss.name.lower())
def test_the_index_of_a_download_says_no_more_than_is_on_the_disk(
    loss: Loss, download: tuple[Path, list[Call]], scratch: Path
) -> None:
    folder, calls = download
    disk = Disk(folder / "disk")
    missing: list[str] = []
    noted = 0
    for number, call in enumerate(calls):
        disk.apply(call)
        left = scratch / str(number)
        disk.restore(left, loss)
        known = files_in_index(left / "files")
        noted = max(noted, len(known))
        missing += [
            f"{name} after call {number}"
            for name, size in known.items()
            if not (left / "files" / name).is_file() or (left / "files" / name).stat().st_size != size
        ]
        shutil.rmtree(left)

    assert missing == []
    assert noted == len(INPUTS) + 1


def files_in_index(folder: Path) -> dict[str, int]:
    """The files that are said to be there, and their sizes."""
    if not (folder / INDEX).exists():
        return {}
    with closing(sqlite3.connect(folder / INDEX)) as index:
        if not index.execute("SELECT 1 FROM sqlite_master WHERE name = 'contents'").fetchall():
            return {}
        return dict(index.execute("SELECT name, size FROM contents JOIN files USING (key)"))
