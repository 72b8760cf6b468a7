"""Results and options that are not as they should be, and texts that differ by a sign alone."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import click
import pytest

from speechtotext import InvalidArgument, TranscriptionResult
from speechtotext.cli._output.results import ResultWriter


def fast(*phrases: dict[str, Any]) -> TranscriptionResult:
    return TranscriptionResult.from_bytes(json.dumps({"phrases": phrases}).encode())


def said(text: str, offset: int | None, duration: int | None, **members: Any) -> dict[str, Any]:
    return {"text": text, "offsetMilliseconds": offset, "durationMilliseconds": duration, **members}


def on_two_channels(first: str, second: str) -> str:
    return fast(said(first, 0, 600, channel=0), said(second, 200, 600, channel=1)).to_text("txt")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ดี", "ดู"),
        ("नमस्ते", "नमस्ता"),
        ("-5.", "5."),
        ("$5", "5%"),
        ("C++", "C#"),
        ("1.5", "15"),
        ("We're here.", "Were here."),
        ("-$5", "$5"),
    ],
)
def test_words_that_differ_by_a_mark_or_a_sign_are_no_echo(first: str, second: str) -> None:
    assert on_two_channels(first, second) == f"{first}\n\n{second}\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Well, yes!", "well yes"),
        ("“No – never.”", "No, never"),
        ("Café", "Cafe\u0301"),
        ("नमस्ते।", "नमस्ते"),
        ("don’t", "Don't"),
    ],
)
def test_words_that_differ_by_case_and_sentence_punctuation_are_an_echo(first: str, second: str) -> None:
    assert on_two_channels(first, second) == f"{first}\n"


@pytest.mark.parametrize(("word", "text", "found"), [("कम", "कमी है", 0), ("कम", "वह कम है", 1), ("ดี", "ดี", 1)])
def test_marks_belong_to_whole_words(word: str, text: str, found: int) -> None:
    assert len(fast(said(text, 0, 900)).search(word, whole_words=True)) == found


@pytest.mark.parametrize("source", ["https://[bad/x.wav", "http://a／b/x.wav"])
def test_a_source_that_is_no_url_gives_no_title(source: str) -> None:
    result = TranscriptionResult.from_dict({"recognizedPhrases": [], "source": source})
    assert "<title>Transcript</title>" in result.to_text("html")
    assert "<strong>Transcript</strong>" in result._repr_html_()


UNTIMED = fast(said("No times.", None, None))
TIMED = fast(said("With times.", 0, 900))


def test_a_format_that_cannot_be_saved_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    writer = ResultWriter(tmp_path, ["srt", "txt"], {}, as_json=False)
    writer.add_result(UNTIMED, "a.wav", None)
    writer.add_result(TIMED, "b.wav", None)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.txt", "b.srt", "b.txt"]
    assert "a.wav: The result has no times, which srt needs" in capsys.readouterr().err
    with pytest.raises(click.exceptions.Exit) as ended:
        writer.finish()
    assert ended.value.exit_code == 1


def test_the_record_of_a_result_that_cannot_be_saved_tells_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ResultWriter(tmp_path, ["srt"], {}, as_json=True).add_result(UNTIMED, "a.wav", None)
    record = json.loads(capsys.readouterr().out)
    assert (record["files"], record["errorKind"]) == ([], "NotSaved")
    assert record["errorMessage"].startswith("The result has no times")


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_carriage_return_stays_within_its_row(format: Any, delimiter: str) -> None:
    table = StringIO(fast(said("One\rtwo", 0, 900)).to_text(format), newline="")
    assert [row["text"] for row in csv.DictReader(table, delimiter=delimiter)] == ["One\rtwo"]


def test_phrases_without_times_are_never_an_echo() -> None:
    phrases = [said("Yes.", None, None, channel=channel) for channel in (0, 1)]
    assert fast(*phrases).to_text("txt") == "Yes.\n\nYes.\n"


AMONG_OTHERS = fast(said("One.", 1000, 1000), said("Two.", None, None), said("Three.", 5000, 1000))


def test_a_phrase_without_times_stays_between_its_neighbours() -> None:
    assert AMONG_OTHERS.to_text("txt", paragraph_pause=10) == "One. Two. Three.\n"
    assert [sentence.text for sentence in AMONG_OTHERS.sentences()] == ["One.", "Two.", "Three."]


def test_subtitles_show_a_phrase_without_times_between_its_neighbours() -> None:
    shown = AMONG_OTHERS.to_text("srt", columns=6, lines=1)
    assert [block.split("\n")[1:] for block in shown.split("\n\n")[:-1]] == [
        ["00:00:01,000 --> 00:00:02,000", "One."],
        ["00:00:02,000 --> 00:00:05,000", "Two."],
        ["00:00:05,000 --> 00:00:06,000", "Three."],
    ]


def test_a_recording_without_segments_takes_no_other_down(tmp_path: Path) -> None:
    path = tmp_path / "several.json"
    segments = [{"RecognitionStatus": "Success", "Offset": 0, "Duration": 10, "NBest": [{"Display": "Yes."}]}]
    recordings = [{"AudioFileName": "a", "SegmentResults": None}, {"AudioFileName": "b", "SegmentResults": segments}]
    path.write_text(json.dumps({"AudioFileResults": recordings}))
    assert [result.text for result in TranscriptionResult.load_all(path)] == ["", "Yes."]


WRONG: list[dict[str, Any]] = [
    {"columns": "40"},
    {"columns": 10.5},
    {"lines": True},
    {"max_seconds": "3"},
    {"channel": []},
    {"audio": b"x"},
    {"audio": ""},
    {"audio": "http://[x"},
    {"names": {1: 5}},
    {"names": 5},
    {"names": {1: "A\x00nn"}},
]


@pytest.mark.parametrize("options", WRONG, ids=str)
def test_an_option_of_a_wrong_type_is_told_in_a_sentence(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument, match=r"^Invalid .*\.$"):
        TIMED.to_text("html", **options)


def test_a_search_for_no_text_is_told_in_a_sentence() -> None:
    number: Any = 5
    with pytest.raises(InvalidArgument, match=r"^Invalid text 5 to search for: .*\.$"):
        TIMED.search(number)


def test_a_word_with_a_wrong_time_drags_no_other_along() -> None:
    words = [said("One", 0, 900), said("two.", 3_600_000, 900)]
    shown = fast(said("One two.", 0, 2000, words=words), said("Four.", 3000, 1000)).to_text("srt", columns=8, lines=1)
    assert shown.split("\n")[9] == "00:00:03,000 --> 00:00:04,000"


def test_the_name_of_a_channel_is_shown_where_it_is_the_only_one() -> None:
    result = fast(said("Yes.", 0, 900, channel=0), said("No.", 2000, 900, channel=1))
    assert result.to_text("txt", channel=1, names={"Channel 1": "Ann"}) == "Ann: No.\n"
