"""Batches whose journal, results or service somebody has tampered with, and very large ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import FileError, RetryPolicy, SpeechError
from speechtotext._batches import planned_jobs
from speechtotext.v3_2 import Client
from unit.flavours import Flavour
from workflows.batch_service import BatchService
from workflows.batches.batch_inputs import BODY, ending, urls

JOB = f"{0:032x}"


def test_urls_that_raise_in_the_middle_leave_no_trace(flavour: Flavour, journal: Path) -> None:
    service = BatchService()

    def interrupted() -> Iterator[str]:
        yield urls(1)[0]
        raise LookupError("of the caller")

    with pytest.raises(LookupError, match="of the caller"):
        flavour.client(Client, service).transcriptions.submit_all(interrupted(), BODY, journal=journal)

    assert service.requests == []
    assert list(journal.parent.iterdir()) == []


def test_ten_thousand_inputs_are_each_in_one_job(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    given = [f"https://a.example/{number:05}.wav" for number in range(10_000)]

    stt.transcriptions.submit_all(iter(given), BODY, journal=journal)
    summary = stt.transcriptions.submit_all(iter(given[::-1]), BODY, journal=journal)

    assert service.inputs == given
    assert len(service.jobs) == 10
    assert [entry.source for entry in summary.pending] == given


@pytest.mark.parametrize("crashed", [False, True])
def test_a_copy_of_a_journal_finds_what_the_original_has_sent(
    flavour: Flavour, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crashed: bool
) -> None:
    monkeypatch.setattr(planned_jobs, "LARGEST_JOB", 2)
    service = BatchService()
    sent: list[bytes] = []

    def busy_at_the_second(request: httpx.Request) -> httpx.Response | None:
        sent.append(request.content)
        if len(sent) == 2:
            return httpx.Response(502 if crashed else 503)
        return None

    service.before = busy_at_the_second
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=1))
    with pytest.raises(SpeechError):
        stt.transcriptions.submit_all(urls(6), BODY, journal=journal)
    copy = tmp_path / "copied" / journal.name
    copy.parent.mkdir()
    shutil.copy(journal, copy)
    ending(service)

    original = stt.transcriptions.resume(journal, tmp_path / "results", poll=0)
    copied = stt.transcriptions.resume(copy, copy.parent, poll=0)

    assert Counter(service.inputs) == Counter(urls(6))
    assert (len(original.succeeded), len(copied.succeeded)) == (6, 6)


@pytest.mark.parametrize("call", ["submit_all", "resume", "retry_failed", "summary"])
def test_a_journal_whose_pages_are_damaged_is_told_and_nothing_is_sent(
    flavour: Flavour, journal: Path, tmp_path: Path, call: str
) -> None:
    service = BatchService()
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(3), BODY, journal=journal)
    content = bytearray(journal.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    journal.write_bytes(content)
    service.requests.clear()
    calls: dict[str, Callable[[], Any]] = {
        "submit_all": lambda: stt.transcriptions.submit_all(urls(3), BODY, journal=journal),
        "resume": lambda: stt.transcriptions.resume(journal, tmp_path),
        "retry_failed": lambda: stt.transcriptions.retry_failed(journal),
        "summary": lambda: stt.transcriptions.summary(journal),
    }

    with pytest.raises(FileError, match=r"calls\.journal cannot be used: database disk image is malformed"):
        calls[call]()

    assert service.requests == []


def test_a_folder_that_cannot_be_written_is_told_and_another_one_serves(
    flavour: Flavour, journal: Path, tmp_path: Path
) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    (tmp_path / "taken").write_bytes(b"")

    with pytest.raises(FileError, match="cannot be written"):
        stt.transcriptions.resume(journal, tmp_path / "taken", poll=0)

    assert len(stt.transcriptions.resume(journal, tmp_path / "free", poll=0).succeeded) == 2


def test_a_link_in_the_place_of_a_jobs_folder_is_not_followed(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(2), BODY, journal=journal)
    for folder in ("elsewhere", "results"):
        (tmp_path / folder).mkdir()
    (tmp_path / "results" / JOB).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(FileError, match="is a link, which the client does not follow"):
        stt.transcriptions.resume(journal, tmp_path / "results", poll=0)

    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("identifier", ["CON", "..."])
def test_an_id_that_is_no_name_for_a_folder_gets_another_one(
    flavour: Flavour, journal: Path, tmp_path: Path, identifier: str
) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)

    def rename(request: httpx.Request) -> httpx.Response | None:
        for job in service.jobs:
            job["self"] = job["self"].replace(JOB, identifier)
        return httpx.Response(201, json=service.jobs[-1]) if request.method == "POST" else None

    service.after = rename
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)

    (entry,) = stt.transcriptions.resume(journal, tmp_path / "results", poll=0).succeeded

    assert entry.result is not None
    assert entry.result.parent.parent == tmp_path / "results"
    assert entry.result.parent.name != identifier


def test_each_change_of_a_result_is_kept(flavour: Flavour, journal: Path, tmp_path: Path) -> None:
    service = ending(BatchService())
    stt = flavour.client(Client, service)
    stt.transcriptions.submit_all(urls(1), BODY, journal=journal)
    result = stt.transcriptions.resume(journal, tmp_path, poll=0).succeeded[0].result
    assert result is not None

    for text in (b"first", b"second"):
        result.write_bytes(text)
        stt.transcriptions.resume(journal, tmp_path, poll=0)

    assert {path.read_bytes() for path in result.parent.glob("*.changed")} == {b"first", b"second"}


READ = """
import sys
from speechtotext.v3_2 import Client
print(len(Client(region="westeurope", key="k" * 32).transcriptions.summary(sys.argv[1], timeout=20).pending))
"""


def test_another_process_reads_a_journal_that_is_held(flavour: Flavour, journal: Path) -> None:
    service = BatchService()
    seen: list[str] = []

    def meanwhile(request: httpx.Request) -> None:
        command = [sys.executable, "-c", READ, os.fspath(journal)]
        seen.append(subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout)

    service.before = meanwhile
    flavour.client(Client, service).transcriptions.submit_all(urls(3), BODY, journal=journal)

    assert seen == ["3\n"]
