"""Transcripts to read: paragraphs, Markdown, sentences, and what is found in them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from results.subtitles import words
from results.test_any_result import monologues
from results.test_saving import spoken
from results.test_subtitles import phrase, timed
from speechtotext import InvalidArgument, TranscriptionResult, TranscriptOptions

SECOND = timedelta(seconds=1)


def of(*phrases: dict[str, Any]) -> TranscriptionResult:
    return TranscriptionResult.from_dict({"recognizedPhrases": list(phrases)})


MEETING = of(
    phrase("Shall we begin?", 0, 1.5, speaker=1),
    phrase("I think so.", 2, 3, speaker=1),
    phrase("Yes.", 3.5, 4, speaker=2),
    phrase("The first point is the budget.", 9, 12, speaker=2),
)


def test_a_paragraph_begins_with_a_speaker_or_after_a_pause() -> None:
    assert MEETING.to_text("txt", speakers=True) == (
        "Speaker 1: Shall we begin? I think so.\n\nSpeaker 2: Yes.\n\nSpeaker 2: The first point is the budget.\n"
    )


def test_how_long_a_pause_is_can_be_chosen() -> None:
    assert MEETING.to_text("txt", paragraph_pause=10).count("\n\n") == 1
    assert MEETING.to_text("txt", paragraph_pause=0.25).count("\n\n") == 3


def test_the_time_of_a_paragraph_is_that_of_its_beginning() -> None:
    assert MEETING.to_text("txt", times=True).splitlines()[4] == "[00:00:09.000] The first point is the budget."


def test_who_is_spoken_into_begins_no_paragraph_after_a_pause_that_was_none() -> None:
    long, short = phrase("I went on and on.", 0, 9), phrase("Yes.", 1, 1.5)
    assert of(long, short, phrase("And then?", 10, 11)).to_text("txt") == "I went on and on. Yes. And then?\n"


def test_japanese_phrases_follow_each_other_without_a_space() -> None:
    assert spoken((0, 1, "おはよう。"), (1.5, 3, "元気？")).to_text("txt") == "おはよう。元気？\n"


def test_markdown_tells_speakers_in_bold_where_they_were_told_apart() -> None:
    assert MEETING.to_text("md").startswith("**Speaker 1:** Shall we begin? I think so.\n\n**Speaker 2:** Yes.\n")
    assert MEETING.to_text("md", names={1: "Ann"}, times=True).startswith("[00:00:00.000] **Ann:** Shall we begin?")
    assert MEETING.to_text("md", speakers=False).startswith("Shall we begin?")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*no* _yes_ `x` [a](b) <b> a|b ~c~", r"\*no\* \_yes\_ \`x\` \[a\](b) \<b\> a\|b \~c\~"),
        ("a & b &amp; \\ $x$", r"a \& b \&amp; \\ \$x\$"),
        ("# one", r"\# one"),
        ("- one", r"\- one"),
        ("12. one", r"12\. one"),
        ("3) one", r"3\) one"),
        ("3.5 and #1", "3.5 and #1"),
    ],
)
def test_what_markdown_takes_for_markup_is_escaped(text: str, written: str) -> None:
    assert spoken((0, 1, text)).to_text("md") == f"{written}\n"


def test_sentences_have_the_times_of_their_words() -> None:
    display = timed(
        "displayText", ("Wait,", 1, 1.5), ("please.", 1.5, 2), ("Dr.", 4, 4.5), ("Lee", 4.5, 5), ("ran.", 5, 6)
    )
    found = of(phrase("Wait, please. Dr. Lee ran.", 1, 6, speaker=2, displayWords=display)).sentences()
    assert [(one.text, one.offset / SECOND, one.end / SECOND, one.speaker) for one in found] == [
        ("Wait, please.", 1, 2, 2),
        ("Dr. Lee ran.", 4, 6, 2),
    ]


def test_a_sentence_goes_on_in_the_next_phrase_of_its_speaker() -> None:
    said = [
        phrase("I would like to", 0, 2, speaker=1),
        phrase("order two chairs.", 2.5, 4, speaker=1),
        phrase("Which", 5, 6, speaker=1),
        phrase("red ones?", 6, 7, speaker=2),
    ]
    assert [one.text for one in of(*said).sentences()] == ["I would like to order two chairs.", "Which", "red ones?"]


def test_sentences_of_other_scripts_end_with_their_own_marks() -> None:
    assert [one.text for one in spoken((0, 5, "おはよう。「元気？」はい！")).sentences()] == [
        "おはよう。",
        "「元気？」",
        "はい！",
    ]
    assert [one.text for one in spoken((0, 5, "यह ठीक है। और वह?")).sentences()] == ["यह ठीक है।", "और वह?"]


@settings(deadline=None)
@given(monologues())
def test_sentences_hold_all_words_in_order(result: TranscriptionResult) -> None:
    found = result.sentences()
    assert words(*(one.text for one in found)) == words(*(phrase.text for phrase in result.phrases))
    assert all(one.offset <= after.offset for one, after in pairwise(found))


def test_a_word_is_found_with_its_phrase_and_its_time() -> None:
    display = timed("displayText", ("Where", 1, 1.5), ("is", 1.5, 2), ("Anna?", 2.5, 3))
    (found,) = of(phrase("Where is Anna?", 1, 3, displayWords=display), phrase("Here.", 4, 5)).search("anna")
    assert (found.text, found.offset / SECOND, found.end / SECOND) == ("Anna?", 2.5, 3)
    assert found.phrase.text == "Where is Anna?"


def test_all_that_is_said_is_found_by_time() -> None:
    found = of(phrase("No, no.", 4, 5), phrase("Not now.", 0, 1)).search("NO")
    assert [(one.text, one.phrase.offset / SECOND) for one in found] == [
        ("Not", 0),
        ("now.", 0),
        ("No,", 4),
        ("no.", 4),
    ]
    assert [one.text for one in of(phrase("No, no. Not now.", 0, 1)).search("no", whole_words=True)] == ["No,", "no."]


def test_several_words_are_found_together() -> None:
    (found,) = spoken((0, 4, "Good morning,  dear Anna.")).search("morning, DEAR")
    assert found.text == "morning, dear"


@pytest.mark.parametrize(
    ("text", "wanted"), [("Straße 5", "STRASSE"), ("ＡＢＣ商事", "abc"), ("確認しましょう", "しまし")]
)
def test_letters_are_found_however_they_are_written(text: str, wanted: str) -> None:
    assert len(spoken((0, 1, text)).search(wanted)) == 1


def test_an_echo_is_found_once() -> None:
    echo = of(*(phrase("Hello?", 0, 1, channel=channel) for channel in (0, 1)))
    assert len(echo.search("hello")) == len(echo.sentences()) == 1
    assert len(echo.search("hello", channel=1)) == 1


def test_nothing_cannot_be_searched_for() -> None:
    with pytest.raises(InvalidArgument, match=r"^The text to search for is empty: give one or more words\.$"):
        MEETING.search(" ")


def test_options_are_given_together_or_one_by_one() -> None:
    options = TranscriptOptions(speakers=True, names={1: "Ann"}, paragraph_pause=60)
    assert MEETING.to_text("txt", options=options).startswith("Ann: Shall we begin?")
    assert MEETING.to_text("txt", options=options, speakers=False).startswith("Shall we begin?")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"columns": 3}, "Invalid columns 3: use a whole number from 4 to 1000."),
        ({"lines": 0}, "Invalid lines 0: use a whole number from 1 to 10."),
        ({"max_seconds": 0}, "Invalid max_seconds 0: use a number from 0.5 to 3600."),
        ({"min_seconds": -1}, "Invalid min_seconds -1: use a number from 0 to 60."),
        ({"min_seconds": 5, "max_seconds": 4}, "min_seconds 5 is more than max_seconds 4."),
        ({"characters_per_second": 0}, "Invalid characters_per_second 0: use a number from 1 to 1000."),
        ({"paragraph_pause": -1}, "Invalid paragraph_pause -1: use a number from 0 to 3600."),
        ({"style": "ebu"}, "Invalid style 'ebu': use one of bbc, netflix."),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        TranscriptOptions(**options)
    assert str(caught.value) == said
