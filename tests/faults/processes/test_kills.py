"""Processes that are killed at any moment of `submit_all`, `resume` and `download`, and those that go on after them."""

from __future__ import annotations

import os
import random
import signal
from concurrent.futures import Future
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import count
from pathlib import Path
from threading import Timer

import pytest

from faults.processes.programs import (
    MANY_URLS,
    Process,
    Processes,
    download,
    submit_and_resume,
    submit_many,
    submit_many_and_die_committing,
)
from faults.processes.runs import FILES, Runs, assert_done_once, batch_service, file_service, visible
from faults.server import CLOSED, Received, Reply, Server

KILLS = int(os.environ.get("SPEECHTOTEXT_KILLS", "50"))
# The first bytes of a journal of SQLite that tells how to undo what has not been committed.
HOT = bytes.fromhex("d9d505f920a163d7")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")


class Moment(Enum):
    """When a process is killed: before the service acts on a request, after that but before it answers, in the middle
    of the answer, or a little later."""

    ARRIVED = auto()
    ACTED = auto()
    HALF_ANSWERED = auto()
    ANSWERED = auto()


@dataclass(frozen=True)
class Kill:
    """When a process is killed.

    Args:
        progress: at which of its requests, from 0 for the first to 1 for the last.
        moment: when in the course of this request.
        delay: how much later than that, in seconds.
        asynchronous: of which flavour the client of the process is.
    """

    progress: float
    moment: Moment
    delay: float
    asynchronous: bool

    def __str__(self) -> str:
        return f"{self.progress:.3f} {self.moment.name.lower()} {'async' if self.asynchronous else 'sync'}"


def spread(seed: int) -> list[Kill]:
    """Kills over a whole run, all moments and flavours in turn."""
    chance = random.Random(seed)
    return [
        Kill(
            (number + chance.random()) / KILLS, list(Moment)[number // 2 % 4], chance.uniform(0, 0.02), number % 2 == 1
        )
        for number in range(KILLS)
    ]


def kill_during(runs: Runs, kill: Kill, requests: int) -> None:
    """A run that is killed.

    Args:
        requests: how many there are in a whole run.
    """
    numbers, last = count(), int(kill.progress * requests)
    victim: Future[Process] = Future()
    timer = Timer(kill.delay, lambda: victim.result().send(signal.SIGKILL))

    def choose(received: Received) -> Reply:
        if next(numbers) != last:
            return runs.server.asked(runs.service, received)
        if kill.moment is Moment.ARRIVED:
            victim.result().send(signal.SIGKILL)
            return CLOSED
        reply = runs.server.asked(runs.service, received)
        if kill.moment is Moment.ACTED:
            victim.result().send(signal.SIGKILL)
            return CLOSED
        timer.start()
        return reply if kill.moment is Moment.ANSWERED else replace(reply, data=reply.data[: len(reply.data) // 2])

    runs.server.reply_by(choose)
    victim.set_result(process := runs.started(asynchronous=kill.asynchronous))
    process.wait()
    if kill.moment in (Moment.HALF_ANSWERED, Moment.ANSWERED):
        timer.join()
    # What comes a moment after the last answer can come too late.
    assert process.status() == -signal.SIGKILL or kill.moment is Moment.ANSWERED
    runs.server.drain()


@pytest.fixture(scope="module")
def requests_of_a_batch(processes: Processes, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many requests it takes when nothing happens."""
    with Server() as server:
        folder = tmp_path_factory.mktemp("batch")
        return Runs(processes, server, folder, batch_service(server), submit_and_resume).whole(asynchronous=False)


@pytest.fixture(scope="module")
def requests_of_a_download(processes: Processes, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many requests it takes when nothing happens."""
    with Server() as server:
        files = file_service(server)
        folder = tmp_path_factory.mktemp("files")
        return Runs(processes, server, folder, files, download).whole(asynchronous=False)


@pytest.mark.parametrize("kill", spread(1), ids=str)
def test_a_batch_goes_on_after_a_kill(
    kill: Kill, processes: Processes, server: Server, tmp_path: Path, requests_of_a_batch: int
) -> None:
    service = batch_service(server)
    runs = Runs(processes, server, tmp_path, service, submit_and_resume)
    kill_during(runs, kill, requests_of_a_batch)

    runs.whole(asynchronous=kill.asynchronous)

    assert_done_once(service, tmp_path / "results")


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("job", [0, 1])
def test_a_job_that_was_accepted_as_the_process_died_is_not_submitted_again(
    job: int, asynchronous: bool, processes: Processes, server: Server, tmp_path: Path, requests_of_a_batch: int
) -> None:
    service = batch_service(server)
    runs = Runs(processes, server, tmp_path, service, submit_and_resume)
    kill_during(runs, Kill(job / requests_of_a_batch, Moment.ACTED, 0.0, asynchronous), requests_of_a_batch)
    assert len(service.jobs) == job + 1

    runs.whole(asynchronous=asynchronous)

    assert_done_once(service, tmp_path / "results")


@pytest.mark.parametrize("kill", spread(2), ids=str)
def test_a_download_goes_on_after_a_kill(
    kill: Kill, processes: Processes, server: Server, tmp_path: Path, requests_of_a_download: int
) -> None:
    service = file_service(server)
    runs = Runs(processes, server, tmp_path, service, download)
    kill_during(runs, kill, requests_of_a_download)

    runs.whole(asynchronous=kill.asynchronous)

    assert visible(tmp_path) == FILES
    assert list(tmp_path.rglob("*.part")) == []


def test_a_batch_is_killed_again_and_again(
    processes: Processes, server: Server, tmp_path: Path, requests_of_a_batch: int
) -> None:
    service = batch_service(server)
    runs = Runs(processes, server, tmp_path, service, submit_and_resume)
    for kill in spread(3)[:8]:
        kill_during(runs, replace(kill, progress=2 / requests_of_a_batch), requests_of_a_batch)

    runs.whole(asynchronous=False)

    assert_done_once(service, tmp_path / "results")


def test_a_journal_is_whole_after_a_kill_in_a_commit(processes: Processes, server: Server, tmp_path: Path) -> None:
    service = batch_service(server)
    server.serve(service)
    killed = processes.start(submit_many_and_die_committing, server.url, tmp_path, asynchronous=False)
    killed.wait()
    assert killed.status() == -signal.SIGKILL
    assert (tmp_path / "calls.journal-journal").read_bytes().startswith(HOT)

    Runs(processes, server, tmp_path, service, submit_many).whole(asynchronous=False)

    assert service.inputs == MANY_URLS
