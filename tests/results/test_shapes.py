"""Result files of other shapes: v2.0, previews, other cases and encodings, missing times, failed phrases."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from results.golden import FILES
from results.test_saving import load
from speechtotext import FileError, Phrase, TranscriptionResult
from speechtotext._transcripts.formats import TextFormat

FOLDER = FILES[0].parent
SECOND = timedelta(seconds=1)
TEXT_FORMATS: tuple[TextFormat, ...] = ("txt", "md", "csv", "tsv")


def read(content: Any) -> TranscriptionResult:
    return TranscriptionResult.from_bytes(json.dumps(content).encode())


def spans(phrase: Phrase) -> list[tuple[str, float, float]]:
    """The words of a phrase with start and end in seconds."""
    return [(word.text, word.offset / SECOND, word.end / SECOND) for word in phrase.words]


def pascal_case(value: Any) -> Any:
    """JSON as programs in C# write it."""
    if isinstance(value, list):
        return [pascal_case(item) for item in value]
    if isinstance(value, dict):
        return {name[0].upper() + name[1:]: pascal_case(member) for name, member in value.items()}
    return value


def test_a_file_of_v2_0_reads_as_the_others_do() -> None:
    result = load("v2_0")
    assert result.source == "https://example.com/calls/harbour.wav?sv=2018-03-28&sig=SECRET"
    assert (result.timestamp, result.duration) == (None, timedelta(seconds=11.25))
    assert result.text.splitlines()[1] == "This is the ferry from Aalborg, we are early. Number four."
    phrase = result.phrases[2]
    assert (phrase.channel, phrase.speaker, phrase.recognition_status) == (1, None, "Success")
    assert (phrase.offset / SECOND, phrase.end / SECOND, phrase.confidence) == (3.5, 6.5, 0.87)
    assert (phrase.words[3].text, phrase.words[3].offset / SECOND) == ("ferry", 4.5)


def test_times_of_v2_0_are_ticks_or_else_seconds() -> None:
    segment = {"OffsetInSeconds": 1.5, "DurationInSeconds": 2, "NBest": [{"Display": "Yes."}]}
    (phrase,) = read({"AudioFileResults": [{"SegmentResults": [segment]}]}).phrases
    assert (phrase.offset / SECOND, phrase.end / SECOND) == (1.5, 3.5)


def test_a_file_of_v2_0_without_a_url_has_the_name_of_the_audio_as_its_source() -> None:
    assert read({"AudioFileResults": [{"AudioFileName": "a.wav", "SegmentResults": []}]}).source == "a.wav"


def test_json_within_a_json_string_is_read_too() -> None:
    for name in ("v2_0", "v3_1", "fast"):
        assert read((FOLDER / f"{name}.json").read_text()).phrases == load(name).phrases


def several(tmp_path: Path, *texts: str) -> Path:
    """A file of v2.0 with a recording for each of the texts."""
    path = tmp_path / "calls.json"
    recordings = [
        {
            "AudioFileName": f"{text}.wav",
            "SegmentResults": [{"Offset": 0, "Duration": 10_000_000, "NBest": [{"Display": text}]}],
        }
        for text in texts
    ]
    path.write_text(json.dumps({"AudioFileResults": recordings}))
    return path


def test_all_recordings_of_a_file_are_read(tmp_path: Path) -> None:
    results = TranscriptionResult.load_all(several(tmp_path, "One", "Two"))
    assert [(result.source, result.text) for result in results] == [("One.wav", "One"), ("Two.wav", "Two")]


def test_each_recording_of_a_file_is_saved_as_a_file_of_its_own(tmp_path: Path) -> None:
    for result in TranscriptionResult.load_all(several(tmp_path, "One", "Two")):
        result.save(tmp_path / "alone.json")
        assert TranscriptionResult.load(tmp_path / "alone.json") == result


def test_a_file_of_several_recordings_is_not_one_result(tmp_path: Path) -> None:
    path = several(tmp_path, "One", "Two")
    with pytest.raises(FileError) as caught:
        TranscriptionResult.load(path)
    assert str(caught.value) == f"{path} holds 2 recordings: read it with TranscriptionResult.load_all."
    assert TranscriptionResult.load_all(several(tmp_path)) == []


def test_other_files_hold_one_recording() -> None:
    for file in FILES:
        assert TranscriptionResult.load_all(file) == [TranscriptionResult.load(file)]


@pytest.mark.parametrize("name", ["v3_0", "v3_2_stereo", "v2024_11_15_diarized", "fast", "fast_preview"])
def test_the_case_of_names_makes_no_difference(name: str) -> None:
    content = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    result, other = load(name), read(pascal_case(content))
    assert (other.source, other.duration, other.channels) == (result.source, result.duration, result.channels)
    assert other.phrases == result.phrases


def test_plain_numbers_of_a_preview_are_milliseconds() -> None:
    result = load("fast_preview")
    assert result.duration == timedelta(seconds=9)
    assert [(phrase.offset / SECOND, phrase.end / SECOND) for phrase in result.phrases] == [(1.2, 3.2), (4, 6.8)]
    assert spans(result.phrases[0])[1] == ("der", 1.6, 1.98)


def test_phrases_of_a_preview_without_words_have_times() -> None:
    result = read({"duration": 9000, "phrases": [{"offset": 500, "duration": 900, "text": "Yes."}]})
    assert result.to_text("srt").splitlines()[1] == "00:00:00,500 --> 00:00:01,500"


