"""A folder full of recordings, as a newcomer and a nightly job transcribe it: one command, by every way."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Cli, Done
from emulator.recordings import flac, m4a, mp3, ogg_opus, wav
from speechtotext.emulator import Emulator
from storage.azurite import ACCOUNT, Azurite, azurite
from storage.s3 import S3, SECRET, SESSION, s3

__all__ = ["azurite", "s3"]

MAKERS: dict[str, Callable[[], bytes]] = {"wav": wav, "mp3": mp3, "m4a": m4a, "ogg": ogg_opus, "flac": flac}
FOLDERS = ("", "2026/may", "2026/Größe & Gewicht", "会議 録音")
FORTY = [f"{folder}/call {number}.{kind}".lstrip("/") for folder in FOLDERS for number in (1, 2) for kind in MAKERS]
SAVED = ("txt", "srt")


@pytest.fixture
def calls() -> Path:
    """Forty recordings in nested folders, and four files that are none."""
    folder = Path("calls")
    for name in FORTY:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(MAKERS[path.suffix[1:]]())
    (folder / "2026/empty.wav").touch()
    (folder / "2026/minutes.wav").write_text("Minutes of the meeting")
    (folder / "notes.txt").write_text("Notes")
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    return folder


def saved(folder: str = "texts") -> dict[str, str]:
    """What was saved, by path; the state of the run is hidden."""
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    shown = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_text() for name, path in shown.items() if not name.startswith(".")}


def errors(done: Done) -> list[str]:
    return sorted(line for line in done.errors if line.startswith("Error"))


BAD = [
    "Error: calls/2026/empty.wav was not transcribed (EmptyFile: The file is empty).",
    "Error: calls/2026/minutes.wav was not transcribed (NotAudio: The file holds text, not audio).",
]
COMMAND = ("transcribe", "calls", "--out", "texts", "--format", "txt,srt")


@pytest.mark.usefixtures("emulator", "calls")
def test_a_folder_is_transcribed_by_one_command(cli: Cli) -> None:
    done = cli(*COMMAND)

    texts = saved()
    assert done.code == 1
    assert errors(done) == BAD
    assert len(texts) == 80
    assert len(done.lines) == 80
    assert {Path(line).relative_to("texts").as_posix() for line in done.lines} == set(texts)
    for folder in FOLDERS:
        # Those of one name differ in their kind only: their results have names of their own.
        of_folder = [path for path in texts if str(Path(path).parent) == (folder or ".")]
        assert len(of_folder) == 20
        assert f"{folder}/call 1.txt".lstrip("/") in of_folder
    assert {text for path, text in texts.items() if path.endswith(".txt")} >= {"This is call 1.\n", "This is call 2.\n"}
    assert done.errors[-1].startswith("Transcribed 40 of 42 recordings (")
    assert done.errors[-1].endswith("; 2 failed (1 EmptyFile, 1 NotAudio); 2 other files skipped.")


@pytest.mark.usefixtures("calls")
def test_a_second_run_does_only_what_is_missing(cli: Cli, emulator: Emulator) -> None:
    cli(*COMMAND)
    first = saved()
    # Nothing is sent, or it would fail.
    emulator.fail_next("Transcriptions_Transcribe", times=100, status=403)

    again = cli(*COMMAND)
    Path("texts/call 1.srt").unlink()
    remade = cli(*COMMAND)

    assert (again.code, again.lines, errors(again)) == (1, [], BAD)
    assert "; 40 done before; " in again.errors[-1]
    assert (remade.code, errors(remade)) == (1, BAD)
    assert saved() == first


@pytest.mark.usefixtures("emulator", "calls")
def test_a_run_that_left_nothing_has_nothing_to_do(cli: Cli) -> None:
    cli.does("transcribe", "calls/会議 録音", "--out", "texts")

    again = cli.does("transcribe", "calls/会議 録音", "--out", "texts")
    resumed = cli.does("resume", "texts")

    assert again.errors == ["Nothing to do: 10 recordings done before."]
    assert resumed.errors == ["Nothing is left to do."]
    assert again.out + resumed.out == ""


@pytest.fixture
def container(azurite: Azurite, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of a container in Azurite, to which the environment has the key."""
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", azurite.connection_string)
    storage = azurite.storage()
    list(storage.put("first.wav", _file("first.wav", wav())))
    storage.delete("first.wav")
    return f"az://{ACCOUNT}/{storage.url.rpartition('/')[2]}"


def _file(name: str, content: bytes) -> Path:
    path = Path("..", f"{Path.cwd().name}-{name}")
    path.write_bytes(content)
    return path


