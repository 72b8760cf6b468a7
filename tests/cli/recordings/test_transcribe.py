"""Recordings transcribed: what is asked for, what is saved, what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Cli
from emulator.recordings import wav
from speechtotext._transcripts.formats import FORMATS
from speechtotext.emulator import Emulator

VERSIONS = ("v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15")
DATED = VERSIONS[3:]
NOT_ALLOWED = (
    "The data cannot be downloaded: the host 'nobody.invalid' is not allowed; start the emulator with "
    "--allow-host nobody.invalid, or Emulator(allow_hosts=['nobody.invalid'])."
)


@pytest.fixture
def another(emulator: Emulator) -> str:
    """URL of a recording that has the same name as the first one."""
    emulator.storage.put("other/call.txt", b"Good evening.")
    return emulator.storage.put("other/call.wav", wav())


@pytest.mark.parametrize("version", VERSIONS)
def test_a_recording_is_saved_in_the_formats_that_are_asked_for(cli: Cli, recording: str, version: str) -> None:
    formats = [text for name in (*FORMATS, "json") for text in ("--format", name)]

    done = cli.does("transcribe", recording, "--api-version", version, "--out", "texts", *formats)

    names = [f"texts/call.{ending}" for ending in formats[1::2]]
    assert done.lines == [str(Path(name)) for name in names]
    assert Path("texts/call.txt").read_text() == "Good morning, Contoso.\n"
    assert "Good morning, Contoso." in Path("texts/call.json").read_text()


def test_several_formats_may_be_asked_for_at_once(cli: Cli, recording: str) -> None:
    done = cli.does("transcribe", recording, "--out", "texts", "--format", "srt,md", "--format", "json, srt")

    assert done.lines == [str(Path(name)) for name in ("texts/call.srt", "texts/call.md", "texts/call.json")]


def test_subtitles_have_the_size_that_is_asked_for(cli: Cli, recording: str) -> None:
    shown = cli.does("transcribe", recording, "--format", "srt", "--columns", "12", "--lines", "1").out

    assert shown.splitlines()[2::4] == ["Good", "morning,", "Contoso."]


def test_without_a_folder_the_text_is_shown(cli: Cli, recording: str) -> None:
    assert cli.does("transcribe", recording).out == "Good morning, Contoso.\n"


def test_without_a_folder_subtitles_are_shown(cli: Cli, recording: str) -> None:
    shown = cli.does("transcribe", recording, "--format", "vtt").out

    assert shown.startswith("WEBVTT\n\n00:00:00.000 --> ")
    assert shown.endswith("\nGood morning, Contoso.\n\n")


def test_of_several_texts_each_is_told_whose_it_is(cli: Cli, emulator: Emulator, recording: str, another: str) -> None:
    assert cli.does("transcribe", recording, another).lines == [
        f"==> {emulator.endpoint}/emulator/storage/audio/call.wav <==",
        "Good morning, Contoso.",
        f"==> {emulator.endpoint}/emulator/storage/audio/other/call.wav <==",
        "Good evening.",
    ]


def test_recordings_of_one_name_do_not_overwrite_each_other(cli: Cli, recording: str, another: str) -> None:
    for _ in range(2):
        cli.does("transcribe", recording, another, "--out", "texts")

    texts = {file.name: file.read_text() for file in Path("texts").glob("*.txt")}
    assert sorted(texts.values()) == ["Good evening.\n", "Good morning, Contoso.\n"]
    assert "call.txt" in texts


@pytest.mark.parametrize("version", VERSIONS)
def test_each_input_is_told_in_json(cli: Cli, emulator: Emulator, recording: str, version: str) -> None:
    lost = "https://nobody.invalid/lost.wav"

    done = cli("transcribe", recording, lost, "--api-version", version, "--json", "--out", "texts")

    assert done.code == 1
    (job,) = {record.pop("job") for record in done.records}
    assert cli.does("transcriptions", "get", job, "--api-version", version, "--json").record["status"] == "Succeeded"
    first, second = cli("results", job, "--api-version", version, "--json", "--out", "texts").records
    assert first == {
        "source": f"{emulator.endpoint}/emulator/storage/audio/call.wav",
        "status": "Succeeded",
        "job": job,
        "text": "Good morning, Contoso.",
        "files": [str(Path("texts/call.txt"))],
        "errorKind": None,
        "errorMessage": None,
    }
    assert second == {
        "source": lost,
        "status": "Failed",
        "job": job,
        "text": None,
        "files": [],
        "errorKind": "InvalidUri",
        "errorMessage": NOT_ALLOWED,
    }


def test_a_job_that_fails_tells_of_its_inputs(cli: Cli, emulator: Emulator) -> None:
    done = cli("transcribe", "https://nobody.invalid/lost.wav", "--json")

    assert done.code == 1
    assert {**done.record, "job": None} == {
        "source": "https://nobody.invalid/lost.wav",
        "status": "Failed",
        "job": None,
        "text": None,
        "files": [],
        "errorKind": "InvalidUri",
        "errorMessage": NOT_ALLOWED,
    }


def test_a_job_that_fails_without_a_report_tells_its_own_error(cli: Cli, emulator: Emulator, recording: str) -> None:
    emulator.fail_next_job("transcriptions", "InternalServerError", "Out of order.")

    record = cli("transcribe", recording, "--json").record

    assert (record["status"], record["errorKind"], record["errorMessage"]) == (
        "Failed",
        "InternalServerError",
        "Out of order.",
    )


def test_a_list_of_urls_is_read_from_a_file(cli: Cli, recording: str, another: str) -> None:
    Path("urls.txt").write_text(f"# of May\n\n{recording}\n  {another}\n")

    done = cli.does("transcribe", "--from", "urls.txt", "--json")

    assert [record["text"] for record in done.records] == ["Good morning, Contoso.", "Good evening."]


@pytest.mark.parametrize("version", DATED)
def test_a_file_of_this_machine_is_transcribed_at_once(cli: Cli, emulator: Emulator, version: str) -> None:
    Path("call.wav").write_bytes(wav())
    Path("second.wav").write_bytes(wav())

    done = cli.does("transcribe", "call.wav", "second.wav", "--api-version", version, "--out", "texts", "--json")

    assert {record["text"] for record in done.records} == {"This is call.", "This is second."}
    assert [record["job"] for record in done.records] == [None, None]
    assert Path("texts/second.txt").read_text() == "This is second.\n"
    assert cli.does("transcriptions", "list", "--json").records == []


def test_a_file_that_is_no_recording_does_not_keep_the_others_from_being_transcribed(
    cli: Cli, emulator: Emulator
) -> None:
    Path("call.wav").write_bytes(wav())
    Path("text.wav").write_bytes(b"not audio")

    done = cli("transcribe", "text.wav", "call.wav")

    assert (done.code, done.out) == (1, "==> call.wav <==\nThis is call.\n")
    told = [line for line in done.errors if line.startswith("Error")]
    summary = done.errors[-1]
    assert told == ["Error: text.wav was not transcribed (NotAudio: The file holds text, not audio)."]
    assert summary.startswith("Transcribed 1 of 2 recordings (1 s of audio) in 0:00:0")
    assert summary.endswith("; 1 failed (1 NotAudio).")


def test_speakers_are_told_apart_in_text(cli: Cli, emulator: Emulator, recording: str) -> None:
    assert cli.does("transcribe", recording, "--diarize").out == "Speaker 1: Good morning, Contoso.\n"


def test_speakers_have_names_in_any_format(cli: Cli, emulator: Emulator, recording: str) -> None:
    named = ("transcribe", recording, "--diarize", "--speaker-name", "1=Ann")

    assert cli.does(*named).out == "Ann: Good morning, Contoso.\n"
    assert "<v Ann>Good morning, Contoso." in cli.does(*named, "--format", "vtt").out
    assert "\nAnn: Good morning, Contoso." in cli.does(*named, "--format", "srt").out
    assert ",Ann," in cli.does(*named, "--format", "csv").out


def test_speakers_are_left_out_on_request(cli: Cli, emulator: Emulator, recording: str) -> None:
    assert cli.does("transcribe", recording, "--diarize", "--no-speakers").out == "Good morning, Contoso.\n"


def test_a_channel_that_a_result_has_not_is_told_and_the_others_are_saved(
    cli: Cli, emulator: Emulator, recording: str
) -> None:
    assert cli.does("transcribe", recording, "--channel", "0").out == "Good morning, Contoso.\n"

    done = cli("transcribe", recording, "--channel", "7")

    assert (done.code, done.out) == (1, "")
    assert done.errors[-1].endswith("call.wav: The result has no channel 7: its channels are 0.")


def test_how_texts_look_is_repeated_to_go_on_with(cli: Cli, recording: str) -> None:
    look = ["--no-speakers", "--speaker-name", "1=Ann", "--channel", "0", "--style", "bbc", "--columns", "30"]

    done = cli.does("transcribe", recording, "--no-wait", *look)

    (job,) = done.lines
    assert done.errors[-1] == f"  speechtotext results {job} {' '.join(look)}"


def test_a_job_is_submitted_only(cli: Cli, recording: str) -> None:
    done = cli.does("transcribe", recording, "--no-wait", "--out", "my texts", "--format", "vtt")

    (job,) = done.lines
    assert done.errors == [
        "Submitted jobs continue. To wait for them, or to get their results:",
        f"  speechtotext wait {job}",
        f"  speechtotext results {job} --out 'my texts' --format vtt",
    ]


def test_what_is_printed_to_go_on_with_works(cli: Cli, recording: str) -> None:
    (job,) = cli.does("transcribe", recording, "--no-wait").lines

    assert cli.does("wait", job).lines == [f"{job} Succeeded"]
    assert cli.does("results", job, "--out", "texts").lines == [str(Path("texts/call.txt"))]


def test_flags_are_repeated_but_for_the_key(cli: Cli, emulator: Emulator, recording: str) -> None:
    where, version = ["--endpoint", emulator.endpoint], ["--api-version", "v3.2"]

    done = cli.does("transcribe", recording, "--no-wait", *where, "--key", emulator.key, *version)

    command = " ".join(["speechtotext", "wait", *done.lines, *where, "--key", "KEY", *version])
    assert done.errors[1] == f"  {command}"
    assert emulator.key not in done.out + done.err


def test_a_file_that_takes_longer_than_the_timeout_is_told_with_the_option(cli: Cli, emulator: Emulator) -> None:
    Path("call.wav").write_bytes(wav())
    emulator.fail_next("Transcriptions_Transcribe", fault="slow", seconds=3)

    done = cli("transcribe", "call.wav", "--timeout", "1s")

    assert done.code == 4
    assert "Give a longer --timeout, such as 2d, or go on later." in done.errors
