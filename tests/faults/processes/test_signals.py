"""Ctrl-C and SIGTERM during synchronous calls: they end within a second, whatever the server does."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from faults.deadlines.cases import TROUBLES, answer_well
from faults.processes.programs import (
    INTERRUPTED,
    Processes,
    Program,
    download,
    read_results,
    submit_and_resume,
    upload,
    wait,
)
from faults.server import Received, Reply, Server

# Part of the targets of the requests where the server gives trouble.
PROGRAMS: Final[dict[Program, str]] = {
    download: "/store/",
    read_results: "/store/",
    upload: "blockid=",
    wait: "/",
    submit_and_resume: "/",
}


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("trouble", [name for name in TROUBLES if name != "endless pages"])
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_a_call_that_gets_no_answer_ends_within_a_second(
    processes: Processes, server: Server, tmp_path: Path, program: Program, trouble: str, sent: signal.Signals
) -> None:
    server.reply_by(troubled(server, PROGRAMS[program], trouble))
    process = processes.start(program, server.url, tmp_path, asynchronous=False)
    until_troubled(server, PROGRAMS[program])
    began = time.monotonic()
    process.send(sent)
    process.wait()
    seconds = time.monotonic() - began
    assert process.status() == INTERRUPTED
    assert seconds < 1


def troubled(server: Server, strikes: str, trouble: str) -> Callable[[Received], Reply]:
    """Answer well until a request comes that gets trouble."""
    return lambda request: (TROUBLES[trouble] if strikes in request.target else answer_well)(server, request)


def until_troubled(server: Server, strikes: str) -> None:
    """Wait until the server has met a request that gets trouble, and a moment more: the answer may be on its way."""
    end = time.monotonic() + 10
    while not any(strikes in request.target for request in server.requests):
        assert time.monotonic() < end
        time.sleep(0.005)
    time.sleep(0.1)
