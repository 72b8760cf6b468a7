"""Result files of all versions read as one type, whatever the service leaves out or writes differently."""

from __future__ import annotations

import dataclasses
import json
import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from results.golden import FILES
from speechtotext import DisplayWord, FileError, Phrase, SpeechError, TranscriptionResult, Word, v2025_10_15

FOLDER = FILES[0].parent
FORMS = ["lexical", "itn", "maskedITN", "display"]
TIMES = {"offsetInTicks": 7_600_000, "durationInTicks": 13_200_000}


def milliseconds(number: float) -> timedelta:
    return timedelta(milliseconds=number)


def load(name: str) -> TranscriptionResult:
    return TranscriptionResult.load(FOLDER / f"{name}.json")


def of(phrase: dict[str, Any], **members: Any) -> TranscriptionResult:
    """A result of one phrase."""
    return TranscriptionResult.from_dict({"recognizedPhrases": [phrase], **members})


def refusal(data: bytes) -> str:
    """What is said of data that is none of a result."""
    with pytest.raises(FileError) as caught:
        TranscriptionResult.from_bytes(data)
    return str(caught.value)


def test_a_file_of_v3_0() -> None:
    result = load("v3_0")
    assert result.source == "https://example.com/calls/mono.wav?sv=2023-11-03&sig=SECRET"
    assert result.timestamp == datetime(2023, 3, 5, 9, 12, 44, tzinfo=UTC)
    assert result.duration == milliseconds(24_600)
    assert result.text.startswith("Thank you for calling Contoso, this is Anna speaking. How can I help you today? I o")
    assert [channel.channel for channel in result.channels] == [0]
    phrase = result.phrases[2]
    assert (phrase.recognition_status, phrase.channel, phrase.speaker, phrase.locale) == ("Success", 0, None, None)
    assert (phrase.offset, phrase.duration, phrase.end) == tuple(map(milliseconds, (11_020, 360, 11_380)))
    assert (phrase.text, phrase.display, phrase.lexical) == ("Oh no.", "Oh no.", "oh no")
    assert (phrase.itn, phrase.masked_itn, phrase.confidence) == ("oh no", "oh no", 0.95)
    assert phrase.words[1] == Word(
        text="no", offset_in_ticks=112_000_000.0, duration_in_ticks=1_600_000.0, confidence=0.98
    )
    assert phrase.display_words == ()


def test_the_further_readings_of_a_phrase_are_kept() -> None:
    readings = load("v3_0").phrases[2].alternatives
    assert [(reading.text, reading.confidence) for reading in readings] == [("Oh no.", 0.95), ("O no.", 0.41)]


def test_a_file_of_v3_1_has_display_words_and_locales() -> None:
    phrase = load("v3_1").phrases[1]
    assert (phrase.locale, phrase.words) == ("en-US", ())
    assert phrase.display_words[0] == DisplayWord(
        text="Set", offset_in_ticks=59_000_000.0, duration_in_ticks=2_600_000.0
    )


def test_the_phrases_of_channels_stay_in_the_order_of_the_file() -> None:
    result = load("v3_2_stereo")
    assert [phrase.channel for phrase in result.phrases] == [0, 0, 0, 0, 1, 1, 1]
    assert [channel.text[:10] for channel in result.channels] == ["Good morni", "Hi Ben, I "]
    assert result.text.count("\n") == 1


def test_ticks_are_believed_and_not_milliseconds() -> None:
    result = load("v2024_11_15_diarized")
    assert result.duration == milliseconds(9_300)
    assert (result.phrases[1].offset, result.phrases[1].speaker) == (milliseconds(2_200), 2)
    assert result.timestamp == datetime(2025, 2, 11, 16, 20, 1, 123457, tzinfo=UTC)


def test_a_whisper_model_gives_no_lexical_form_and_no_words() -> None:
    phrase = load("v2025_10_15_whisper").phrases[0]
    assert (phrase.text, phrase.lexical, phrase.itn, phrase.words) == ("Hello.", None, None, ())


def test_silence_and_nulls() -> None:
    silence, heard, noise = load("v3_2_nearly_silent").phrases
    assert (silence.recognition_status, silence.text, silence.alternatives) == ("InitialSilenceTimeout", "", ())
    assert (silence.confidence, silence.lexical, silence.words, silence.display_words) == (None, None, (), ())
    assert (heard.text, heard.display, heard.speaker, heard.words) == ("is anybody there", None, None, ())
    assert (noise.recognition_status, noise.offset) == ("NoMatch", milliseconds(70_000))


def test_times_without_ticks_are_read_as_they_are_written() -> None:
    heard = load("v3_2_nearly_silent").phrases[1]
    assert (heard.offset, heard.duration) == (milliseconds(65_300), milliseconds(1_250))


def test_fast_transcription_reads_the_same() -> None:
    result = load("fast")
    assert (result.source, result.timestamp, result.duration) == (None, None, milliseconds(9_120))
    assert result.text == " ".join(phrase.text for phrase in result.phrases)
    phrase = result.phrases[1]
    assert (phrase.speaker, phrase.channel, phrase.locale, phrase.confidence) == (2, None, "en-US", 0.9371)
    assert (phrase.offset, phrase.end) == (milliseconds(2_900), milliseconds(8_100))
    assert (phrase.display_words[1].text, phrase.display_words[1].offset) == ("there,", milliseconds(3_070))


def test_the_model_of_a_fast_transcription_becomes_a_result() -> None:
    content = json.loads((FOLDER / "fast.json").read_bytes())
    answer = v2025_10_15.models.TranscribeResult.from_dict(content)
    assert TranscriptionResult.from_dict(answer.to_dict()).phrases == load("fast").phrases