def test_a_word_without_times_has_those_between_its_neighbours() -> None:
    words = [
        {"text": "One", "offsetMilliseconds": 1000, "durationMilliseconds": 500},
        {"text": "two"},
        {"text": "three", "offsetMilliseconds": None},
        {"text": "four", "offsetMilliseconds": 2500, "durationMilliseconds": 500},
        {"text": "five"},
    ]
    phrase = {"text": "One two three four five", "offsetMilliseconds": 1000, "durationMilliseconds": 3000}
    assert spans(read({"phrases": [phrase | {"words": words}]}).phrases[0]) == [
        ("One", 1.0, 1.5),
        ("two", 1.5, 2.0),
        ("three", 2.0, 2.5),
        ("four", 2.5, 3.0),
        ("five", 3.0, 4.0),
    ]


def test_a_word_of_batch_transcription_without_times_takes_nothing_else_down() -> None:
    words = [{"word": "yes"}, {"word": "sir", "offsetInTicks": 5_000_000, "durationInTicks": 5_000_000}]
    phrase = {"offsetInTicks": 0, "durationInTicks": 10_000_000, "nBest": [{"display": "Yes, sir.", "words": words}]}
    assert spans(read({"recognizedPhrases": [phrase]}).phrases[0]) == [("yes", 0.0, 0.5), ("sir", 0.5, 1.0)]


def test_times_written_as_text_are_numbers() -> None:
    phrase = {"offsetInTicks": "5000000", "duration": "15000000", "channel": "1", "nBest": [{"display": "Yes."}]}
    (found,) = read({"recognizedPhrases": [phrase]}).phrases
    assert (found.offset / SECOND, found.end / SECOND, found.channel) == (0.5, 2.0, 1)


def test_words_none_of_which_has_times_are_left_out() -> None:
    phrase = {"text": "Yes, sir.", "offsetMilliseconds": 0, "durationMilliseconds": 900}
    (read_phrase,) = read({"phrases": [phrase | {"words": [{"text": "Yes,"}, {"text": "sir."}]}]}).phrases
    assert (read_phrase.words, read_phrase.text) == ((), "Yes, sir.")


def test_failed_phrases_have_a_status_and_no_text() -> None:
    result = load("failed_phrases")
    assert [(row["status"], row["text"]) for row in result.to_rows()] == [
        ("InitialSilenceTimeout", ""),
        ("BabbleTimeout", ""),
        ("Success", " "),
        ("Success", "Are you there?"),
        ("Failure", ""),
        ("Error", ""),
    ]
    assert result.to_text("txt") == "Are you there?\n"
    assert result.to_text("srt") == "1\n00:00:12,000 --> 00:00:14,000\nAre you there?\n\n"
    assert result.phrases[4].display == "cracking noise"


COMBINED_ONLY: dict[str, Any] = {
    "batch": {"combinedRecognizedPhrases": [{"channel": 0, "display": "Yes, sir."}], "recognizedPhrases": []},
    "batch without phrases": {"combinedRecognizedPhrases": [{"channel": 0, "display": "Yes, sir."}]},
    "fast": {"combinedPhrases": [{"text": "Yes, sir."}], "phrases": []},
    "fast without phrases": {"combinedPhrases": [{"text": "Yes, sir."}], "durationMilliseconds": 900},
    "v2.0": {"AudioFileResults": [{"CombinedResults": [{"ChannelNumber": None, "Display": "Yes, sir."}]}]},
}
NO_TIMES: dict[str, Any] = {
    "batch": {"recognizedPhrases": [{"nBest": [{"display": "Yes, sir."}]}]},
    "fast": {"phrases": [{"text": "Yes, sir."}]},
    "words without times": {"phrases": [{"text": "Yes, sir.", "words": [{"text": "Yes,"}, {"text": "sir."}]}]},
}
UNTIMED = COMBINED_ONLY | {f"{name}, no times": content for name, content in NO_TIMES.items()}


@pytest.mark.parametrize("content", UNTIMED.values(), ids=UNTIMED.keys())
def test_a_result_without_times_is_in_every_format_that_needs_none(content: Any) -> None:
    result = read(content)
    assert result.text == "Yes, sir."
    for format in TEXT_FORMATS:
        assert "Yes, sir." in result.to_text(format)
    assert result.to_text("txt", times=True) == "Yes, sir.\n"
    assert [(row["start"], row["end"]) for row in result.to_rows()] == [(None, None)]
    with pytest.raises(FileError, match=r"^The result has no times, which srt needs: transcribe with times of .*$"):
        result.to_text("srt")


def test_a_timestamp_that_is_none_takes_nothing_else_down() -> None:
    result = read({"timestamp": "yesterday", "recognizedPhrases": [], "source": "https://example.com/a.wav"})
    assert (result.timestamp, result.source) == (None, "https://example.com/a.wav")


def test_the_text_of_dual_mono_is_given_once() -> None:
    def phrase(channel: int, start: int) -> dict[str, Any]:
        times = {"offsetInTicks": start * 10_000_000, "durationInTicks": 9_000_000}
        return {"channel": channel, **times, "nBest": [{"display": "No."}]}

    def result(*phrases: dict[str, Any]) -> TranscriptionResult:
        channels = [{"channel": channel, "display": "No."} for channel in (0, 1)]
        return read({"combinedRecognizedPhrases": channels, "recognizedPhrases": phrases})

    assert result(phrase(0, 1), phrase(1, 1)).text == "No."
    assert result(phrase(0, 1), phrase(1, 5)).text == "No.\nNo."
