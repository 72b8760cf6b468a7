"""Recordings of any kind, transcribed by one call, and by further calls that go on with it."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from recordings.audio import write_recording
from recordings.conftest import Runs, Service
from speechtotext import (
    ConfigurationError,
    InvalidArgument,
    TranscribedInput,
    TranscriptionProgress,
    v3_0,
    v3_1,
    v3_2,
    v2024_11_15,
)
from speechtotext._batches import finishing
from speechtotext.emulator import Emulator
from speechtotext.v2025_10_15 import Client


def texts(folder: Path) -> dict[str, str]:
    """What was saved, by its name below the folder."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))}


def by_name(ended: list[TranscribedInput]) -> dict[str, TranscribedInput]:
    return {each.source.rpartition("/")[2]: each for each in ended}


def test_a_folder_becomes_texts_in_the_same_tree(run: Runs, calls: Path) -> None:
    ended = run(calls)

    assert {each.status for each in ended} == {"Succeeded"}
    assert texts(run.folder) == {
        "a.txt": "This is a.wav.\n",
        "north/b.txt": "This is b.wav.\n",
        "north/far north/ä ö.txt": "This is ä ö.wav.\n",
    }


def test_each_result_is_there_to_be_read(run: Runs, calls: Path) -> None:
    first = by_name(run(calls))["b.wav"]
    again = by_name(run(calls))["b.wav"]

    assert (first.is_new, again.is_new) == (True, False)
    for each in (first, again):
        assert each.result is not None
        assert each.result.text == "This is b.wav."
        assert each.saved == (run.folder / "north" / "b.txt",)


def test_urls_go_through_jobs_and_local_files_do_not(run: Runs, service: Service, calls: Path) -> None:
    url = service.emulator.storage.put("far.wav", (calls / "a.wav").read_bytes())

    ended = by_name(run([calls, url], locale="en-US"))

    assert {name: each.job is not None for name, each in ended.items()} == {
        "a.wav": False,
        "b.wav": False,
        "ä ö.wav": False,
        "far.wav": True,
    }
    assert texts(run.folder)["far.txt"] == "This is far.wav.\n"


def test_a_second_run_sends_nothing(run: Runs, service: Service, calls: Path) -> None:
    url = service.emulator.storage.put("far.wav", (calls / "a.wav").read_bytes())
    run([calls, url], locale="en-US")
    before = dict(service.paid)

    ended = run([calls, url], locale="en-US")

    assert len(ended) == 4
    assert not any(each.is_new for each in ended)
    assert dict(service.paid) == before == dict.fromkeys(before, 1)


def test_a_text_that_was_deleted_is_saved_again_for_nothing(run: Runs, service: Service, calls: Path) -> None:
    run(calls)
    saved = texts(run.folder)
    (run.folder / "north" / "b.txt").unlink()

    run(calls)

    assert texts(run.folder) == saved
    assert set(service.paid.values()) == {1}


def test_a_result_that_was_deleted_with_its_original_is_made_again(run: Runs, service: Service, calls: Path) -> None:
    run(calls)
    saved = texts(run.folder)
    for path in [*run.folder.rglob("*.json"), *run.folder.rglob("*.txt")]:
        path.unlink()

    run(calls)

    assert texts(run.folder) == saved
    assert set(service.paid.values()) == {2}


def test_a_result_of_a_job_that_was_deleted_is_fetched_again(run: Runs, service: Service, calls: Path) -> None:
    url = service.emulator.storage.put("far.wav", (calls / "a.wav").read_bytes())
    run([url], locale="en-US")
    for path in [*run.folder.rglob("contenturl_*.json"), *run.folder.rglob("*.txt")]:
        path.unlink()

    ended = run([url], locale="en-US")

    assert [(each.status, each.is_new) for each in ended] == [("Succeeded", True)]
    assert texts(run.folder) == {"far.txt": "This is far.wav.\n"}
    assert service.paid["far.wav"] == 1


def test_further_formats_are_made_of_what_was_transcribed(run: Runs, service: Service, calls: Path) -> None:
    run(calls)

    (first, *_) = run(calls, formats=["srt", "vtt"])

    assert [path.suffix for path in first.saved] == [".srt", ".vtt"]
    assert all(path.exists() for path in first.saved)
    assert set(service.paid.values()) == {1}


def test_formats_and_settings_are_remembered(run: Runs, calls: Path) -> None:
    run(calls, formats=["vtt"], diarize=True)
    write_recording(calls / "new.wav", value=9)

    ended = by_name(run(calls))

    assert ended["new.wav"].saved == (run.folder / "new.vtt",)


def test_what_was_left_is_done_without_being_given_again(run: Runs, service: Service, calls: Path) -> None:
    service.emulator.fail_next("Transcriptions_Transcribe", times=3, status=500)
    assert {each.status for each in run(calls)} == {None}

    ended = run(())

    assert {each.status for each in ended} == {"Succeeded"}
    assert len(texts(run.folder)) == 3