def objects(azurite: Azurite, container: str) -> list[str]:
    return sorted(each.name for each in azurite.storage(f"{azurite.endpoint}/{container.rpartition('/')[2]}").list())


@pytest.mark.usefixtures("emulator", "calls")
def test_the_same_folder_goes_through_a_batch(cli: Cli, azurite: Azurite, container: str) -> None:
    done = cli(*COMMAND, "--batch", "--storage", f"{container}/uploads")

    assert (done.code, errors(done)) == (1, BAD)
    assert len(saved()) == 80
    assert len(cli.does("transcriptions", "list", "--json").records) == 1
    assert objects(azurite, container) == []


@pytest.mark.usefixtures("emulator", "calls")
def test_uploads_are_kept_on_request(cli: Cli, azurite: Azurite, container: str) -> None:
    cli.does(
        "transcribe", "calls/会議 録音", "--out", "texts", "--batch", "--storage", f"{container}/uploads", "--keep"
    )

    assert len(objects(azurite, container)) == 10


@pytest.mark.usefixtures("emulator", "calls")
def test_recordings_in_a_container_are_transcribed(cli: Cli, azurite: Azurite, container: str, calls: Path) -> None:
    storage = azurite.storage(f"{azurite.endpoint}/{container.rpartition('/')[2]}")
    for name in FORTY[::4]:
        list(storage.put(f"in/{name}", calls / name))

    done = cli.does("transcribe", f"{container}/in", "--out", "texts")
    some = cli.does("transcribe", f"{container}/in/2026/**/*.mp3", "--out", "some", "--json")

    expected = {Path(name).with_suffix(".txt").as_posix() for name in FORTY[::4]}
    assert set(saved()) >= expected
    assert len(done.lines) == 10
    assert len(objects(azurite, container)) == 10
    assert {record["source"].rpartition(".")[2] for record in some.records} == {"mp3"}


@pytest.mark.usefixtures("emulator", "calls")
def test_recordings_in_a_bucket_are_transcribed(cli: Cli, s3: S3, calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = s3.storage()
    for name in FORTY[::4]:
        list(storage.put(f"in/{name}", calls / name))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", str(s3.options["key"]))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_SESSION_TOKEN", SESSION)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3.endpoint)

    done = cli.does("transcribe", f"{storage.url}/in", "--out", "texts")

    assert len(done.lines) == 10
    assert set(saved()) >= {Path(name).with_suffix(".txt").as_posix() for name in FORTY[::4]}


@pytest.mark.usefixtures("emulator", "calls")
def test_inputs_of_every_kind_mix_and_each_counts_once(
    cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = emulator.storage.put("remote.wav", wav())
    Path("calls/list.txt").write_text(f"# May\r\ncall 1.mp3\r\n\r\n{url}\r\n", "utf-16")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"calls/call 2.mp3\n")))

    inputs = ("calls/call 1.wav", "calls/**/call 1.wav", "calls/会議 録音", "--from", "calls/list.txt", "-", url)
    done = cli.does("transcribe", *inputs, "--out", "texts", "--json")

    sources = [record["source"] for record in done.records]
    assert len(sources) == len(set(sources)) == 1 + 3 + 9 + 1 + 1 + 1
    assert {record["job"] is None for record in done.records if "://" in record["source"]} == {False}


@pytest.mark.usefixtures("emulator")
def test_results_that_are_printed_are_as_complete_as_those_that_are_saved(cli: Cli) -> None:
    Path("a.wav").write_bytes(wav())
    Path("b.wav").write_bytes(wav())

    one = cli.does("transcribe", "a.wav", "--format", "srt")
    two = cli.does("transcribe", "a.wav", "b.wav")

    assert one.out.startswith("1\n00:00:00,000 --> ")
    assert one.out.endswith("This is a.\n\n")
    assert sorted(two.out.split("==> ")) == ["", "a.wav <==\nThis is a.\n", "b.wav <==\nThis is b.\n"]


@pytest.mark.usefixtures("emulator")
def test_inputs_that_name_nothing_are_told(cli: Cli) -> None:
    Path("none").mkdir()

    done = cli.does("transcribe", "none", "none/*.wav", "--out", "texts")

    assert done.errors == [
        "Warning: none: no files are in this folder.",
        "Warning: none/*.wav: no file matches this pattern.",
        "No recordings were found.",
    ]