@pytest.mark.parametrize(
    ("times", "offset"),
    [
        ({"offsetInTicks": 7_600_000.0}, 760),
        ({"offsetInTicks": 7_600_000, "offset": "PT9S", "offsetMilliseconds": 9}, 760),
        ({"offset": "PT0.76S", "offsetMilliseconds": 9}, 760),
        ({"offset": "PT1H0M0.5S"}, 3_600_500),
        ({"offset": "P1DT1S"}, 86_401_000),
        ({"offset": "soon", "offsetMilliseconds": 760}, 760),
        ({"offsetInTicks": None, "offsetMilliseconds": 760.5}, 760.5),
        ({"offsetInTicks": -1_000_000}, -100),
    ],
)
def test_a_time_is_read_from_ticks_or_else_iso_8601_or_else_milliseconds(times: dict[str, Any], offset: float) -> None:
    assert of({"durationInTicks": 0, **times}).phrases[0].offset == milliseconds(offset)


def test_a_result_that_does_not_tell_its_duration_lasts_until_its_last_phrase() -> None:
    assert of(TIMES).duration == milliseconds(2_080)
    assert TranscriptionResult.from_dict({"recognizedPhrases": []}).duration == timedelta()


def test_a_result_without_text_of_channels_has_that_of_its_phrases() -> None:
    assert of({**TIMES, "nBest": [{"display": "Yes."}]}).text == "Yes."


@pytest.mark.parametrize("form", FORMS)
def test_the_text_is_the_best_form_that_there_is(form: str) -> None:
    worse = dict.fromkeys(FORMS[: FORMS.index(form)], "no")
    assert of({**TIMES, "nBest": [{**worse, form: "yes"}]}).phrases[0].text == "yes"


def test_a_text_that_was_removed_is_empty() -> None:
    assert of({**TIMES, "nBest": [{"lexical": "damn", "display": ""}]}).phrases[0].text == ""


def test_what_has_no_name_here_is_kept() -> None:
    assert json.loads(load("v3_2_nearly_silent").raw)["somethingNew"] == {"of": ["tomorrow"]}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_a_file_is_read_in_any_encoding_of_json(encoding: str) -> None:
    data = (FOLDER / "japanese.json").read_text(encoding="utf-8").encode(encoding)
    result = TranscriptionResult.from_bytes(data)
    assert (result.phrases, result.raw) == (load("japanese").phrases, data)


def test_a_result_goes_to_other_processes_as_it_is() -> None:
    result = load("v3_2_stereo")
    assert pickle.loads(pickle.dumps(result)) == result


def test_phrases_can_be_exchanged() -> None:
    result = load("v3_2_stereo")
    first = dataclasses.replace(result, phrases=result.phrases[:1])
    assert first.to_text("txt") == "Good morning, you are speaking to Ben.\n"


def test_a_result_and_its_words_cannot_be_changed() -> None:
    result = load("v3_0")
    with pytest.raises(AttributeError):
        result.source = None  # type: ignore[misc]
    with pytest.raises(AttributeError):
        result.phrases[0].words[0].text = "no"  # type: ignore[misc]


def test_the_signature_of_the_source_is_not_shown() -> None:
    shown = repr(load("v3_0"))
    assert "https://example.com/calls/mono.wav?sv=2023-11-03&sig=***" in shown
    assert "SECRET" not in shown


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is not JSON."),
        (b"{", "it is not JSON."),
        (b"<html>", "it is not JSON."),
        (b"\xff\xfe{", "it is not JSON."),
        (b'"{}"', "it has neither `recognizedPhrases` nor `phrases`."),
        (b'"Yes."', "it is text, not JSON."),
        (b"[1]", "it has neither `recognizedPhrases` nor `phrases`."),
        (b"[" * 100_000, "it is not JSON."),
        (b"[]", "it has neither `recognizedPhrases` nor `phrases`."),
        (b'{"successfulTranscriptionsCount": 1}', "it has neither `recognizedPhrases` nor `phrases`."),
        (b'{"recognizedPhrases": 5}', "Expected `array`, got `int` - at `$.recognizedPhrases`."),
        (
            b'{"recognizedPhrases": [{"offsetInTicks": 1, "durationInTicks": "long"}]}',
            "Expected `float`, got `str` - at `$.recognizedPhrases[0].durationInTicks`.",
        ),
        (
            b'{"phrases": [{"offsetMilliseconds": 1, "words": [{"text": 1, "offsetMilliseconds": 1}]}]}',
            "Expected `str`, got `int` - at `$.phrases[0].words[0].text`.",
        ),
        (
            b'{"recognizedPhrases": [{"offsetInTicks": 1e18, "durationInTicks": 1}]}',
            "Expected `float` <= 1000000000000000.0 - at `$.recognizedPhrases[0].offsetInTicks`.",
        ),
    ],
)
def test_something_else_is_told_in_a_sentence(data: bytes, said: str) -> None:
    assert refusal(data) == f"The data cannot be read as a transcription result: {said}"


def test_the_sentence_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("{}")
    with pytest.raises(SpeechError) as caught:
        TranscriptionResult.load(path)
    assert str(caught.value) == (
        f"{path} cannot be read as a transcription result: it has neither `recognizedPhrases` nor `phrases`."
    )


def test_a_file_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        TranscriptionResult.load(tmp_path / "call.json")
    assert str(caught.value) == f"{tmp_path / 'call.json'} cannot be read: No such file or directory."
    assert isinstance(caught.value.__cause__, FileNotFoundError)


def test_a_phrase_of_ones_own_needs_no_more_than_times() -> None:
    phrase = Phrase(offset_in_ticks=0, duration_in_ticks=10_000_000)
    assert (phrase.end, phrase.text) == (milliseconds(1_000), "")
