"""The file that a journal is: made, read while another run holds it, refused, and brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

import httpx
import pytest

from speechtotext import BatchSummary, ConfigurationError, DeadlineExceeded, FileError
from speechtotext._batches import planned_jobs
from speechtotext.v3_2 import Client, models
from unit.flavours import KEY, Flavour
from workflows.batch_service import BatchService
from workflows.batches.batch_inputs import BODY, ending, urls

NOT_SUBMITTED = "is not a journal of submitted jobs: start with submit_all"


def test_a_journal_is_read_while_a_run_holds_it(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    seen: list[BatchSummary] = []

    def meanwhile(request: httpx.Request) -> None:
        seen.append(Client(region="westeurope", key=KEY).transcriptions.summary(journal))

    service.before = meanwhile
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert [len(summary.pending) for summary in seen] == [3]
    assert [entry.name for entry in journal.parent.iterdir() if not entry.name.startswith(".")] == [journal.name]


def test_a_change_waits_for_those_who_read(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    reader = sqlite3.connect(f"{journal.as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)

    def read(request: httpx.Request) -> None:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM inputs").fetchall()
        Timer(0.2, reader.close).start()

    service.before = read
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)

    assert service.inputs == urls(2)


def test_a_journal_that_another_program_locks_is_told(flavour: Flavour, journal: Path) -> None:
    stt = flavour.client(Client, BatchService())
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    with sqlite3.connect(journal, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileError, match="is locked by another program"):
            stt.transcriptions.summary(journal)
        other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("call", ["submit_all", "retry_failed"])
def test_a_timeout_ends_waiting_for_another_run(flavour: Flavour, journal: Path, call: str) -> None:
    stt = flavour.client(Client, BatchService())
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    other = sqlite3.connect(journal, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    calls: dict[str, Callable[[], Any]] = {
        "submit_all": lambda: stt.transcriptions.submit_all(urls(1), BODY, journal=journal, timeout=3),
        "retry_failed": lambda: stt.transcriptions.retry_failed(journal, timeout=3),
    }

    with pytest.raises(DeadlineExceeded, match="still held by another run"):
        calls[call]()

    other.close()


def test_what_is_no_journal_yet_is_not_made_by_going_on(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    stt = flavour.client(Client, BatchService())
    calls: tuple[Callable[[], Any], ...] = (
        lambda: stt.transcriptions.resume(journal, tmp_path),
        lambda: stt.transcriptions.retry_failed(journal),
        lambda: stt.transcriptions.summary(journal),
    )

    for call in calls:
        with pytest.raises(FileError, match=NOT_SUBMITTED):
            call()

    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_was_emptied_is_refused(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    journal.write_bytes(b"")
    calls: tuple[Callable[[], Any], ...] = (
        lambda: stt.transcriptions.submit_all(urls(3), BODY, journal=journal),
        lambda: stt.transcriptions.resume(journal, tmp_path),
        lambda: stt.transcriptions.retry_failed(journal),
        lambda: stt.transcriptions.summary(journal),
    )

    for call in calls:
        with pytest.raises(FileError, match="is empty: it is not a journal, or its content was lost"):
            call()

    assert service.inputs == urls(3)


def test_an_empty_file_that_was_made_for_a_journal_is_one(flavour: Flavour, journal: Path) -> None:
    journal.touch()

    flavour.client(Client, BatchService()).transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert len(Client(region="westeurope", key=KEY).transcriptions.summary(journal).pending) == 1


def test_a_journal_whose_making_broke_off_is_made_anew(flavour: Flavour, journal: Path) -> None:
    for left in (".calls.journal.new", ".calls.journal.new-journal"):
        journal.with_name(left).write_bytes(b"half")
    service = BatchService()

    flavour.client(Client, service).transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert service.inputs == urls(1)
    assert not list(journal.parent.glob(".*.new*"))


def test_two_spellings_of_a_url_are_one_input(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    spellings = [
        "https://Acc.example/calls/../my%20call.wav",
        "https://acc.example:443/my call.wav?sig=x",
        "https://acc.example/my%20call.wav?sig=y",
    ]

    stt.transcriptions.submit_all(spellings[:2], BODY, journal=journal)
    summary = stt.transcriptions.submit_all(spellings[2:], BODY, journal=journal)

    assert len(summary.inputs) == 1
    assert len(service.inputs) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/a%2Fb.wav", "https://a.example/a/b.wav"),
        ("https://a.example/a%3Fb.wav", "https://a.example/a?b.wav"),
        ("https://a.example/%FF.wav", "https://a.example/%FE.wav"),
        ("https://a.example/A.wav", "https://a.example/a.wav"),
        ("https://a.example:8443/a.wav", "https://a.example/a.wav"),
        ("http://a.example/a.wav", "https://a.example/a.wav"),
        ("https://a.example/a.wav?id=1", "https://a.example/a.wav?id=2"),
        ("https://a.example/a%2525.wav", "https://a.example/a%25.wav"),
    ],
)
def test_different_urls_are_different_inputs(flavour: Flavour, journal: Path, one: str, other: str) -> None:
    service = BatchService()

    flavour.client(Client, service).transcriptions.submit_all([one, other], BODY, journal=journal)

    assert service.inputs == [one, other]


def with_destination(signature: str, **properties: Any) -> models.Transcription:
    link = f"https://store.blob.core.windows.net/out?se=2099-01-01&sig={signature}"
    members = {"displayName": "Calls", "locale": "en-US", "properties": {"destinationContainerUrl": link, **properties}}
    return models.Transcription.from_dict(members)


def test_links_in_the_body_may_get_new_signatures(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(1), with_destination("OLD"), journal=journal)

    stt.transcriptions.submit_all(urls(2), with_destination("NEW"), journal=journal)

    assert [job["properties"]["destinationContainerUrl"][-3:] for job in service.jobs] == ["OLD", "NEW"]


def test_a_changed_body_is_told_without_its_secrets(flavour: Flavour, journal: Path) -> None:
    stt = flavour.client(Client, BatchService())
    stt.transcriptions.submit_all(urls(1), with_destination("OLD"), journal=journal)
    other = with_destination("NEW", wordLevelTimestampsEnabled=True)

    with pytest.raises(ConfigurationError) as caught:
        stt.transcriptions.submit_all(urls(1), other, journal=journal)

    assert "properties.wordLevelTimestampsEnabled was not given and is True" in str(caught.value)
    assert "destinationContainerUrl" not in str(caught.value)


def test_a_body_that_the_service_refused_may_be_put_right(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    service.before = lambda request: httpx.Response(400, json={"code": "InvalidLocale", "message": "No such locale."})
    stt = flavour.client(Client, service)
    wrong = models.Transcription(display_name="Calls", locale="en-XX")
    assert len(stt.transcriptions.submit_all(urls(3), wrong, journal=journal).failed) == 3
    service.before = lambda request: None

    summary = stt.transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert len(summary.pending) == 3
    assert service.inputs == urls(3)
    assert service.jobs[0]["locale"] == "en-US"


FIRST_LAYOUT = """
CREATE TABLE IF NOT EXISTS batch (api_version TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS jobs (
    marker TEXT PRIMARY KEY, state TEXT NOT NULL, job TEXT, sent REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inputs (
    source TEXT PRIMARY KEY, url TEXT NOT NULL, marker TEXT REFERENCES jobs,
    status TEXT, error_kind TEXT, error_message TEXT, result TEXT
);
CREATE INDEX IF NOT EXISTS inputs_of_job ON inputs (marker);
"""


def as_first_layout(journal: Path) -> None:
    """Bring a journal back to the first layout, which kept no origin, digests or positions."""
    new = sqlite3.connect(journal)
    old = sqlite3.connect(journal.with_name("old"))
    old.executescript(FIRST_LAYOUT)
    for table, columns in (
        ("batch", "api_version, body"),
        ("jobs", "marker, state, job, sent"),
        ("inputs", "source, url, marker, status, error_kind, error_message, result"),
    ):
        rows = new.execute(f"SELECT {columns} FROM {table}").fetchall()
        old.executemany(f"INSERT INTO {table} ({columns}) VALUES ({columns and ', '.join('?' * len(rows[0]))})", rows)
    old.commit()
    old.close()
    new.close()
    journal.with_name("old").replace(journal)


def test_a_journal_of_the_first_layout_goes_on(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    as_first_layout(journal)

    summary = stt.transcriptions.resume(journal, tmp_path / "results", poll=0)

    assert len(summary.succeeded) == 2
    assert service.inputs == urls(2)


def test_a_journal_of_the_first_layout_is_of_the_resource_that_knows_its_jobs(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    as_first_layout(journal)
    other = flavour.client(Client, BatchService(), region="eastus")
    with pytest.raises(ConfigurationError, match="knows none of the jobs"):
        other.transcriptions.resume(journal, tmp_path)

    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert len(summary.succeeded) == 2
    with pytest.raises(ConfigurationError, match="was started with the resource at https://westeurope"):
        other.transcriptions.resume(journal, tmp_path)


def test_results_of_the_first_layout_are_found_from_where_it_was_used(
    flavour: Flavour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    journal = tmp_path / "journals" / "calls"
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    stt.transcriptions.resume(journal, "results", poll=0)
    as_first_layout(journal)
    with sqlite3.connect(journal) as old:
        # It kept paths as they were given.
        old.execute("UPDATE inputs SET result = substr(result, ?)", (len(str(tmp_path)) + 2,))
    old.close()
    fetched = len(service.requests)

    stt.transcriptions.resume(journal, "results", poll=0)
    monkeypatch.chdir("/")
    summary = stt.transcriptions.summary(journal)

    assert [entry.result and entry.result.is_relative_to(tmp_path) for entry in summary.succeeded] == [True, True]
    assert all(entry.result is not None and entry.result.is_file() for entry in summary.succeeded)
    assert len(service.requests) == fetched


def test_a_journal_of_the_first_layout_is_read_by_summary_alone(flavour: Flavour, journal: Path) -> None:
    stt = flavour.client(Client, BatchService())
    before = stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    as_first_layout(journal)

    assert stt.transcriptions.summary(journal) == before


def test_a_newer_layout_and_another_program_are_refused_by_summary_too(flavour: Flavour, tmp_path: Path) -> None:
    stt = flavour.client(Client, BatchService())
    stt.transcriptions.submit_all(urls(1), BODY, journal=tmp_path / "newer")
    for name, statement in (("newer", "PRAGMA user_version = 99"), ("other", "CREATE TABLE customers (id)")):
        with sqlite3.connect(tmp_path / name) as changes:
            changes.execute(statement)
        changes.close()

    with pytest.raises(FileError, match="which a newer version of this package wrote"):
        stt.transcriptions.summary(tmp_path / "newer")
    with pytest.raises(FileError, match="another program's database"):
        stt.transcriptions.summary(tmp_path / "other")


def test_inputs_keep_their_places_in_a_job_when_others_are_tried_again(
    flavour: Flavour, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned_jobs, "LARGEST_JOB", 3)
    service = ending(BatchService())
    service.broken = {urls(3)[0]: "InvalidAudio"}
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    stt.transcriptions.resume(journal, tmp_path, poll=0)
    stt.transcriptions.retry_failed(journal)
    before = service.before

    def name_no_source(request: httpx.Request) -> httpx.Response | None:
        if request.url.path.endswith("contenturl_2.json"):
            return httpx.Response(200, json={"recognizedPhrases": [], "combinedRecognizedPhrases": [], "source": "x"})
        return before(request)

    service.before = name_no_source
    for result in tmp_path.rglob("contenturl_2.json"):
        result.unlink()
    summary = stt.transcriptions.resume(journal, tmp_path, poll=0)

    third = next(entry for entry in summary.inputs if entry.source == urls(3)[2])
    assert third.result is not None
    assert third.result.name == "contenturl_2.json"