@pytest.mark.usefixtures("recording")
def test_settings_reach_a_batch(cli: Cli, recording: str) -> None:
    settings = (
        *("--language", "de-DE, en-US", "--max-speakers", "3", "--words", "--profanity", "removed"),
        *("--channels", "0,1", "--name", "Calls of May", "--time-to-live", "3d"),
    )

    (record,) = cli.does("transcribe", recording, *settings, "--out", "texts", "--json").records

    job = cli.does("transcriptions", "get", record["job"], "--json").record
    assert (job["displayName"], job["locale"]) == ("Calls of May", "de-DE")
    assert {name: job["properties"][name] for name in sorted(job["properties"]) if name in SETTINGS} == {
        "channels": [0, 1],
        "diarization": {"enabled": True, "maxSpeakers": 3},
        "displayFormWordLevelTimestampsEnabled": True,
        "languageIdentification": {"candidateLocales": ["de-DE", "en-US"], "mode": "Continuous"},
        "profanityFilterMode": "Removed",
        "timeToLiveHours": 72,
        "wordLevelTimestampsEnabled": True,
    }


SETTINGS = (
    *("channels", "diarization", "displayFormWordLevelTimestampsEnabled", "languageIdentification"),
    *("profanityFilterMode", "timeToLiveHours", "wordLevelTimestampsEnabled"),
)


@pytest.mark.usefixtures("emulator")
def test_fast_transcription_takes_phrases_and_finds_the_language_out(cli: Cli) -> None:
    Path("call.wav").write_bytes(wav())
    Path("names.txt").write_text("# people\nContoso\n\nŻółć\n")
    phrases = ("--phrase", "Fabrikam", "--phrases-file", "names.txt")

    assert cli.does("transcribe", "call.wav", "--language", "auto", *phrases).out == "This is call.\n"
    older = cli("transcribe", "call.wav", *phrases, "--api-version", "2024-11-15")
    (error,) = older.errors
    assert error.startswith("Error: call.wav goes to a batch job (phrases: API version 2024-11-15 has none; use ")


@pytest.mark.usefixtures("emulator")
def test_a_url_goes_through_fast_transcription_on_request(cli: Cli, recording: str) -> None:
    (record,) = cli.does("transcribe", recording, "--fast", "--json").records

    assert (record["text"], record["job"]) == ("Good morning, Contoso.", None)


@pytest.mark.usefixtures("emulator")
def test_a_model_is_named_by_its_id(cli: Cli, recording: str) -> None:
    base, *_ = cli.does("models", "list-base", "--json").records
    model = base["self"].partition("?")[0].rpartition("/")[2]

    (record,) = cli.does("transcribe", recording, "--model", model, "--locale", base["locale"], "--json").records

    job = cli.does("transcriptions", "get", record["job"], "--json").record
    assert model in job["model"]["self"]


def test_what_failed_is_tried_again_on_request_only(cli: Cli, emulator: Emulator) -> None:
    Path("call.wav").write_bytes(wav())
    emulator.fail_next("Transcriptions_Transcribe", status=422)
    command = ("transcribe", "call.wav", "--out", "texts")

    assert cli(*command).code == 1
    assert cli(*command).code == 1
    assert cli.does(*command, "--retry-failed").lines == [str(Path("texts/call.txt"))]


@pytest.mark.usefixtures("emulator")
def test_what_is_done_is_done_again_on_request_only(cli: Cli) -> None:
    Path("call.wav").write_bytes(wav())
    command = ("transcribe", "call.wav", "--out", "texts")
    cli.does(*command)

    assert cli.does(*command).lines == []
    assert cli.does(*command, "--force").lines == [str(Path("texts/call.txt"))]


@pytest.mark.usefixtures("emulator")
def test_formats_and_looks_are_remembered(cli: Cli) -> None:
    Path("calls").mkdir()
    Path("calls/a.wav").write_bytes(wav())
    cli.does("transcribe", "calls", "--out", "texts", "--format", "txt", "--format", "vtt", "--diarize", "--times")
    Path("texts/a.txt").unlink()
    Path("calls/b.wav").write_bytes(wav())

    cli.does("transcribe", "calls", "--out", "texts", "--diarize", "--times")

    assert saved()["a.txt"] == "[00:00:00.000] Speaker 1: This is a.\n"
    assert set(saved()) == {"a.txt", "a.vtt", "b.txt", "b.vtt"}


@pytest.mark.usefixtures("emulator")
def test_the_folder_of_another_run_keeps_its_settings(cli: Cli) -> None:
    Path("call.wav").write_bytes(wav())
    cli.does("transcribe", "call.wav", "--out", "texts")

    done = cli("transcribe", "call.wav", "--out", "texts", "--locale", "de-DE")

    assert done.code == 2
    assert done.errors[0].endswith("Give the same settings, or another folder.")
    assert saved() == {"call.txt": "This is call.\n"}
