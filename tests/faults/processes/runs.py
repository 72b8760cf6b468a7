"""Runs of programs in processes of their own, against a service that remembers what it was asked to do."""

from __future__ import annotations

import json
from pathlib import Path

from faults.processes.programs import URLS, Process, Processes, Program
from faults.server import Server, Service
from workflows.batch_service import BatchService, result_of
from workflows.stored_files import StoredFiles

FILES = {f"contenturl_{number}.json": bytes([number]) * 9000 for number in range(10)}


class Runs:
    """Runs a program against a service, time and again, in one folder."""

    def __init__(self, processes: Processes, server: Server, folder: Path, service: Service, program: Program) -> None:
        self._processes = processes
        self.server = server
        self._folder = folder
        self.service = service
        self._program = program

    def whole(self, *, asynchronous: bool) -> int:
        """A run to the end; gives the number of its requests."""
        before = len(self.server.requests)
        self.server.serve(self.service)
        process = self.started(asynchronous=asynchronous)
        process.wait()
        assert process.status() == 0
        return len(self.server.requests) - before

    def started(self, *, asynchronous: bool) -> Process:
        """A run that has begun."""
        return self._processes.start(self._program, self.server.url, self._folder, asynchronous=asynchronous)


def batch_service(server: Server) -> BatchService:
    """Its jobs succeed as soon as somebody looks at one."""
    service = BatchService(origin=server.url, store=f"{server.url}/store")
    service.before = lambda request: service.end_all() if request.method == "GET" else None
    return service


def file_service(server: Server) -> StoredFiles:
    """A job and its files."""
    return StoredFiles(FILES, origin=server.url, store=f"{server.url}/store")


def visible(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def assert_done_once(service: BatchService, results: Path) -> None:
    """Every input is in one job, and its result in one whole file."""
    assert sorted(service.inputs) == URLS
    wanted = {
        f"{job['self'].rpartition('/')[2]}/contenturl_{number}.json": result_of(url)
        for job in service.jobs
        for number, url in enumerate(job["contentUrls"])
    }
    assert {name: json.loads(content) for name, content in visible(results).items()} == wanted
    assert list(results.rglob("*.part")) == []
