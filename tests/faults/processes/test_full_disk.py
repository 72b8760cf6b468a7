"""Disks that fill up in the middle of a batch or a download."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from faults.processes.programs import NOT_WRITTEN, Process, Processes, download, submit_and_resume
from faults.processes.runs import FILES, Runs, assert_done_once, batch_service, file_service, visible
from faults.server import Received, Reply, Server

if sys.platform != "linux":
    pytest.skip("Linux alone lets one process limit the files of another", allow_module_level=True)

from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit

each_flavour = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])


def starve(runs: Runs, asynchronous: bool, when: Callable[[Received], bool], room: int) -> None:
    """A run whose files cannot grow beyond a size from a request on."""
    victim: Future[Process] = Future()

    def choose(received: Received) -> Reply:
        if when(received):
            prlimit(victim.result().number, RLIMIT_FSIZE, (room, RLIM_INFINITY))
        return runs.server.asked(runs.service, received)

    runs.server.reply_by(choose)
    victim.set_result(process := runs.started(asynchronous=asynchronous))
    process.wait()
    assert process.status() == NOT_WRITTEN
    runs.server.drain()


@each_flavour
@pytest.mark.parametrize("job", [1, 2])
def test_a_job_that_could_not_be_noted_is_not_submitted_again(
    asynchronous: bool, job: int, processes: Processes, server: Server, tmp_path: Path
) -> None:
    service = batch_service(server)
    runs = Runs(processes, server, tmp_path, service, submit_and_resume)
    starve(runs, asynchronous, lambda request: request.method == "POST" and len(service.jobs) == job - 1, 0)
    assert len(service.jobs) == job

    runs.whole(asynchronous=asynchronous)

    assert_done_once(service, tmp_path / "results")


@each_flavour
def test_results_that_could_not_be_written_are_fetched_later(
    asynchronous: bool, processes: Processes, server: Server, tmp_path: Path
) -> None:
    service = batch_service(server)
    runs = Runs(processes, server, tmp_path, service, submit_and_resume)
    starve(runs, asynchronous, lambda request: request.target.startswith("/store"), 0)

    runs.whole(asynchronous=asynchronous)

    assert_done_once(service, tmp_path / "results")


@each_flavour
@pytest.mark.parametrize("room", [0, 1, 5000, 8999])
def test_what_fits_on_the_disk_is_not_fetched_again(
    asynchronous: bool, room: int, processes: Processes, server: Server, tmp_path: Path
) -> None:
    service = file_service(server)
    runs = Runs(processes, server, tmp_path, service, download)
    starve(runs, asynchronous, lambda request: request.target.startswith("/store"), room)
    begun = {path.stat().st_size for path in tmp_path.glob(".*.part")}
    fetched = len(service.fetches)

    runs.whole(asynchronous=asynchronous)

    assert visible(tmp_path) == FILES
    assert begun == {room}
    again = [request.headers.get("Range") for request in service.fetches[fetched:]]
    assert set(again) == {None, f"bytes={room}-"} if room else {None}
