"""Finishing batches: waiting, fetching, failures, retries."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from speechtotext import (
    PermissionDenied,
    TranscriptionResult,
    WaitTimeout,
)
from speechtotext._batches import planned_jobs
from speechtotext.v3_2 import Client
from unit.flavours import KEY, Flavour
from workflows.batch_service import BatchService
from workflows.batches.batch_inputs import BODY, urls


def test_a_batch_is_waited_for_and_fetched(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(1003), BODY, journal=journal)
    service.end_all()

    summary = stt.transcriptions.resume(journal, tmp_path / "results")

    assert [entry.source for entry in summary.succeeded] == urls(1003)
    for entry in summary.succeeded[::100]:
        assert entry.result is not None
        assert TranscriptionResult.load(entry.result).text == f"This is {entry.source}."
    assert repr(summary) == "<BatchSummary: 1003 succeeded, 0 failed, 0 pending, in 2 jobs>"
    assert stt.transcriptions.summary(journal) == summary


def test_resuming_submits_what_has_not_been_submitted(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    service.before = lambda request: httpx.Response(403)
    stt = flavour.client(Client, service)
    with pytest.raises(PermissionDenied):
        stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.before = lambda request: service.end_all() if request.method == "GET" else None

    summary = stt.transcriptions.resume(journal, tmp_path)

    assert len(summary.succeeded) == 3


def test_a_failed_input_tells_why_and_is_retried_alone(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    service.broken = {urls(3)[1]: "InvalidAudio"}
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.end_all()
    summary = stt.transcriptions.resume(journal, tmp_path)
    (failed,) = summary.failed
    assert (failed.source, failed.error_kind, failed.error_message) == (urls(3)[1], "InvalidAudio", "No audio.")
    service.broken = {}

    pending = stt.transcriptions.retry_failed(journal).pending
    service.end_all()
    summary = stt.transcriptions.resume(journal, tmp_path)

    assert [entry.source for entry in pending] == [urls(3)[1]]
    assert [job["contentUrls"] for job in service.jobs] == [urls(3), [urls(3)[1]]]
    assert len(summary.succeeded) == 3


def test_a_retry_is_planned_as_a_whole_or_not_at_all(
    flavour: Flavour, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = BatchService()
    service.broken = {urls(3)[1]: "InvalidAudio"}
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.end_all()
    before = stt.transcriptions.resume(journal, tmp_path)

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(planned_jobs, "uuid4", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Client(region="westeurope", key=KEY).transcriptions.retry_failed(journal)

    assert stt.transcriptions.summary(journal) == before


def test_the_inputs_of_a_failed_job_failed(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    service.broken = {urls(2)[0]: "InvalidAudio"}
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    service.end_all("Failed", error={"code": "InvalidData", "message": "All wrong at https://x/?sig=SECRET ."})

    summary = stt.transcriptions.resume(journal, tmp_path)

    assert [(entry.error_kind, entry.error_message) for entry in summary.failed] == [
        ("InvalidAudio", "No audio."),
        ("InvalidData", "All wrong at https://x/?sig=*** ."),
    ]


def test_an_input_that_nothing_is_said_of_failed(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    service.end_all()
    service.jobs[0]["contentUrls"].pop()

    summary = stt.transcriptions.resume(journal, tmp_path)

    assert [(entry.source, entry.error_kind) for entry in summary.failed] == [(urls(2)[1], "NoResult")]


def _listing_files(service: BatchService, times: int) -> None:
    """Have the service list no files so many times."""
    left = [None] * times

    def before(request: httpx.Request) -> httpx.Response | None:
        is_late = request.url.path.endswith("/files") and left
        return httpx.Response(200, json={"values": left.pop() or []}) if is_late else None

    service.before = before


@pytest.mark.parametrize("times", [1, 3])
def test_files_that_are_listed_late_are_looked_for_again(
    flavour: Flavour, journal: Path, tmp_path: Path, times: int, sleeps: list[float]
) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.end_all()
    _listing_files(service, times)
    sleeps.clear()

    summary = stt.transcriptions.resume(journal, tmp_path)

    assert (len(summary.succeeded), summary.failed) == (3, ())
    assert [seconds for seconds in sleeps if seconds] == [1.0, 2.0, 4.0][:times]


def test_a_job_whose_files_are_listed_hours_later_is_not_paid_for_again(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.end_all()
    _listing_files(service, 4)
    summary = stt.transcriptions.resume(journal, tmp_path)
    assert {entry.error_message for entry in summary.failed} == {
        "The job has succeeded, but the service lists no files."
    }

    stt.transcriptions.retry_failed(journal)
    summary = stt.transcriptions.resume(journal, tmp_path)

    assert (len(summary.succeeded), len(service.jobs)) == (3, 1)


@pytest.fixture
def small_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three inputs are a whole job."""
    monkeypatch.setattr(planned_jobs, "LARGEST_JOB", 3)


@pytest.mark.usefixtures("small_jobs")
def test_a_job_that_is_not_there_any_more_has_failed(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(4), BODY, journal=journal)
    service.end_all()
    service.jobs.pop()

    summary = stt.transcriptions.resume(journal, tmp_path)

    assert len(summary.succeeded) == 3
    assert [(entry.error_kind, entry.error_message) for entry in summary.failed] == [
        ("NotFound", "The job no longer exists: it was deleted.")
    ]


@pytest.mark.usefixtures("small_jobs")
def test_a_wait_that_is_too_short_keeps_what_has_ended(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(4), BODY, journal=journal)
    service.jobs[0]["status"] = "Succeeded"

    with pytest.raises(WaitTimeout):
        stt.transcriptions.resume(journal, tmp_path, timeout=60)

    summary = stt.transcriptions.summary(journal)
    assert (len(summary.succeeded), len(summary.pending)) == (3, 1)
