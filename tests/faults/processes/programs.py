"""Processes that use the client, to be killed, interrupted or starved at any moment.

They are forked from one that has imported everything, so that each begins within milliseconds. Run as a program, this
module is that one.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from importlib import import_module
from pathlib import Path
from select import select
from typing import Any, BinaryIO, Final, TypeAlias, cast
from unittest.mock import patch

from faults.clients import Live
from speechtotext import FileError, v3_2
from speechtotext._batches import planned_jobs, submission
from unit.flavours import ID

URLS: Final = [f"https://audio.example/{number}.wav" for number in range(5)]
LARGEST_JOB: Final = 3
MANY_URLS: Final = [f"https://audio.example/{number}/{'x' * 1000}.wav" for number in range(300)]
LONGEST: Final = 30.0
FAILED: Final = 1
INTERRUPTED: Final = 2
NOT_WRITTEN: Final = 3

_IMPORTED_LATE: Final = (
    "anyio._backends._asyncio",
    "concurrent.futures.thread",
    "encodings.idna",
    "httpcore",
    "speechtotext._transcripts.result",
    "speechtotext._generated.v3_2.transcriptions",
    "speechtotext_api.v3_2.models.paginated_files",
    "speechtotext_api.v3_2.models.paginated_transcriptions",
)


Program: TypeAlias = Callable[[Any, Path], None]


def submit_and_resume(stt: Any, folder: Path) -> None:
    """Inputs in jobs of up to three, submitted, waited for and fetched."""
    body = v3_2.models.Transcription(display_name="Calls", locale="en-US")
    stt.transcriptions.submit_all(URLS, body, journal=folder / "calls.journal")
    stt.transcriptions.resume(folder / "calls.journal", folder / "results", poll=0)


def submit_many(stt: Any, folder: Path) -> None:
    """More inputs than fit into the cache of the journal's database, in one job."""
    planned_jobs.LARGEST_JOB = 1000  # type: ignore[misc]
    body = v3_2.models.Transcription(display_name="Calls", locale="en-US")
    stt.transcriptions.submit_all(MANY_URLS, body, journal=folder / "calls.journal")


def submit_many_and_die_committing(stt: Any, folder: Path) -> None:
    """The same, killed where the inputs are committed: some of them are on disk by then."""
    statements: list[str] = []

    def die_committing(statement: str) -> None:
        statements.append(statement)
        if statement == "COMMIT" and any(before.startswith("INSERT INTO inputs") for before in statements):
            os.kill(os.getpid(), signal.SIGKILL)

    class Connection(sqlite3.Connection):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.set_trace_callback(die_committing)

        def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
            # So small a cache is written before the commit.
            return super().execute("PRAGMA cache_size = 1" if sql.startswith("PRAGMA cache_size") else sql, *arguments)

    connect: Any = sqlite3.connect
    with patch.object(sqlite3, "connect", partial(connect, factory=Connection)):
        submit_many(stt, folder)


def download(stt: Any, folder: Path) -> None:
    """All files of a job."""
    stt.transcriptions.download(ID, folder, concurrency=3)


def upload(stt: Any, folder: Path) -> None:
    """A dataset of three blocks."""
    path = folder / "words.txt"
    with path.open("wb") as file:
        file.truncate(20 << 20)
    stt.datasets.upload(path, kind="Language", locale="en-US", display_name="Words")


def read_results(stt: Any, folder: Path) -> None:
    """The results of a job, one by one."""
    for _ in stt.transcriptions.results(ID):
        """It is only read."""


def wait(stt: Any, folder: Path) -> None:
    """A job that ends some day."""
    stt.transcriptions.wait(ID)


class Processes:
    """Starts processes, one after the other."""

    def __init__(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[2]), environment.get("PYTHONPATH", "")])
        command = [sys.executable, "-m", "faults.processes.programs"]
        self._parent = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment
        )
        self._stdin, self._stdout = cast("BinaryIO", self._parent.stdin), cast("BinaryIO", self._parent.stdout)

    def start(
        self, program: Callable[[Any, Path], None], endpoint: str, folder: Path, *, asynchronous: bool
    ) -> Process:
        """Have one of the programs above run in a process of its own."""
        self._stdin.write(json.dumps([program.__name__, endpoint, str(folder), asynchronous]).encode() + b"\n")
        return Process(int(self._stdout.readline()), self._stdin, self._stdout)

    def close(self) -> None:
        self._stdin.close()
        self._parent.wait()
        self._stdout.close()


class Process:
    """A process that runs. Until its status has been asked for, signals reach it, or else nobody."""

    def __init__(self, number: int, stdin: BinaryIO, stdout: BinaryIO) -> None:
        self.number = number
        self._stdin = stdin
        self._stdout = stdout

    def send(self, sent: signal.Signals) -> None:
        os.kill(self.number, sent)

    def wait(self) -> None:
        """Until it has ended."""
        assert select([self._stdout], [], [], LONGEST)[0], f"the process has not ended within {LONGEST} seconds"
        assert self._stdout.readline() == b"ended\n"

    def status(self) -> int:
        """How it has ended: 0, FAILED, INTERRUPTED, NOT_WRITTEN, or the negative number of a signal."""
        self._stdin.write(b"status\n")
        return int(self._stdout.readline())


def _serve() -> None:
    """Fork for each line that is read."""
    # Nobody waits here for what the service has accepted to be listed.
    submission.SETTLING = 0.0  # type: ignore[misc]
    planned_jobs.LARGEST_JOB = LARGEST_JOB  # type: ignore[misc]
    for module in _IMPORTED_LATE:
        import_module(module)
    signal.signal(signal.SIGCHLD, lambda *_: os.write(1, b"ended\n"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while line := sys.stdin.readline():
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        child = os.fork()
        if child == 0:
            os._exit(_ended(*json.loads(line)))
        os.write(1, f"{child}\n".encode())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        assert sys.stdin.readline() == "status\n"
        _, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _ended(program: str, endpoint: str, folder: str, asynchronous: bool) -> int:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for sent in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sent, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
    try:
        with asyncio.Runner() if asynchronous else nullcontext() as runner:
            live = Live(runner)
            globals()[program](live.client(v3_2, endpoint), Path(folder))
            live.close()
    except KeyboardInterrupt:
        # Threads that go on would go on sending.
        left = [thread for thread in threading.enumerate() if thread is not threading.main_thread()]
        return FAILED if left else INTERRUPTED
    except FileError:
        return NOT_WRITTEN
    except BaseException:
        traceback.print_exc()
        return FAILED
    return 0


if __name__ == "__main__":
    _serve()
