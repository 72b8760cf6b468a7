"""`submit_all` and `resume`: every input in exactly one job and with exactly one result, whatever breaks in between."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import (
    ConfigurationError,
    FileError,
    InvalidRequest,
    RetryPolicy,
    SpeechError,
    TranscriptionResult,
    TransportError,
    WaitTimeout,
    _clock,
    v3_0,
    v2025_10_15,
)
from speechtotext._batches import journal as journal_module
from speechtotext.v3_2 import Client, models
from unit.flavours import KEY, Flavour
from workflows.batch_service import BatchService

BODY = models.Transcription(display_name="Calls", locale="en-US")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that moves when somebody waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        monkeypatch.setattr(_clock, "monotonic", lambda: self.seconds)
        monkeypatch.setattr(_clock, "utc_now", lambda: datetime.fromtimestamp(NOW.timestamp() + self.seconds, UTC))
        monkeypatch.setattr(_clock, "sleep", self.sleep)

        async def sleep(seconds: float) -> None:
            self.sleep(seconds)

        monkeypatch.setattr(_clock, "async_sleep", sleep)

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "calls.journal"


def urls(count: int, first: int = 0) -> list[str]:
    return [f"https://audio.example/{number}.wav" for number in range(first, first + count)]


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
    assert clock.seconds == 60
    listing = next(request for request in service.requests if request.method == "GET")
    assert listing.url.params["filter"] == "createdDateTime ge 2026-06-01T11:45:00Z"


def test_a_job_that_never_arrived_is_sent_again(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    service.before = lost
    stt = flavour.client(Client, service)
    with pytest.raises(TransportError):
        stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    service.before = lambda request: None

    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert service.inputs == urls(3)


@pytest.mark.parametrize("status", [400, 401, 403, 429, 503])
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

    assert [request.method for request in service.requests] == ["POST", "POST", "POST", "GET"]


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
    service.before = lambda request: httpx.Response(400)
    stt = flavour.client(Client, service)
    with pytest.raises(InvalidRequest):
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

    monkeypatch.setattr(journal_module, "uuid4", interrupted)
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


def test_a_job_that_is_not_there_any_more_has_failed(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(1001), BODY, journal=journal)
    service.end_all()
    service.jobs.pop()

    summary = stt.transcriptions.resume(journal, tmp_path)

    assert len(summary.succeeded) == 1000
    assert [(entry.error_kind, entry.error_message) for entry in summary.failed] == [
        ("NotFound", "The job is not there any more.")
    ]


def test_a_wait_that_is_too_short_keeps_what_has_ended(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(1001), BODY, journal=journal)
    service.jobs[0]["status"] = "Succeeded"

    with pytest.raises(WaitTimeout):
        stt.transcriptions.resume(journal, tmp_path, timeout=60)

    summary = stt.transcriptions.summary(journal)
    assert (len(summary.succeeded), len(summary.pending)) == (1000, 1)


@pytest.mark.parametrize("hours", [1, 23])
def test_links_that_end_soon_are_warned_of(flavour: Flavour, journal: Path, hours: int) -> None:
    ends = datetime.fromtimestamp(NOW.timestamp() + hours * 3600, UTC)
    url = f"https://a.example/1.wav?se={ends:%Y-%m-%dT%H:%M:%SZ}&sig=SECRET"
    stt = flavour.client(Client, BatchService())

    with pytest.warns(
        UserWarning, match=r"The permission of 1 links ends within 24 hours, the first at 2026-06"
    ) as told:
        stt.transcriptions.submit_all([url, *urls(2)], BODY, journal=journal)

    assert "SECRET" not in str(told[0].message)


@pytest.mark.parametrize("query", ["se=2026-06-03T00:00:00Z&sig=x", "sig=x", "se=nonsense&sig=x", "se=2026-01-01", ""])
def test_links_that_last_are_not_warned_of(flavour: Flavour, journal: Path, query: str) -> None:
    stt = flavour.client(Client, BatchService())

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        stt.transcriptions.submit_all([f"https://a.example/1.wav?{query}"], BODY, journal=journal)


def test_links_that_have_ended_are_refused_before_anything_is_sent(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)

    with pytest.raises(ValueError, match=r"has ended at 2026-05-31 .*: make new links") as caught:
        stt.transcriptions.submit_all(["https://a.example/1.wav?se=2026-05-31&sig=SECRET"], BODY, journal=journal)

    assert "SECRET" not in str(caught.value)
    assert service.requests == []


def test_links_that_have_ended_do_not_matter_once_they_are_submitted(
    flavour: Flavour, journal: Path, clock: Clock
) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    links = ["https://a.example/1.wav?se=2026-06-03&sig=x"]
    first = stt.transcriptions.submit_all(links, BODY, journal=journal)
    clock.sleep(86_400 * 7)

    assert stt.transcriptions.submit_all(links, BODY, journal=journal) == first


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"contentUrls": ["https://a.example"]}, "the inputs are given as urls"),
        ({"contentContainerUrl": "https://a.example"}, "the inputs are given as urls"),
        ({"customProperties": {str(number): "x" for number in range(10)}}, "at most 10 custom properties"),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused(
    flavour: Flavour, journal: Path, more: dict[str, Any], told: str
) -> None:
    body = models.Transcription.from_dict({**BODY.to_dict(), **more})

    with pytest.raises(ValueError, match=told):
        flavour.client(Client, BatchService()).transcriptions.submit_all(urls(1), body, journal=journal)


def test_custom_properties_are_kept(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    body = models.Transcription(display_name="Calls", locale="en-US", custom_properties={"mine": "too"})

    flavour.client(Client, service).transcriptions.submit_all(urls(1), body, journal=journal)

    properties = service.jobs[0]["customProperties"]
    assert properties.pop("mine") == "too"
    assert list(properties) == ["speechtotext-batch"]


def test_a_journal_is_of_one_kind_of_jobs(flavour: Flavour, journal: Path) -> None:
    stt = flavour.client(Client, BatchService())
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    other = models.Transcription(display_name="Calls", locale="de-DE")

    with pytest.raises(ConfigurationError, match=r"is the journal of other jobs, of API version v3.2: take another"):
        stt.transcriptions.submit_all(urls(1), other, journal=journal)


def test_a_journal_is_of_one_version(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    flavour.client(Client, BatchService()).transcriptions.submit_all(urls(1), BODY, journal=journal)

    with pytest.raises(ConfigurationError, match=r"was begun with API version v3.2: go on with its client"):
        flavour.client(v3_0.Client, BatchService()).transcriptions.resume(journal, tmp_path)


def test_a_file_that_is_no_journal_is_told(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    journal.write_bytes(b"garbage" * 1000)

    with pytest.raises(FileError, match=r"calls.journal cannot be used: file is not a database"):
        flavour.client(Client, BatchService()).transcriptions.resume(journal, tmp_path)


def test_a_journal_of_nothing_is_told(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is no journal of submitted jobs: begin with submit_all"):
        flavour.client(Client, BatchService()).transcriptions.resume(journal, tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_its_owner_reads_a_journal(flavour: Flavour, journal: Path) -> None:
    flavour.client(Client, BatchService()).transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_a_run_waits_for_another_with_the_same_journal(
    flavour: Flavour, journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stt = flavour.client(Client, BatchService())
    other = sqlite3.connect(journal, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            other.close()

    monkeypatch.setattr(clock, "sleep", sleep)
    monkeypatch.setattr(_clock, "sleep", sleep)
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert waits == [0.5] * 3


TRY = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0).execute("BEGIN EXCLUSIVE")
except sqlite3.OperationalError as error:
    print(error)
"""


def test_other_processes_wait_also_when_another_run_of_this_one_has_looked(
    flavour: Flavour, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing a file takes a process its locks on it, on POSIX."""
    service = BatchService()
    told: list[str] = []

    class Busy(Exception):
        pass

    def busy(seconds: float) -> None:
        raise Busy

    def meanwhile(request: httpx.Request) -> None:
        monkeypatch.setattr(_clock, "sleep", busy)
        with pytest.raises(Busy):
            Client(region="westeurope", key=KEY).transcriptions.summary(journal)
        told.append(subprocess.run([sys.executable, "-c", TRY, journal], capture_output=True, text=True).stdout)

    service.before = meanwhile
    flavour.client(Client, service).transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert told == ["database is locked\n"]
