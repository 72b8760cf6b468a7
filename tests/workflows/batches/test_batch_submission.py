"""Submitting batches: each input in one job, once, whatever breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import (
    RetryPolicy,
    SpeechError,
    TransportError,
    v3_0,
    v2025_10_15,
)
from speechtotext.v3_2 import Client, models
from unit.flavours import Flavour
from workflows.batch_service import BatchService
from workflows.batches.batch_inputs import BODY, Clock, urls


def test_inputs_are_split_into_jobs_of_a_thousand(flavour: Flavour, journal: Path) -> None:
    service = BatchService()

    summary = flavour.client(Client, service).transcriptions.submit_all(urls(2500), BODY, journal=journal)

    assert [len(job["contentUrls"]) for job in service.jobs] == [1000, 1000, 500]
    assert service.inputs == urls(2500)
    assert {job["displayName"] for job in service.jobs} == {"Calls"}
    assert len(summary.jobs) == 3
    assert [entry.source for entry in summary.pending] == urls(2500)


@pytest.mark.parametrize(
    ("version", "base", "path"),
    [(v3_0, "/speechtotext/v3.0", "transcriptions"), (v2025_10_15, "/speechtotext", "transcriptions:submit")],
)
def test_every_version_submits_in_its_way(flavour: Flavour, journal: Path, version: Any, base: str, path: str) -> None:
    service = BatchService(base)
    more = {"properties": {"timeToLiveHours": 48}} if version is v2025_10_15 else {}
    body = version.models.Transcription.from_dict({"displayName": "Calls", "locale": "en-US", **more})

    flavour.client(version.Client, service).transcriptions.submit_all(urls(3), body, journal=journal)

    assert service.requests[0].url.path == f"{base}/{path}"
    assert service.inputs == urls(3)


def test_a_second_run_submits_nothing_twice(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    first = stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    second = stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert service.inputs == urls(3)
    assert second == first


def test_a_second_run_submits_what_is_new(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    stt.transcriptions.submit_all(urls(5), BODY, journal=journal)

    assert [job["contentUrls"] for job in service.jobs] == [urls(3), urls(2, first=3)]


def test_an_input_is_known_again_by_its_url_without_the_signature(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    url = "https://store.blob.core.windows.net/audio/1.wav"

    summary = stt.transcriptions.submit_all([f"{url}?sig=one", f"{url}?sig=two"], BODY, journal=journal)
    stt.transcriptions.submit_all([f"{url}?sig=three"], BODY, journal=journal)

    assert service.inputs == [f"{url}?sig=two"]
    assert summary.inputs[0].source == url
    assert "sig=" not in repr(summary.inputs)


def lost(request: httpx.Request) -> httpx.Response | None:
    """The answer to a POST does not arrive."""
    if request.method == "POST":
        raise httpx.ReadError("connection reset")
    return None


def test_a_job_whose_answer_was_lost_is_found_again(flavour: Flavour, journal: Path, clock: Clock) -> None:
    service = BatchService(page=1)
    stt = flavour.client(Client, service)
    stt.transcriptions.create(models.Transcription(display_name="Other", locale="en-US", content_urls=[]))
    service.after = lost
    with pytest.raises(TransportError):
        stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.after = lambda request: None

    summary = stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert service.inputs == urls(3)
    assert len(summary.jobs) == 1
    assert clock.seconds == 0


def test_a_job_that_never_arrived_is_sent_again(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    service.before = lost
    stt = flavour.client(Client, service)
    with pytest.raises(TransportError):
        stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.before = lambda request: None

    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert service.inputs == urls(3)


@pytest.mark.parametrize("status", [401, 403, 404, 429, 503])
def test_a_job_that_was_refused_is_sent_again_without_a_search(flavour: Flavour, journal: Path, status: int) -> None:
    service = BatchService()
    service.before = lambda request: httpx.Response(status)
    stt = flavour.client(Client, service)
    with pytest.raises(SpeechError):
        stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.before = lambda request: None

    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert service.inputs == urls(3)
    assert [request.method for request in service.requests] == ["POST", "POST"]


@pytest.mark.parametrize("status", [408, 500, 502, 504])
def test_a_server_error_leaves_open_whether_there_is_a_job(flavour: Flavour, journal: Path, status: int) -> None:
    service = BatchService()
    service.after = lambda request: httpx.Response(status)
    stt = flavour.client(Client, service)
    with pytest.raises(SpeechError):
        stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.after = lambda request: None

    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert service.inputs == urls(3)


def test_a_job_that_was_sent_after_long_trouble_has_time_to_appear(
    flavour: Flavour, journal: Path, clock: Clock
) -> None:
    service = BatchService()
    troubles = [httpx.Response(429, headers={"Retry-After": "50"})] * 2
    service.before = lambda request: troubles.pop() if troubles else None
    service.after = lost
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=3))
    with pytest.raises(TransportError):
        stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    submitted, hidden = clock.seconds, service.jobs
    service.jobs = []

    def appear(request: httpx.Request) -> None:
        if clock.seconds >= submitted + 59:
            service.jobs = hidden

    service.before, service.after = appear, lambda request: None
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert [request.method for request in service.requests] == ["POST", "POST", "POST", "GET", "GET"]
