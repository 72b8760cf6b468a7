"""Results from wherever they are: files, folders, patterns, URLs, journals, folders of `transcribe_all`."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.recordings import wav
from recordings.audio import write_recording
from speechtotext import ConfigurationError, FileError, InvalidArgument, TranscriptionResult, tables
from speechtotext.emulator import Emulator
from speechtotext.v2025_10_15 import Client, models
from tables.expected import FILES, result_file, rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three results, and files that are none."""
    folder = tmp_path / "results"
    result_file(folder / "a.json", "One.")
    result_file(folder / "2026" / "b.json", "Two.", "Three.")
    result_file(folder / "2026" / "may" / "C.JSON", "Four.")
    result_file(folder / ".hidden" / "d.json", "Five.")
    result_file(folder / "_temporary" / "e.json", "Six.")
    (folder / "call.txt").write_text("Text")
    return folder


def texts(*origins: str | os.PathLike[str]) -> list[str]:
    return [str(text) for text in tables.read(origins).read_all()["text"].to_pylist()]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")
def test_a_pipe_in_a_folder_is_left_alone(folder: Path) -> None:
    os.mkfifo(folder / "pipe.json")

    assert texts(folder) == ["One.", "Two.", "Three.", "Four."]


def test_a_folder_is_read_with_what_is_below_it(folder: Path) -> None:
    assert texts(folder) == ["One.", "Two.", "Three.", "Four."]
    assert texts(str(folder)) == texts(folder)


def test_a_pattern_is_read_in_the_order_of_names(folder: Path) -> None:
    assert texts(f"{folder}/2026/**/*.[jJ]*") == ["Two.", "Three.", "Four."]


def test_a_file_that_several_origins_name_is_read_once(folder: Path) -> None:
    assert texts(folder / "a.json", folder, f"{folder}/*.json") == ["One.", "Two.", "Three.", "Four."]


def test_results_in_memory_are_read_as_well() -> None:
    results = [TranscriptionResult.load(file) for file in FILES if file.stem in ("arabic", "fast")]
    content = tables.read(results, "inputs").read_all()
    assert content["file"].to_pylist() == [None, None]
    assert content["source"].to_pylist() == [result.source for result in results]


def test_an_empty_folder_has_no_rows(tmp_path: Path) -> None:
    assert tables.read(tmp_path).read_all().num_rows == 0


def test_an_origin_that_is_not_there_is_told(folder: Path) -> None:
    for missing, told in ((folder / "none.json", "does not exist"), (f"{folder}/*.xml", "No file matches")):
        with pytest.raises(FileError, match=told):
            texts(missing)
    with pytest.raises(InvalidArgument, match="Invalid origin"):
        texts("")


@pytest.fixture
def memory() -> Iterator[str]:
    """A folder of fsspec's memory, with the results of `folder`."""
    from fsspec.implementations.memory import MemoryFileSystem

    fs = MemoryFileSystem()
    for name in ("a.json", "2026/b.json", "_x/c.json"):
        fs.pipe_file(f"/bucket/results/{name}", FILES[0].read_bytes())
    fs.pipe_file("/bucket/results/readme.md", b"text")
    yield "memory://bucket/results"
    fs.rm("/bucket", recursive=True)


def test_a_url_of_a_folder_a_pattern_or_a_file_is_read(memory: str) -> None:
    whole = tables.read(memory, "inputs").read_all()

    assert whole["file"].to_pylist() == [f"memory:///bucket/results/{name}" for name in ("2026/b.json", "a.json")]
    assert tables.read(f"{memory}/*.json", "inputs").read_all() == whole.slice(1)
    assert tables.read(f"{memory}/2026/b.json", "inputs").read_all() == whole.slice(0, 1)
    with pytest.raises(FileError, match="does not exist"):
        tables.read(f"{memory}/none.json").read_all()


def test_a_file_system_that_is_not_installed_is_told() -> None:
    with pytest.raises(ConfigurationError, match="nonsense:// is not a storage that fsspec knows"):
        tables.read("nonsense://bucket/x").read_all()


def test_a_broken_file_is_a_row_that_tells_its_name(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "broken.json").write_text('{"recognizedPhrases": [')

    with caplog.at_level(logging.WARNING, "speechtotext"):
        assert texts(folder) == ["One.", "Two.", "Three.", "Four."]
    (row,) = [row for row in rows(tables.read(folder, "inputs").read_all()) if row["error_kind"]]

    assert str(folder / "broken.json") in caplog.text
    assert (row["file"], row["status"], row["error_kind"]) == (
        str(folder / "broken.json"),
        "Failed",
        "UnreadableResult",
    )
    assert row["error_message"].endswith("broken.json cannot be read as a transcription result: it is not JSON.")


