"""Results as text, tables and files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, cast

import pytest

from results.golden import FILES, golden
from speechtotext import FileError, TranscriptionResult

FOLDER = FILES[0].parent


def load(name: str) -> TranscriptionResult:
    return TranscriptionResult.load(FOLDER / f"{name}.json")


def spoken(*phrases: tuple[float, float, str], **members: Any) -> TranscriptionResult:
    """A result of phrases given by their starts and ends in seconds, and what is said."""
    return TranscriptionResult.from_dict(
        {
            "recognizedPhrases": [
                {
                    "offsetInTicks": round(start * 10_000_000),
                    "durationInTicks": round((end - start) * 10_000_000),
                    "nBest": [{"display": text}],
                    **members,
                }
                for start, end, text in phrases
            ]
        }
    )


def test_json_is_saved_as_it_came(tmp_path: Path) -> None:
    for file in FILES:
        TranscriptionResult.load(file).save(tmp_path / "copy.json")
        assert (tmp_path / "copy.json").read_bytes() == file.read_bytes()


def test_a_transcript_names_neither_speakers_nor_times_unless_asked(tmp_path: Path) -> None:
    result = load("v2024_11_15_diarized")
    result.save(tmp_path / "call.txt")
    lines = (tmp_path / "call.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["Where is the **** report?", "", "On your desk."]
    assert result.to_text("txt", speakers=True).splitlines()[2] == "Speaker 2: On your desk."
    assert result.to_text("txt", times=True).splitlines()[2] == "[00:00:02.200] On your desk."


def test_a_phrase_with_line_breaks_is_one_line_of_a_transcript() -> None:
    assert spoken((0, 1, "Good morning\n\nSir ")).to_text("txt") == "Good morning Sir\n"


@pytest.mark.parametrize("name", ["call.VTT", "a.b.vtt", "通話.vtt"])
def test_the_ending_of_the_name_decides(name: str, tmp_path: Path) -> None:
    load("v3_1").save(str(tmp_path / name))
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("WEBVTT\n\n00:00:00.550 --> 00:00:05.050\n")


@pytest.mark.parametrize("name", ["call", "call.docx", ".vtt", "call.vtt.gz"])
def test_an_ending_that_stands_for_no_format_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"extension.*: \.csv, \.html, \.json, \.md, \.srt, \.tsv, \.txt, \.vtt$"
    ) as caught:
        load("v3_1").save(tmp_path / name)
    assert repr(name) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Unknown format 'docx': choose from csv, html, md, srt, tsv, txt, vtt\.$"):
        load("v3_1").to_text(cast("Any", "docx"))


def test_what_is_saved_replaces_what_was_there_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "call.srt"
    path.write_text("old")
    load("v3_1").save(path)
    assert path.read_bytes() == golden(FOLDER / "v3_1.json", "srt").read_bytes()
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_saved_is_told_in_a_sentence_and_leaves_what_was_there(tmp_path: Path) -> None:
    taken = tmp_path / "call.srt"
    taken.mkdir()
    with pytest.raises(FileError) as caught:
        load("v3_1").save(taken)
    assert str(caught.value) == f"{taken} cannot be written: Is a directory."
    assert list(tmp_path.iterdir()) == [taken]


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"call\.srt cannot be written: No such file or directory\.$"):
        load("v3_1").save(tmp_path / "none" / "call.srt")


def test_a_table_has_a_row_for_each_phrase_by_time() -> None:
    rows = load("v3_2_stereo").to_rows()
    assert [(row["channel"], row["start"]) for row in rows[:3]] == [(0, 0.4), (1, 2.2), (0, 6.1)]
    assert rows[2] == {
        "source": "https://example.com/calls/stereo.wav",
        "channel": 0,
        "speaker": None,
        "start": 6.1,
        "end": 6.5,
        "locale": None,
        "confidence": 0.9,
        "status": "Success",
        "text": "Yes.",
    }


@pytest.mark.parametrize(("ending", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_tables_are_read_back_as_they_are(ending: str, delimiter: str, tmp_path: Path) -> None:
    result = spoken((0, 1.5, 'He said "no",\tand\nleft'), (2, 3, "=1+1"), locale="en-US")
    path = tmp_path / f"call.{ending}"
    result.save(path)
    with path.open(encoding="utf-8", newline="") as opened:
        read = list(csv.DictReader(opened, delimiter=delimiter))
    rows = [{name: "" if value is None else str(value) for name, value in row.items()} for row in result.to_rows()]
    # A file is of one recording.
    assert [{"source": "", **row} for row in read] == rows


def test_the_lines_of_a_csv_file_end_as_rfc_4180_says() -> None:
    assert spoken((0, 1, "Yes.")).to_text("csv").split("\r\n")[1:] == [",,0.0,1.0,,,,Yes.", ""]


def test_a_result_without_words_makes_empty_texts() -> None:
    silence = spoken((0, 5, ""))
    assert [silence.to_text(format) for format in ("txt", "srt", "vtt")] == ["", "", "WEBVTT\n\n"]
