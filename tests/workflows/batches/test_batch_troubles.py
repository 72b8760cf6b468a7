"""One thing that is wrong in a batch is noted with its reason; everything else goes on, and nothing is paid twice."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from speechtotext import (
    ConfigurationError,
    DeadlineExceeded,
    FileError,
    InvalidRequest,
    NotFound,
    TransportError,
    _clock,
)
from speechtotext._batches import planned_jobs, submission
from speechtotext._files import errors
from speechtotext.v3_2 import Client
from unit.flavours import KEY, Flavour
from workflows.batch_service import BatchService
from workflows.batches.batch_inputs import BODY, Clock, ending, urls
from workflows.batches.untrustworthy_service import Damage, UntrustworthyService


def refusing(service: BatchService, *wrong: str) -> BatchService:
    """A service that refuses jobs with these inputs."""
    before = service.before

    def refuse(request: httpx.Request) -> httpx.Response | None:
        if request.method == "POST" and set(wrong) & set(json.loads(request.read())["contentUrls"]):
            return httpx.Response(400, json={"code": "InvalidRequest", "message": "An input is not valid."})
        return before(request)

    service.before = refuse
    return service


def test_an_input_that_the_service_refuses_fails_alone(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    inputs = urls(40)
    service = refusing(ending(BatchService()), inputs[7], inputs[30])
    stt = flavour.client(Client, service)

    stt.transcriptions.submit_all(inputs, BODY, journal=journal)
    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert [entry.source for entry in summary.failed] == [inputs[7], inputs[30]]
    assert {entry.error_message for entry in summary.failed} == {"An input is not valid."}
    assert len(summary.succeeded) == 38
    assert sorted(service.inputs) == sorted({*inputs} - {inputs[7], inputs[30]})


def test_a_body_that_is_wrong_is_found_with_few_requests(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    service.before = lambda request: httpx.Response(400, json={"code": "InvalidLocale", "message": "No such locale."})
    stt = flavour.client(Client, service)

    summary = stt.transcriptions.submit_all(urls(3000), BODY, journal=journal)

    assert len(summary.failed) == 3000
    assert len(service.requests) < 30


def test_a_service_that_comes_to_refuse_everything_is_not_asked_for_each_input(
    flavour: Flavour, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission, "_MOST_REFUSED", 40)
    monkeypatch.setattr(planned_jobs, "LARGEST_JOB", 100)
    service = BatchService()
    refusal = httpx.Response(400, json={"code": "InvalidRequest", "message": "The project does not exist."})
    service.before = lambda request: refusal if service.jobs else None
    stt = flavour.client(Client, service)
    given = urls(300)

    with pytest.raises(InvalidRequest):
        stt.transcriptions.submit_all(given, BODY, journal=journal)

    assert len(service.requests) == 1 + 40
    service.before = lambda request: None
    stt.transcriptions.submit_all(given, BODY, journal=journal)
    stt.transcriptions.retry_failed(journal)
    assert sorted(service.inputs) == sorted(given)


@pytest.mark.parametrize(("status", "content"), [(200, b"{}"), (404, b"")])
def test_a_result_that_cannot_be_had_fails_alone(
    flavour: Flavour, journal: Path, tmp_path: Path, status: int, content: bytes
) -> None:
    service = ending(BatchService())
    before = service.before
    service.before = lambda request: (
        httpx.Response(status, content=content) if "contenturl_1" in request.url.path else before(request)
    )
    stt = flavour.client(Client, service)

    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert [entry.source for entry in summary.succeeded] == [urls(3)[0], urls(3)[2]]
    (failed,) = summary.failed
    assert (failed.source, failed.error_kind) == (urls(3)[1], "ResultUnavailable")
    assert failed.error_message


def test_an_input_that_is_reported_to_have_succeeded_is_never_sent_again(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    before = service.before
    details = [{"source": url, "status": "Succeeded"} for url in urls(2)]

    def lose(request: httpx.Request) -> httpx.Response | None:
        if "contenturl_1" in request.url.path:
            return httpx.Response(404)
        if request.url.path.endswith("report.json") and "store" in request.url.host:
            return httpx.Response(200, json={"details": details})
        return before(request)

    service.before = lose
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)
    stt.transcriptions.retry_failed(journal)

    assert not summary.failed
    lost = summary.succeeded[1]
    assert (lost.result, lost.error_kind) == (None, "ResultUnavailable")
    assert service.inputs == urls(2)
    service.before = before
    assert all(entry.result for entry in stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded)


def test_results_that_cannot_be_fetched_for_now_are_fetched_later(
    flavour: Flavour, journal: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned_jobs, "LARGEST_JOB", 1)
    service = ending(BatchService())
    before = service.before
    service.before = lambda request: (
        httpx.Response(503) if "store" in request.url.host and f"{0:032x}" in request.url.path else before(request)
    )
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    with pytest.raises(Exception, match="503"):
        stt.transcriptions.resume(journal, tmp_path, poll=0)
    meanwhile = stt.transcriptions.summary(journal)
    service.before = before
    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert (len(meanwhile.succeeded), len(meanwhile.failed)) == (2, 0)
    assert len(summary.succeeded) == 3
    assert service.inputs == urls(3)


@pytest.mark.parametrize("times", [1, 4])
def test_a_job_that_is_not_found_in_passing_is_not_given_up(
    flavour: Flavour, journal: Path, tmp_path: Path, times: int
) -> None:
    service = ending(BatchService())
    before, left = service.before, [times]

    def lag(request: httpx.Request) -> httpx.Response | None:
        if request.method == "GET" and request.url.path.endswith("0" * 32) and left[0]:
            left[0] -= 1
            return httpx.Response(404, json={"code": "NotFound", "message": "not yet"})
        return before(request)

    service.before = lag
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)

    assert len(stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded) == 2


def test_jobs_that_are_there_but_cannot_be_listed_end_with_the_error(
    flavour: Flavour, journal: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned_jobs, "LARGEST_JOB", 1)
    service = BatchService()
    service.before = lambda request: (
        httpx.Response(404) if request.method == "GET" and request.url.path.endswith("/transcriptions") else None
    )
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)

    with pytest.raises(NotFound):
        stt.transcriptions.resume(journal, tmp_path)

    assert clock.seconds > 60
    assert len(stt.transcriptions.summary(journal).pending) == 2


def test_a_journal_of_another_resource_is_refused(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    flavour.client(Client, BatchService()).transcriptions.submit_all(urls(1), BODY, journal=journal)
    other = flavour.client(Client, BatchService(), region="eastus")

    calls: tuple[Callable[[], object], ...] = (
        lambda: other.transcriptions.resume(journal, tmp_path),
        lambda: other.transcriptions.retry_failed(journal),
        lambda: other.transcriptions.submit_all(urls(1), BODY, journal=journal),
    )
    for call in calls:
        with pytest.raises(ConfigurationError, match=r"was started with the resource at https://westeurope.*eastus"):
            call()


@pytest.mark.parametrize("hours", [-50, -1, 1, 50])
def test_a_clock_that_was_wrong_makes_no_duplicate(
    flavour: Flavour, journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    service = BatchService()
    plain = _clock.utc_now
    service.after = lambda request: httpx.Response(502) if request.method == "POST" else None
    stt = flavour.client(Client, service)
    monkeypatch.setattr(_clock, "utc_now", lambda: plain() + timedelta(hours=hours))
    with pytest.raises(Exception, match="502"):
        stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    monkeypatch.setattr(_clock, "utc_now", plain)
    service.after = lambda request: None

    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert service.inputs == urls(1)


def test_a_journal_and_its_results_can_be_moved(
    flavour: Flavour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal="here/journal")
    stt.transcriptions.resume("here/journal", "here/results", poll=0)

    (tmp_path / "here").rename(tmp_path / "there")
    monkeypatch.chdir("/")
    summary = stt.transcriptions.summary(tmp_path / "there" / "journal")

    assert all(entry.result is not None and entry.result.is_file() for entry in summary.succeeded)


@pytest.mark.parametrize("damage", ["deleted", "emptied", "cut"])
def test_a_result_that_is_not_there_any_more_is_fetched_again(
    flavour: Flavour, journal: Path, tmp_path: Path, damage: str
) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    (first, _) = stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded
    assert first.result is not None
    content = first.result.read_bytes()
    if damage == "deleted":
        first.result.unlink()
    else:
        first.result.write_bytes(b"" if damage == "emptied" else content[:-1])

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    (again, _) = summary.succeeded
    assert again.result is not None
    assert again.result.read_bytes() == content
    assert service.inputs == urls(2)


def test_waiting_for_another_run_obeys_the_timeout_and_says_so(
    flavour: Flavour, journal: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stt = flavour.client(Client, BatchService())
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    other = sqlite3.connect(journal)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(DeadlineExceeded, match=r"calls\.journal is still held by another run"):
        stt.transcriptions.resume(journal, tmp_path, timeout=2)

    other.close()
    assert "is held by another run" in caplog.text


def test_a_file_system_without_locks_is_told(flavour: Flavour, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stt = flavour.client(Client, BatchService())
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    monkeypatch.setattr(errors, "has_locks", lambda folder: False)
    # There SQLite finds each file locked.
    other = sqlite3.connect(journal, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(FileError, match="has no file locks: put it on a local disk"):
        stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    with pytest.raises(FileError, match="has no file locks: put it on a local disk"):
        stt.transcriptions.summary(journal)

    other.close()


def test_a_folder_is_no_journal(flavour: Flavour, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(FileError, match="folder is a folder: give the path of a file in it"):
        flavour.client(Client, BatchService()).transcriptions.submit_all(urls(1), BODY, journal=tmp_path / "folder")

    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


def test_another_programs_database_is_refused_untouched(flavour: Flavour, journal: Path) -> None:
    with sqlite3.connect(journal) as other:
        other.execute("CREATE TABLE customers (id)")
    other.close()
    before = journal.read_bytes()
    stt = flavour.client(Client, BatchService())

    with pytest.raises(FileError, match="is another program's database, not a journal"):
        stt.transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert journal.read_bytes() == before


def test_a_journal_of_a_newer_layout_is_refused_untouched(flavour: Flavour, journal: Path) -> None:
    stt = flavour.client(Client, BatchService())
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    with sqlite3.connect(journal) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    before = journal.read_bytes()

    with pytest.raises(FileError, match="of layout 99, which a newer version of this package wrote"):
        stt.transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert journal.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")
def test_a_journal_behind_a_dangling_link_is_its_owners_alone(flavour: Flavour, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    stt = flavour.client(Client, BatchService())

    stt.transcriptions.submit_all(urls(1), BODY, journal=tmp_path / "link")

    assert stat.S_IMODE((tmp_path / "target").stat().st_mode) == 0o600


def test_an_unreachable_service_leaves_the_batch_as_it_is(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)

    def down(request: httpx.Request) -> httpx.Response | None:
        raise httpx.ConnectError("no route", request=request)

    service.before = down
    with pytest.raises((TransportError, Exception), match=r"had not ended|no route"):
        stt.transcriptions.resume(journal, tmp_path, timeout=5)

    assert KEY not in str(stt.transcriptions.summary(journal))
    assert len(stt.transcriptions.summary(journal).pending) == 2


def test_a_result_is_fetched_when_it_appears_after_all_although_its_input_was_refused_meanwhile(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = UntrustworthyService(lambda: 0.0, spells_anew=False, reports_successes=False)
    transcriptions = flavour.client(Client, service).transcriptions
    transcriptions.submit_all(urls(2), BODY, journal=journal)
    service.end("Succeeded", {1: Damage.NO_RESULT})
    transcriptions.resume(journal, tmp_path, poll=0)
    service.refused = {"1.wav"}
    (refused,) = transcriptions.retry_failed(journal).failed
    service.jobs[0].damaged.clear()
    service.refused = set()

    transcriptions.retry_failed(journal)

    assert (refused.source, refused.error_kind) == (urls(2)[1], "InvalidRequest")
    assert len(service.jobs) == 1
    assert len(transcriptions.resume(journal, tmp_path, poll=0).succeeded) == 2