def test_a_broken_file_ends_the_reading_if_asked_for(folder: Path) -> None:
    (folder / "broken.json").write_text("[]")

    with pytest.raises(FileError, match=r"broken\.json cannot be read as a transcription result"):
        tables.read(folder, mode="failfast").read_all()


def test_the_failures_of_a_report_are_rows(folder: Path) -> None:
    failed = {"sourceUrl": "https://a.example/x.wav?sig=SECRET", "status": "Failed", "errorKind": "InvalidAudio"}
    ended = {"sourceUrl": "https://a.example/y.wav", "status": "Succeeded"}
    (folder / "report.json").write_text(json.dumps({"details": [ended, failed | {"errorMessage": "No audio."}]}))

    (row,) = [row for row in rows(tables.read(folder, "inputs").read_all()) if row["status"] == "Failed"]

    assert (row["source"], row["error_kind"], row["error_message"]) == (
        "https://a.example/x.wav",
        "InvalidAudio",
        "No audio.",
    )
    assert row["file"] == str(folder / "report.json")


@pytest.fixture
def emulator(session_speech_emulator: Emulator) -> Emulator:
    session_speech_emulator.reset()
    return session_speech_emulator


@pytest.fixture
def client(emulator: Emulator) -> Iterator[Client]:
    with Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
        yield stt


def test_the_folder_of_a_run_is_read_by_its_journal(client: Client, tmp_path: Path) -> None:
    write_recording(tmp_path / "calls" / "call.wav", seconds=1, value=1)
    (ended,) = client.transcriptions.transcribe_all(tmp_path / "calls", folder=tmp_path / "texts", formats="json")

    (row,) = rows(tables.read(tmp_path / "texts", "inputs").read_all())

    assert (row["source"], row["status"]) == (ended.source, "Succeeded")
    assert ended.result is not None
    # The text is there once, although the folder has the result as saved, too.
    assert texts(tmp_path / "texts") == [phrase.text for phrase in ended.result.phrases]
    assert texts(tmp_path) == texts(tmp_path / "texts")


def test_a_journal_tells_jobs_and_failures(client: Client, emulator: Emulator, tmp_path: Path) -> None:
    emulator.storage.put("call.txt", b"Good morning.")
    urls = [emulator.storage.put("call.wav", wav()), emulator.storage.put("none.wav", b"no audio")]
    journal = tmp_path / "may.journal"
    properties = models.TranscriptionProperties(time_to_live_hours=48)
    body = models.Transcription(display_name="Calls", locale="en-GB", properties=properties)
    client.transcriptions.submit_all(urls, body, journal=journal)
    pending = rows(tables.read(journal, "inputs").read_all())
    summary = client.transcriptions.resume(journal, tmp_path / "results", poll=0.05)

    told = rows(tables.read(journal, "inputs").read_all())

    assert [(row["status"], row["file"]) for row in pending] == [(None, None), (None, None)]
    assert [(row["source"], row["job"], row["status"], row["error_kind"], row["error_message"]) for row in told] == [
        (each.source, each.job, each.status, each.error_kind, each.error_message) for each in summary.inputs
    ]
    assert [(row["status"], row["locale"], row["phrases"]) for row in told] == [
        ("Succeeded", "en-GB", 1),
        ("Failed", "en-GB", 0),
    ]


def test_an_input_that_has_ended_since_is_exchanged_in_a_data_set(
    client: Client, emulator: Emulator, tmp_path: Path
) -> None:
    url = emulator.storage.put("call.wav", wav())
    journal, target = tmp_path / "may.journal", tmp_path / "set"
    properties = models.TranscriptionProperties(time_to_live_hours=48)
    body = models.Transcription(display_name="Calls", locale="en-GB", properties=properties)
    client.transcriptions.submit_all([url], body, journal=journal)
    tables.write_dataset(journal, target, partition_by="job")
    client.transcriptions.resume(journal, tmp_path / "results", poll=0.05)

    done = tables.write_dataset(journal, target, partition_by="job")

    (job,) = client.transcriptions.summary(journal).jobs
    assert done.written == 1
    assert {path.parent.name for path in target.rglob("part-*")} == {f"job={job}"}
    # The job was not asked for words.
    assert {path.parent.parent.name for path in target.rglob("part-*")} == {"inputs", "phrases"}
