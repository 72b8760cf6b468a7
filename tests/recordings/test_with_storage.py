"""Recordings that batch jobs fetch from storage: uploaded, transcribed, deleted."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from recordings.audio import write_recording
from recordings.conftest import Runs, Service
from recordings.test_transcribe_all import by_name, texts
from speechtotext import TransportError, v2025_10_15
from speechtotext.emulator import Seconds
from speechtotext.storage import BlobStorage
from speechtotext.v2025_10_15 import Client
from storage.azurite import Azurite, azurite, blob_storage

__all__ = ["azurite", "blob_storage"]


def test_local_files_go_through_a_batch_and_leave_nothing_behind(
    run: Runs, service: Service, calls: Path, blob_storage: BlobStorage
) -> None:
    ended = run(calls, how="batch", storage=blob_storage, locale="en-US")

    assert {(each.status, each.job is not None) for each in ended} == {("Succeeded", True)}
    assert len({each.job for each in ended}) == 1
    assert texts(run.folder)["north/b.txt"] == "This is b.wav.\n"
    assert set(service.paid.values()) == {1}
    assert list(blob_storage.list()) == []


def test_uploads_stay_on_request(run: Runs, calls: Path, blob_storage: BlobStorage) -> None:
    run(calls, how="batch", storage=blob_storage, keep_uploads=True, locale="en-US")

    assert sorted(each.name.rpartition("/")[2] for each in blob_storage.list()) == ["a.wav", "b.wav", "ä ö.wav"]


def test_recordings_in_a_container_are_found_and_stay_there(
    run: Runs, service: Service, calls: Path, azurite: Azurite
) -> None:
    storage = azurite.storage()
    for name in ("calls/a.wav", "calls/north/b.wav", "letter.txt"):
        list(storage.put(name, calls / "a.wav"))
    container = storage.url.rpartition("/")[2]

    ended = run([f"az://devstoreaccount1/{container}/calls"], storage=storage, locale="en-US")

    assert {each.source: each.status for each in ended} == {
        f"az://devstoreaccount1/{container}/calls/a.wav": "Succeeded",
        f"az://devstoreaccount1/{container}/calls/north/b.wav": "Succeeded",
    }
    assert texts(run.folder) == {"a.txt": "This is a.wav.\n", "north/b.txt": "This is b.wav.\n"}
    assert len(list(storage.list())) == 3
    assert all(not each.is_new for each in run([f"az://devstoreaccount1/{container}/calls/**"], storage=storage))


def test_what_is_too_long_for_fast_transcription_goes_through_a_batch(
    run: Runs, service: Service, calls: Path, blob_storage: BlobStorage
) -> None:
    service.emulator.fail_next("Transcriptions_Transcribe", status=413)

    ended = run(calls, storage=blob_storage, locale="en-US", concurrency=1)

    assert sorted(each.job is not None for each in ended) == [False, False, True]
    assert {each.status for each in ended} == {"Succeeded"}
    assert list(blob_storage.list()) == []


def test_a_job_whose_settings_cannot_be_said_takes_no_file_over(
    run: Runs, service: Service, calls: Path, blob_storage: BlobStorage
) -> None:
    service.emulator.fail_next("Transcriptions_Transcribe", status=413)

    # Jobs need a locale.
    ended = run(calls, storage=blob_storage, concurrency=1)

    assert sorted(each.status or "" for each in ended) == ["Failed", "Succeeded", "Succeeded"]
    assert not any(each.job for each in ended)


def test_an_upload_that_fails_is_made_by_the_next_run(
    run: Runs, calls: Path, blob_storage: BlobStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(name: str, file: Path) -> Iterator[int]:
        raise TransportError("The storage cannot be reached.")

    with monkeypatch.context() as broken:
        broken.setattr(blob_storage, "put", unreachable)
        first = run(calls, how="batch", storage=blob_storage, locale="en-US")
    second = run(calls, how="batch", storage=blob_storage, locale="en-US")

    assert {(each.status, each.error_kind) for each in first} == {(None, "TransportError")}
    assert {each.status for each in second} == {"Succeeded"}
    assert list(blob_storage.list()) == []


def test_batches_with_a_journal_take_local_files(
    service: Service, calls: Path, tmp_path: Path, blob_storage: BlobStorage
) -> None:
    (calls / "empty.wav").touch()
    url = service.emulator.storage.put("far.wav", (calls / "a.wav").read_bytes())
    body = v2025_10_15.models.Transcription(display_name="Calls", locale="en-US", properties={"timeToLiveHours": 48})
    emulator = service.emulator
    with Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
        jobs = stt.transcriptions
        submitted = jobs.submit_all([calls, url], body, journal=tmp_path / "calls.journal", storage=blob_storage)
        assert len(submitted.jobs) == 1
        assert len(list(blob_storage.list())) == 3
        summary = jobs.resume(tmp_path / "calls.journal", tmp_path / "results", storage=blob_storage, poll=0.05)

    assert len(summary.succeeded) == 4
    assert [entry.error_kind for entry in summary.failed] == ["EmptyFile"]
    assert list(blob_storage.list()) == []


def test_a_file_with_the_name_of_another_is_no_other(
    run: Runs, service: Service, calls: Path, tmp_path: Path, blob_storage: BlobStorage
) -> None:
    other = write_recording(tmp_path / "others" / "a.wav", value=7)

    ended = by_name(run([calls / "a.wav", other], how="batch", storage=blob_storage, locale="en-US"))

    assert ended["a.wav"].status == "Succeeded"
    assert service.paid["a.wav"] == 2


def test_a_link_that_has_ended_while_its_job_waited_is_made_again(
    calls: Path, tmp_path: Path, azurite: Azurite, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = azurite.storage()
    spoilt = iter(range(3))
    link = storage.link

    def soon_over(name: str, lifetime: timedelta) -> str:
        """The first three links end in a second, and are not honoured."""
        made = link(name, lifetime)
        ends = datetime.now(UTC) + timedelta(seconds=1)
        return made if next(spoilt, None) is None else re.sub(r"\bse=[^&]+", f"se={ends:%Y-%m-%dT%H:%M:%SZ}", made)

    monkeypatch.setattr(storage, "link", soon_over)
    service = Service(Seconds(3, 0))

    with service.emulator as emulator, Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
        given = stt.transcriptions.transcribe_all(
            calls, folder=tmp_path / "texts", how="batch", storage=storage, locale="en-US", poll=0.2
        )
        ended = list(given)
        jobs = stt.transcriptions.list().all()

    assert len(jobs) == 2
    assert [each.status for each in ended] == ["Succeeded"] * 3
    assert set(service.paid.values()) == {1}
    assert list(storage.list()) == []


def test_a_copied_folder_uploads_under_other_names(
    run: Runs, calls: Path, tmp_path: Path, blob_storage: BlobStorage
) -> None:
    options: dict[str, Any] = {"how": "batch", "storage": blob_storage, "locale": "en-US"}
    run(calls, **options)
    copy = Path(shutil.copytree(run.folder, tmp_path / "copy"))
    run(calls, folder=copy, force=True, **options)

    def identifier(folder: Path) -> str:
        with closing(sqlite3.connect(folder / ".speechtotext" / "journal.sqlite3")) as connection:
            ((value,),) = connection.execute("SELECT value FROM settings WHERE name = 'id'")
        return str(json.loads(value)["id"])

    assert identifier(copy) != identifier(run.folder)
