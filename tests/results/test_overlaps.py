"""Subtitles of people who speak at once, and of speech that several channels hold."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from results.test_subtitles import phrase, voices
from speechtotext import TranscriptionResult

SPANS = st.tuples(st.integers(0, 20_000), st.integers(0, 7000)).map(lambda span: (span[0], span[0] + span[1]))


def overlap(number: int, spans: list[tuple[int, int]]) -> int:
    """How many milliseconds of a span are in others, too."""
    start, end = spans[number]
    others = [other for index, other in enumerate(spans) if index != number]
    return sum(any(begins <= now < ends for begins, ends in others) for now in range(start, end))


@settings(deadline=None)
@given(st.lists(SPANS, min_size=1, max_size=12))
def test_no_subtitle_is_later_than_its_speech_ends_plus_the_overlap(spans: list[tuple[int, int]]) -> None:
    said = [phrase(str(number), start / 1000, end / 1000, speaker=number) for number, (start, end) in enumerate(spans)]
    shown = voices(*said)
    assert sorted(int(text) for *_, text in shown) == list(range(len(spans)))
    for start, end, _, text in shown:
        begins, ends = spans[int(text)]
        assert begins <= start < end <= max(ends + overlap(int(text), spans), begins + 1000)
    assert all(one[1] <= after[0] for one, after in pairwise(shown))


def test_a_short_file_of_two_who_speak_at_once_ends_with_its_speech() -> None:
    both = [phrase(f"{n} of {who}.", n * 0.6, n * 0.6 + 0.6, channel=who) for n in range(20) for who in (0, 1)]
    shown = voices(*both)
    assert len(shown) == 40
    assert shown[-1][1] == 12_600
    assert all(start < 600 * int(text.split()[0]) + 1200 for start, _, _, text in shown)


def test_a_remark_within_a_long_sentence_is_not_held_back() -> None:
    shown = voices(phrase("I went on and on.", 0, 7, speaker=1), phrase("Yes.", 1, 1.4, speaker=2))
    assert [(start, text) for start, _, _, text in shown] == [(0, "I went on and on."), (1500, "Yes.")]


def test_the_same_sound_on_both_channels_is_shown_once_and_as_of_no_channel() -> None:
    said = [phrase("Good morning.", start, start + 2, channel=channel) for channel in (0, 1) for start in (0, 5, 10)]
    assert voices(*said) == [(start, start + 2000, None, "Good morning.") for start in (0, 5000, 10_000)]


def test_an_echo_is_shown_once_and_as_of_who_spoke_first() -> None:
    said = [
        phrase("Do you hear me?", 0.4, 2.4, channel=1),
        phrase("do you hear me", 0.8, 2.9, channel=0),
        phrase("I do.", 4, 5, channel=0),
    ]
    assert voices(*said) == [(400, 2400, "Channel 1", "Do you hear me?"), (4000, 5000, "Channel 0", "I do.")]


def test_an_echo_that_is_divided_at_other_places_is_shown_once() -> None:
    said = [
        phrase("Good morning.", 0, 1, channel=0),
        phrase("Do you hear me? I do not hear you.", 1.2, 4, channel=0),
        phrase("good morning do you hear me", 0.3, 2.5, channel=1),
        phrase("I do not", 2.7, 3.2, channel=1),
        phrase("hear you", 3.4, 4.2, channel=1),
        phrase("At last!", 5, 6, channel=1),
    ]
    result = TranscriptionResult.from_dict({"recognizedPhrases": said})
    assert result.to_text("txt") == "Good morning. Do you hear me? I do not hear you.\n\nAt last!\n"


NOT_ALIKE: dict[str, list[dict[str, Any]]] = {
    "one answers the other": [phrase("Hello?", 0, 0.6, channel=0), phrase("Hello.", 0.7, 1.2, channel=1)],
    "other words": [phrase("Hello there.", 0, 1, channel=0), phrase("Hello.", 0, 1, channel=1)],
    "one ends later": [phrase("No", 0, 1, channel=0), phrase("No", 0, 2.5, channel=1)],
    "one begins later": [phrase("No", 0, 3, channel=0), phrase("No", 1.5, 3, channel=1)],
    "one channel": [phrase("No.", 0, 1, channel=0), phrase("No.", 0, 1, channel=0)],
    "two speakers of one channel": [phrase("No.", 0, 1, speaker=1), phrase("No.", 0, 1, speaker=2)],
    "the beginning alone": [phrase("Yes.", 0, 1, channel=0), phrase("Yes, sir.", 0, 1.5, channel=1)],
    "marks alone": [phrase("…", 0, 1, channel=0), phrase("?", 0, 1, channel=1)],
}


@pytest.mark.parametrize("said", NOT_ALIKE.values(), ids=NOT_ALIKE.keys())
def test_speech_that_is_not_the_same_is_shown_each_time(said: list[dict[str, Any]]) -> None:
    result = TranscriptionResult.from_dict({"recognizedPhrases": said})
    words = sum(len(one["nBest"][0]["display"].split()) for one in said)
    assert len(result.to_text("txt").split()) == words
    assert len(" ".join(text for *_, text in voices(*said)).split()) == words


def test_words_said_twice_on_each_of_two_channels_are_shown_twice() -> None:
    said = [phrase("No.", start, start + 0.5, channel=channel) for start in (0, 0.4) for channel in (0, 1)]
    assert TranscriptionResult.from_dict({"recognizedPhrases": said}).to_text("txt") == "No. No.\n"


def test_tables_and_phrases_keep_every_channel() -> None:
    said = [phrase("No.", 0, 1, channel=channel) for channel in (0, 1)]
    result = TranscriptionResult.from_dict({"recognizedPhrases": said})
    assert [row["channel"] for row in result.to_rows()] == [phrase.channel for phrase in result.phrases] == [0, 1]
