"""Links, bodies and journals of batches."""

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
    _clock,
    v3_0,
)
from speechtotext.v3_2 import Client, models
from unit.flavours import KEY, Flavour
from workflows.batch_service import BatchService
from workflows.batches.batch_inputs import BODY, NOW, Clock, urls


@pytest.mark.parametrize("hours", [1, 23])
def test_links_that_end_soon_are_warned_of(flavour: Flavour, journal: Path, hours: int) -> None:
    ends = datetime.fromtimestamp(NOW.timestamp() + hours * 3600, UTC)
    url = f"https://a.example/1.wav?se={ends:%Y-%m-%dT%H:%M:%SZ}&sig=SECRET"
    stt = flavour.client(Client, BatchService())

    with pytest.warns(UserWarning, match=r"1 link expires within 24 hours, the first at 2026-06") as told:
        stt.transcriptions.submit_all([url, *urls(2)], BODY, journal=journal)

    assert "SECRET" not in str(told[0].message)


@pytest.mark.parametrize("query", ["se=2026-06-03T00:00:00Z&sig=x", "sig=x", "se=nonsense&sig=x", "se=2026-01-01", ""])
def test_links_that_last_are_not_warned_of(flavour: Flavour, journal: Path, query: str) -> None:
    stt = flavour.client(Client, BatchService())

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        stt.transcriptions.submit_all([f"https://a.example/1.wav?{query}"], BODY, journal=journal)


def test_an_input_whose_link_has_ended_fails_alone_until_it_comes_with_a_new_link(
    flavour: Flavour, journal: Path
) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)

    summary = stt.transcriptions.submit_all(
        ["https://a.example/1.wav?se=2026-05-31&sig=OLD", "https://a.example/2.wav"], BODY, journal=journal
    )

    (failed,) = summary.failed
    assert (failed.source, failed.error_kind) == ("https://a.example/1.wav", "LinkExpired")
    assert service.inputs == ["https://a.example/2.wav"]
    new = "https://a.example/1.wav?se=2027-05-31&sig=NEW"
    assert not stt.transcriptions.submit_all([new], BODY, journal=journal).failed
    assert service.inputs == ["https://a.example/2.wav", new]


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

    with pytest.raises(ConfigurationError, match=r"belongs to other jobs: locale was 'en-US' and is 'de-DE'"):
        stt.transcriptions.submit_all(urls(1), other, journal=journal)


def test_a_journal_is_of_one_version(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    flavour.client(Client, BatchService()).transcriptions.submit_all(urls(1), BODY, journal=journal)

    with pytest.raises(
        ConfigurationError,
        match=r"was started with API version v3\.2, but this client uses v3\.0: continue",
    ):
        flavour.client(v3_0.Client, BatchService()).transcriptions.resume(journal, tmp_path)


def test_a_file_that_is_no_journal_is_told(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    journal.write_bytes(b"garbage" * 1000)

    with pytest.raises(FileError, match=r"calls.journal cannot be used: file is not a database"):
        flavour.client(Client, BatchService()).transcriptions.resume(journal, tmp_path)


def test_a_journal_of_nothing_is_told(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is not a journal of submitted jobs: start with submit_all"):
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
            Client(region="westeurope", key=KEY).transcriptions.retry_failed(journal)
        told.append(subprocess.run([sys.executable, "-c", TRY, journal], capture_output=True, text=True).stdout)

    service.before = meanwhile
    flavour.client(Client, service).transcriptions.submit_all(urls(1), BODY, journal=journal)

    assert told == ["database is locked\n"]