def test_inputs_that_are_no_audio_stop_no_other(run: Runs, service: Service, calls: Path) -> None:
    (calls / "empty.wav").touch()
    (calls / "letter.wav").write_text("Dear Sir or Madam\n" * 40)
    (calls / "notes.txt").write_text("Not meant.")

    ended = by_name(run([calls, calls / "missing.wav"]))

    assert {name: each.error_kind for name, each in ended.items() if each.status == "Failed"} == {
        "empty.wav": "EmptyFile",
        "letter.wav": "NotAudio",
        "missing.wav": "NotFound",
    }
    assert sum(each.status == "Succeeded" for each in ended.values()) == 3
    assert "notes.txt" not in ended
    assert len(service.paid) == 3


def test_the_same_recording_twice_counts_once(run: Runs, service: Service, calls: Path) -> None:
    link = calls / "also a.wav"
    link.symlink_to(calls / "a.wav")

    ended = run([calls, calls / "a.wav", str(calls / "north" / ".." / "a.wav"), link])

    assert len(ended) == 3
    assert sum(service.paid.values()) == 3


def test_recordings_of_one_name_do_not_share_a_text(run: Runs, calls: Path, tmp_path: Path) -> None:
    other = write_recording(tmp_path / "others" / "a.wav", value=7)

    ended = run([calls / "a.wav", other])

    saved = {path for each in ended for path in each.saved}
    assert len(saved) == 2
    assert all(path.exists() for path in saved)


def test_a_file_of_somebody_else_is_left_alone(run: Runs, calls: Path) -> None:
    run.folder.mkdir()
    (run.folder / "a.txt").write_text("My own notes.")

    ended = by_name(run(calls, formats=["txt", "srt"]))

    assert (run.folder / "a.txt").read_text() == "My own notes."
    saved = ended["a.wav"].saved
    assert len(saved) == 2
    assert all(path.exists() and path.name.startswith("a-") for path in saved)


def test_a_file_that_was_written_again_with_the_same_content_is_known(run: Runs, service: Service, calls: Path) -> None:
    run(calls)
    os.utime(calls / "a.wav", (0, 0))

    ended = by_name(run(calls))

    assert not ended["a.wav"].is_new
    assert service.paid["a.wav"] == 1


def test_a_file_with_new_content_is_transcribed_beside_the_old_text(run: Runs, service: Service, calls: Path) -> None:
    run(calls)
    write_recording(calls / "a.wav", seconds=2, value=5)

    ended = by_name(run(calls))

    assert ended["a.wav"].is_new
    assert service.paid["a.wav"] == 2
    assert ended["a.wav"].saved != (run.folder / "a.txt",)
    assert (run.folder / "a.txt").exists()


def test_a_refused_file_fails_alone_and_is_tried_again_on_request(run: Runs, service: Service, calls: Path) -> None:
    service.emulator.fail_next("Transcriptions_Transcribe", status=400)
    first = run(calls, concurrency=1)
    second = run(calls)
    third = run(calls, retry_failed=True)

    assert sum(each.status == "Failed" for each in first) == 1
    assert sum(each.status == "Failed" for each in second) == 1
    assert {each.status for each in third} == {"Succeeded"}
    assert set(service.paid.values()) == {1}


def test_force_transcribes_again(run: Runs, service: Service, calls: Path) -> None:
    run(calls)

    ended = run(calls, force=True)

    assert all(each.is_new for each in ended)
    assert set(service.paid.values()) == {2}
    assert len(texts(run.folder)) == 3


def test_other_settings_need_another_folder(run: Runs, calls: Path) -> None:
    run(calls, locale="en-US")

    with pytest.raises(ConfigurationError, match=r"other settings: locales was \['en-US'\] and is \['de-DE'\]"):
        run(calls, locale="de-DE")


def test_local_files_of_a_batch_need_storage(run: Runs, service: Service, calls: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"give storage="):
        run(calls, how="batch", locale="en-US")

    assert not service.paid


def test_a_job_that_is_listed_but_not_found_is_left_for_the_next_run(
    run: Runs, service: Service, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finishing, "_LOOK_AGAIN", (0.0,))
    url = service.emulator.storage.put("far.wav", (calls / "a.wav").read_bytes())
    service.emulator.fail_next("Transcriptions_Get", times=3, status=404)

    (left,) = run([url], locale="en-US")

    assert (left.status, left.error_kind) == (None, "NotFound")
    assert [each.status for each in run([url])] == ["Succeeded"]
    assert set(service.paid.values()) == {1}


def test_jobs_need_a_locale(run: Runs, service: Service, calls: Path) -> None:
    url = service.emulator.storage.put("far.wav", (calls / "a.wav").read_bytes())

    with pytest.raises(InvalidArgument, match="locale"):
        run([url])


