"""Programs whose system calls are recorded: a batch from its begin to its end, and a download."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import httpx

from speechtotext import SpeechError, _clock
from speechtotext._batches import planned_jobs
from speechtotext.v3_2 import Client, models
from unit.flavours import KEY
from workflows.batch_service import BatchService
from workflows.batches.batch_inputs import BODY, urls

INPUTS = urls(5)
# The jobs of a batch as they are sent, noted in the order of the other calls.
SENT = ".sent"


def batch_client(service: BatchService) -> Client:
    """A client of a service in this process."""
    http = httpx.Client(transport=httpx.MockTransport(service))
    return Client(region="westeurope", key=KEY, http_client=http, rate_limit=None)


def ended_when_seen(service: BatchService, request: httpx.Request) -> None:
    """Have the jobs of a service end as soon as somebody looks at one."""
    if request.method == "GET":
        service.end_all()


def run_batch(folder: Path) -> None:
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


def run_download(folder: Path) -> None:
    """Download a job's results twice; the first time one of them is not to be had."""
    service = BatchService()
    stt = batch_client(service)
    body = {"contentUrls": INPUTS, "displayName": "Calls", "locale": "en-US"}
    job = stt.transcriptions.create(models.Transcription.from_dict(body))
    service.end_all()
    service.before = lambda request: httpx.Response(404) if "contenturl_3.json" in request.url.path else None
    with suppress(SpeechError):
        stt.transcriptions.download(job, folder / "files", concurrency=1)
    service.before = lambda request: None
    stt.transcriptions.download(job, folder / "files", concurrency=2)


PROGRAMS = {"batch": run_batch, "download": run_download}

if __name__ == "__main__":
    planned_jobs.LARGEST_JOB = 3  # type: ignore[misc]
    _clock.sleep = lambda seconds: None
    if "without-sync" in sys.argv:
        os.fsync = lambda fd: None
    PROGRAMS[sys.argv[2]](Path(sys.argv[1]))
