"""The size of subtitles, how long they are shown, and the guidelines that say so."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from results.subtitles import Shown, by_srt, by_webvtt, words
from results.test_any_result import crowds, monologues
from results.test_saving import spoken
from results.test_subtitles import SEVEN_SENTENCES
from speechtotext import TranscriptionResult

FORTY = "Nobody has told me anything about tests."
TEXT = "This morning somebody from the office has been trying to reach me about the results of a test."


def shown(*phrases: tuple[float, float, str], **options: Any) -> list[Shown]:
    return by_srt(spoken(*phrases).to_text("srt", **options))


def widths(subtitles: list[Shown]) -> list[int]:
    return [wcswidth(line) for one in subtitles for line in one.lines]


def seconds(subtitles: list[Shown]) -> list[float]:
    return [(one.end - one.start) / 1000 for one in subtitles]


SIZES = st.fixed_dictionaries(
    {},
    optional={
        "columns": st.integers(4, 60),
        "lines": st.integers(1, 4),
        "max_seconds": st.floats(1, 20),
        "min_seconds": st.floats(0, 1),
        "characters_per_second": st.floats(5, 30),
    },
)


@settings(deadline=None)
@given(monologues(), SIZES)
def test_one_voice_is_shown_in_order_in_any_size(result: TranscriptionResult, size: dict[str, Any]) -> None:
    subtitles = by_srt(result.to_text("srt", **size))
    check_size(subtitles, size)
    assert words(*(line for one in subtitles for line in one.lines)) == words(*(one.text for one in result.phrases))


@settings(deadline=None)
@given(crowds(), SIZES)
def test_many_voices_are_shown_one_at_a_time_in_any_size(result: TranscriptionResult, size: dict[str, Any]) -> None:
    subtitles = by_webvtt(result.to_text("vtt", **size))
    check_size(subtitles, size)
    said = words(*(phrase.text for phrase in result.phrases))
    assert sorted(words(*(line for one in subtitles for line in one.lines))) == sorted(said)


def check_size(subtitles: list[Shown], size: dict[str, Any]) -> None:
    longest = size.get("max_seconds", 7)
    assert all(one.end <= after.start for one, after in pairwise(subtitles))
    assert all(0 < time <= longest + 0.001 for time in seconds(subtitles))
    assert all(1 <= len(one.lines) <= size.get("lines", 2) for one in subtitles)
    assert all(width <= size.get("columns", 42) for width in widths(subtitles))


def test_lines_are_as_long_as_is_asked_for() -> None:
    assert widths(shown((0, 3, FORTY))) == [40]
    assert 15 < max(widths(shown((0, 6, TEXT), columns=20))) <= 20


def test_the_columns_of_wide_characters_are_two() -> None:
    text = "我们要谈的是人工智能在医疗领域的"
    assert widths(shown((0, 4, text))) == [32]
    assert len(widths(shown((0, 4, text), columns=31))) == 2


def test_a_subtitle_has_as_many_lines_as_is_asked_for() -> None:
    assert [len(one.lines) for one in shown((0, 6, TEXT), lines=3)] == [3]
    assert {len(one.lines) for one in shown((0, 6, TEXT), lines=1)} == {1}


def test_three_lines_are_of_about_the_same_length() -> None:
    (one,) = shown((0, 6, TEXT), lines=3)
    assert max(widths([one])) - min(widths([one])) <= 10


def test_a_subtitle_is_shown_no_longer_than_is_asked_for() -> None:
    assert max(seconds(shown((0, 60, SEVEN_SENTENCES), max_seconds=3))) <= 3
    assert seconds(shown((0, 30, "Hmm."), max_seconds=12)) == [12]


def test_a_subtitle_is_shown_at_least_as_long_as_is_asked_for_where_there_is_room() -> None:
    assert seconds(shown((0, 0.2, "Yes."), (9, 9.2, "No."), min_seconds=2.5)) == [2.5, 2.5]
    assert seconds(shown((0, 0.2, "Yes."), min_seconds=0.5)) == [0.5]
    assert shown((0, 0.2, "Yes."), (1.5, 4, "No, it is not."), min_seconds=4)[0].end <= 1500


def test_fast_speech_stays_to_be_read_where_there_is_room() -> None:
    fast = (0, 1, "So fast that nobody can read it at all.")
    assert seconds(shown(fast)) == [1]
    assert seconds(shown(fast, characters_per_second=13)) == [3]
    assert seconds(shown(fast, (2.5, 4, "Really?"), characters_per_second=13))[0] == 2.5
    assert seconds(shown(fast, characters_per_second=13, max_seconds=2)) == [2]


def test_the_style_of_netflix() -> None:
    text = "So fast that nobody at all can read it."
    (one,) = shown((0, 1, text), style="netflix")
    assert one.end == round(1000 * len(text) / 17)
    assert seconds(shown((0, 0.2, "Yes."), style="netflix")) == [0.833]
    for text, lines in (("きょうはとてもよいてんき。", 1), ("きょうはとてもよいてんきです。", 2)):
        assert len(shown((0, 4, text), style="netflix")[0].lines) == lines


def test_the_style_of_the_bbc() -> None:
    assert widths(shown((0, 3, FORTY), style="bbc")) == [18, 21]
    assert seconds(shown((0, 1, "x" * 30), style="bbc")) == [2]


def test_a_figure_of_ones_own_wins_over_that_of_the_style() -> None:
    assert widths(shown((0, 3, FORTY), style="bbc", columns=42)) == [40]
    assert seconds(shown((0, 1, "x" * 30), style="bbc", characters_per_second=10)) == [3]


@pytest.mark.parametrize("format", ["srt", "vtt"])
def test_the_size_is_that_of_every_format(format: Any, tmp_path: Any) -> None:
    result = spoken((0, 6, TEXT))
    result.save(tmp_path / f"call.{format}", columns=20)
    assert (tmp_path / f"call.{format}").read_text() == result.to_text(format, columns=20)