def test_urls_go_through_fast_transcription_on_request(run: Runs, service: Service, calls: Path) -> None:
    url = service.emulator.storage.put("far.wav", (calls / "a.wav").read_bytes())

    (only,) = run([url], how="fast")

    assert (only.status, only.job) == ("Succeeded", None)


def test_progress_tells_all_counts(run: Runs, calls: Path) -> None:
    (calls / "empty.wav").touch()
    (calls / "notes.txt").touch()
    seen: list[TranscriptionProgress] = []

    run(calls, on_progress=seen.append)

    last = seen[-1]
    assert (last.found, last.succeeded, last.failed, last.skipped, last.ended) == (4, 3, 1, 1, 4)
    assert last.all_found
    assert last.audio_seconds == pytest.approx(3.0)
    assert max(each.transcribing for each in seen) >= 1
    assert (last.transcribing, last.uploading, last.jobs) == (0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse names that are no UTF-8")
def test_a_name_that_is_no_utf8_is_taken(run: Runs, service: Service, calls: Path) -> None:
    os.rename(calls / "a.wav", os.fsencode(calls) + b"/caf\xe9.wav")

    first, second = run(calls), run(calls)

    assert [sum(each.is_new for each in ended) for ended in (first, second)] == [3, 0]
    assert {each.source.encode().rpartition(b"/")[2] for each in first} >= {rb"caf\udce9.wav"}
    assert len(texts(run.folder)) == 3
    assert sum(service.paid.values()) == 3


def test_a_file_where_a_folder_belongs_keeps_one_text_from_being_saved(run: Runs, calls: Path) -> None:
    write_recording(calls / "a.txt" / "inner.wav", value=5)
    run.folder.mkdir()
    (run.folder / "a.txt").touch()

    ended = by_name(run(calls))

    assert ended["inner.wav"].error_kind == "NotSaved"
    assert ended["inner.wav"].result is not None
    assert all(each.error is None for name, each in ended.items() if name != "inner.wav")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"concurrency": 0}, "concurrency is 0: expected 1 or more"),
        ({"watch": 0}, "watch is 0: give the seconds"),
        ({"timeout": -1}, "timeout is -1"),
        ({"how": "quickly"}, "how is 'quickly': use one of auto, fast, batch"),
        ({"formats": ["doc"]}, "formats has 'doc': choose from"),
        ({"formats": "doc"}, "formats has 'doc': choose from"),
        ({"locale": 7}, "locale is 7"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(
    options: dict[str, Any], sentence: str, run: Runs, service: Service, calls: Path
) -> None:
    with pytest.raises(InvalidArgument, match=re.escape(sentence)):
        run(calls, **options)

    assert not service.paid


@pytest.mark.parametrize("version", [v3_0, v3_1, v3_2, v2024_11_15], ids=lambda version: version.API_VERSION)
def test_every_version_transcribes_urls(version: Any, service: Service, calls: Path, tmp_path: Path) -> None:
    url = service.emulator.storage.put("far.wav", (calls / "a.wav").read_bytes())
    with version.Client(endpoint=service.emulator.endpoint, key=service.emulator.key) as stt:
        ended = list(stt.transcriptions.transcribe_all([url], folder=tmp_path / "texts", locale="en-US", poll=0.05))

    assert [each.status for each in ended] == ["Succeeded"]
    assert texts(tmp_path / "texts") == {"far.txt": "This is far.wav.\n"}


def test_a_file_that_is_being_written_again_waits_and_stops_no_other(
    run: Runs, service: Service, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(calls)
    write_recording(calls / "a.wav", seconds=2, value=5)
    found = Path.stat

    def growing(path: Path, **options: Any) -> os.stat_result:
        if path == calls / "a.wav":
            os.utime(path, ns=(0, time.time_ns()))
        return found(path, **options)

    monkeypatch.setattr(Path, "stat", growing)
    ended = by_name(run(calls))

    assert (ended["a.wav"].status, ended["a.wav"].error_kind) == (None, "FileChanged")
    assert ended["b.wav"].status == "Succeeded"


def test_a_storage_that_raises_what_it_likes_stops_no_other(run: Runs, calls: Path) -> None:
    ended = by_name(run(["zip://nothing.zip", calls]))

    assert ended["nothing.zip"].error_kind == "NotReadable"
    assert sum(each.status == "Succeeded" for each in ended.values()) == 3


def test_another_service_needs_another_folder(run: Runs, calls: Path, tmp_path: Path) -> None:
    run(calls)
    with Emulator() as other, Client(endpoint=other.endpoint, key=other.key) as stt:
        with pytest.raises(ConfigurationError, match="was started with the resource at"):
            list(stt.transcriptions.transcribe_all(calls, folder=run.folder))


def test_no_secret_of_an_address_is_told(run: Runs) -> None:
    ended = run(["az://account/container?sig=PLANTED", "https:/a.example/a.wav?sig=PLANTED"])

    assert [each.status for each in ended] == ["Failed", "Failed"]
    assert "PLANTED" not in repr(ended)
