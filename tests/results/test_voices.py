"""Who speaks: speakers and channels in texts, subtitles and tables."""

from __future__ import annotations

from typing import Any

import pytest

from results.subtitles import by_srt
from results.test_saving import load
from results.test_subtitles import phrase
from speechtotext import InvalidArgument, TranscriptionResult


def of(*phrases: dict[str, Any], **members: Any) -> TranscriptionResult:
    return TranscriptionResult.from_dict({"recognizedPhrases": list(phrases), **members})


TALK = of(
    phrase("Do you hear me?", 0, 2, channel=0, speaker=1),
    phrase("I do.", 3, 4, channel=0, speaker=2),
    phrase("Good.", 6, 7, channel=0, speaker=2),
)
CALL = of(phrase("Hello?", 0, 1, channel=0), phrase("Hi.", 2, 3, channel=1), phrase("Bye.", 4, 5, channel=0))


def lines(result: TranscriptionResult, **options: Any) -> list[str]:
    return [" ".join(one.lines) for one in by_srt(result.to_text("srt", **options))]


def test_srt_tells_speakers_where_they_change_if_the_job_told_them_apart() -> None:
    assert lines(TALK) == ["Speaker 1: Do you hear me?", "Speaker 2: I do.", "Good."]


def test_srt_tells_channels_only_on_request() -> None:
    assert lines(CALL) == ["Hello?", "Hi.", "Bye."]
    assert lines(CALL, speakers=True) == ["Channel 0: Hello?", "Channel 1: Hi.", "Channel 0: Bye."]


def test_no_format_tells_speakers_where_they_are_not_wanted() -> None:
    assert lines(TALK, speakers=False, names={1: "Ann"}) == ["Do you hear me?", "I do.", "Good."]
    assert "<v" not in TALK.to_text("vtt", speakers=False)
    assert "Speaker" not in TALK.to_text("txt", speakers=False)


def test_names_stand_for_speakers_wherever_these_are_told() -> None:
    names: dict[int | str, str] = {1: "Ann", "2": "Bo"}
    assert lines(TALK, names=names) == ["Ann: Do you hear me?", "Bo: I do.", "Good."]
    assert TALK.to_text("vtt", names=names).count("<v Bo>") == 2
    assert TALK.to_text("txt", names=names).startswith("Ann: Do you hear me?\n\nBo: I do. Good.\n")
    assert [row["speaker"] for row in TALK.to_rows(names=names)] == ["Ann", "Bo", "Bo"]
    assert ",Ann,0.0," in TALK.to_text("csv", names=names)


def test_a_speaker_without_a_name_keeps_its_number() -> None:
    assert lines(TALK, names={1: "Ann"})[1] == "Speaker 2: I do."
    assert [row["speaker"] for row in TALK.to_rows(names={1: "Ann"})] == ["Ann", 2, 2]


def test_speakers_that_the_service_names_are_named_by_that() -> None:
    result = of(phrase("Yes.", 0, 1, speaker="Guest-1"), phrase("No.", 2, 3, speaker="Guest-2"))
    assert lines(result, names={"Guest-1": "Bo"}) == ["Bo: Yes.", "Guest-2: No."]


def test_channels_are_named_by_what_they_are_called() -> None:
    assert lines(CALL, names={"Channel 0": "Desk"}) == ["Desk: Hello?", "Channel 1: Hi.", "Desk: Bye."]


def test_a_channel_and_a_speaker_are_told_together() -> None:
    both = of(phrase("Hello?", 0, 1, channel=0, speaker=1), phrase("Hi.", 2, 3, channel=1, speaker=1))
    assert lines(both, names={"Channel 1": "Hall"}) == ["Channel 0, Speaker 1: Hello?", "Hall, Speaker 1: Hi."]


def test_one_channel_is_shown_alone_and_not_told() -> None:
    assert lines(CALL, channel=1, speakers=True) == ["Hi."]
    assert CALL.to_text("txt", channel=0) == "Hello?\n\nBye.\n"
    assert [row["text"] for row in CALL.to_rows(channel=1)] == ["Hi."]
    assert CALL.to_text("csv", channel=1).count("\r\n") == 2


def test_an_echo_is_shown_on_the_channel_that_is_chosen() -> None:
    echo = of(*(phrase("Hello?", 0, 1, channel=channel) for channel in (0, 1)))
    assert [lines(echo, channel=channel) for channel in (0, 1)] == [["Hello?"], ["Hello?"]]


def test_a_silent_channel_has_an_empty_text() -> None:
    silent = of(phrase("Hello?", 0, 1, channel=0), combinedRecognizedPhrases=[{"channel": 0}, {"channel": 1}])
    assert silent.to_text("txt", channel=1) == ""


def test_a_channel_that_the_result_has_not_is_refused() -> None:
    with pytest.raises(InvalidArgument, match=r"^The result has no channel 2: its channels are 0, 1\.$"):
        CALL.to_text("txt", channel=2)
    with pytest.raises(InvalidArgument, match=r"^The result has no channel 0: its channels were mixed\.$"):
        load("fast").to_rows(channel=0)


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(InvalidArgument, match=r"^The name of speaker '1' is empty: give a name, or leave the .*$"):
        TALK.to_text("srt", names={1: " "})


def test_a_name_is_one_line_and_no_markup() -> None:
    names = {1: "Ann\n<b>"}
    assert "<v Ann &lt;b&gt;>Do you" in TALK.to_text("vtt", names=names)
    assert lines(TALK, names=names)[0] == "Ann ‹b›: Do you hear me?"


def test_a_long_name_leaves_no_line_too_wide() -> None:
    shown = by_srt(TALK.to_text("srt", names={1: "The Honourable Member for Weston-super-Mare and the Islands"}))
    assert max(len(line) for one in shown for line in one.lines) <= 42
    assert " ".join(line for one in shown for line in one.lines).endswith("Do you hear me? Speaker 2: I do. Good.")
