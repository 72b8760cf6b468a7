"""A batch from its begin to its end, run while its system calls are recorded. What is sent is noted in their order."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import httpx

from speechtotext import _clock
from speechtotext._batches import journal as journal_module
from speechtotext.v3_2 import Client
from unit.flavours import KEY
from workflows.batch_service import BatchService
from workflows.batches.batch_inputs import BODY, urls

INPUTS = urls(5)
# The jobs that were sent, noted as they are.
SENT = ".sent"


def batch_client(service: BatchService) -> Client:
    """A client of a service in this process."""
    http = httpx.Client(transport=httpx.MockTransport(service))
    return Client(region="westeurope", key=KEY, http_client=http, rate_limit=None)


def ended_when_seen(service: BatchService, request: httpx.Request) -> None:
    """Have the jobs of a service end as soon as somebody looks at one."""
    if request.method == "GET":
        service.end_all()


def run(folder: Path) -> None:
    service = BatchService()
    sent = os.open(folder / SENT, os.O_CREAT | os.O_WRONLY)

    def note(request: httpx.Request) -> None:
        if request.method == "POST":
            os.write(sent, request.read())
        ended_when_seen(service, request)

    service.before = note
    stt = batch_client(service)
    stt.transcriptions.submit_all(INPUTS, BODY, journal=folder / "batch" / "calls.journal")
    stt.transcriptions.resume(folder / "batch" / "calls.journal", folder / "batch" / "results", poll=0)


if __name__ == "__main__":
    journal_module.LARGEST_JOB = 3  # type: ignore[misc]
    _clock.sleep = lambda seconds: None
    if "without-sync" in sys.argv:
        os.fsync = lambda descriptor: None
    run(Path(sys.argv[1]))
