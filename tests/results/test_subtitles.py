"""When subtitles come and go, and where they break."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from results.subtitles import Shown, by_pysubs2, by_srt, by_webvtt
from results.test_saving import spoken
from speechtotext import Alternative, Phrase, TranscriptionResult, Word

SECOND = 10_000_000
SEVEN_SENTENCES = " ".join(f"This is sentence number {number} of all." for number in range(7))


def shown(*phrases: tuple[float, float, str]) -> list[Shown]:
    """The subtitles of phrases given by their starts and ends in seconds, and what is said."""
    return by_srt(spoken(*phrases).to_text("srt"))


def times(subtitles: list[Shown]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in subtitles]


def lines(subtitles: list[Shown]) -> list[list[str]]:
    return [one.lines for one in subtitles]


def phrase(text: str, start: float, end: float, **more: Any) -> dict[str, Any]:
    """A phrase of a file."""
    times = {"offsetInTicks": start * SECOND, "durationInTicks": (end - start) * SECOND}
    best = {name: more.pop(name) for name in ("words", "displayWords") if name in more}
    return {**times, **more, "nBest": [{"display": text, **best}]}


def timed(name: str, *words: tuple[str, float, float]) -> list[dict[str, Any]]:
    return [
        {name: text, "offsetInTicks": start * SECOND, "durationInTicks": (end - start) * SECOND}
        for text, start, end in words
    ]


def voices(*phrases: dict[str, Any]) -> list[tuple[int, int, str | None, str]]:
    """Who is seen to say what, and when."""
    result = TranscriptionResult.from_dict({"recognizedPhrases": list(phrases)})
    return [(one.start, one.end, one.voice, " ".join(one.lines)) for one in by_webvtt(result.to_text("vtt"))]


def test_a_short_text_is_one_line_from_its_start_to_its_end() -> None:
    (one,) = shown((1.25, 3.5, "Good morning."))
    assert one == Shown(1250, 3500, ["Good morning."])


def test_a_moment_is_shown_for_a_second_where_there_is_room() -> None:
    assert times(shown((1, 1.2, "Yes."), (5, 5.2, "No."))) == [(1000, 2000), (5000, 6000)]


def test_moments_of_one_voice_are_shown_together() -> None:
    assert lines(shown((1, 1.3, "Yes."), (1.4, 3, "I think so."))) == [["Yes. I think so."]]


def test_nothing_is_shown_for_longer_than_seven_seconds() -> None:
    assert times(shown((0, 30, "Hmm."))) == [(0, 7000)]
    assert all(end - start <= 7000 for start, end in times(shown((0, 60, SEVEN_SENTENCES))))


def test_subtitles_break_after_sentences() -> None:
    text = "It was late and we were all tired. Nobody wanted to be the first to leave, though."
    assert lines(shown((0, 10, text))) == [
        ["It was late and we were all tired."],
        ["Nobody wanted to be the", "first to leave, though."],
    ]


def test_a_title_is_no_end_of_a_sentence() -> None:
    text = "This morning somebody from the office has been trying to reach Dr. Smith about the results of his test."
    assert [one.lines[-1].split()[-1] for one in shown((0, 7, text))] != ["Dr.", "test."]


def test_a_line_begins_with_no_mark_that_stands_alone() -> None:
    text = "Mais qu'est-ce que vous avez donc fait ! Il ne fallait surtout pas faire cela, voyons !"
    assert not [line for one in shown((0, 6, text)) for line in one.lines if line.startswith("!")]
    assert not [line for one in shown((0, 6, text.replace(" !", "\u00a0!"))) for line in one.lines if line[0] == "!"]


def test_words_appear_when_they_are_spoken() -> None:
    words = timed("displayText", ("Wait.", 1, 1.5), ("Now", 6, 6.4), ("go!", 6.5, 7))
    assert voices(phrase("Wait. Now go!", 1, 7, displayWords=words)) == [
        (1000, 2000, None, "Wait."),
        (6000, 7000, None, "Now go!"),
    ]


def test_words_that_are_spoken_otherwise_than_written_leave_the_times_of_the_others() -> None:
    first = timed("word", ("it", 0, 0.3), ("costs", 0.3, 1), ("twenty", 1, 2), ("three", 2, 3), ("euros", 3, 3.5))
    then = timed("word", ("today", 6, 6.5))
    assert voices(phrase("It costs 23 euros, today.", 0, 6.5, words=first + then)) == [
        (0, 3500, None, "It costs 23 euros,"),
        (6000, 7000, None, "today."),
    ]


def test_without_words_the_time_is_shared_by_length() -> None:
    first, second = "a" * 10 + ". ", "b" * 10 + "."
    assert times(shown((0, 12, first + second))) == [(0, 6000), (6000, 12000)]


def test_words_out_of_order_are_shown_in_the_order_of_the_text() -> None:
    words = timed("displayText", ("One", 5, 6), ("two", 2, 3), ("three", 6, 7))
    assert " ".join(text for *_, text in voices(phrase("One two three", 1, 7, displayWords=words))) == "One two three"


def test_a_speaker_does_not_share_a_subtitle() -> None:
    said = [phrase("Yes.", 0, 0.4, speaker=1), phrase("No.", 2, 2.4, speaker=2), phrase("Yes.", 4, 6, speaker=1)]
    assert voices(*said) == [
        (0, 1000, "Speaker 1", "Yes."),
        (2000, 3000, "Speaker 2", "No."),
        (4000, 6000, "Speaker 1", "Yes."),
    ]


def test_channels_are_merged_by_time_and_named_where_there_are_several() -> None:
    said = [phrase("Hello?", 0, 1, channel=0), phrase("Bye.", 4, 5, channel=0), phrase("Hi.", 2, 3, channel=1)]
    assert voices(*said) == [
        (0, 1000, "Channel 0", "Hello?"),
        (2000, 3000, "Channel 1", "Hi."),
        (4000, 5000, "Channel 0", "Bye."),
    ]
    assert voices(said[0]) == [(0, 1000, None, "Hello?")]


def test_who_is_spoken_into_keeps_half_of_the_time() -> None:
    assert voices(phrase("I said that I", 0, 6, speaker=1), phrase("No, listen", 1, 5, speaker=2)) == [
        (0, 3000, "Speaker 1", "I said that I"),
        (3000, 5000, "Speaker 2", "No, listen"),
    ]


def test_two_who_speak_at_once_for_an_hour_do_not_fall_behind() -> None:
    both = [phrase(f"Sentence {n} of {who}.", 4 * n, 4 * n + 4, speaker=who) for n in range(900) for who in (1, 2)]
    starts = [(start, text) for start, _, _, text in voices(*both)]
    assert all(0 <= start - 4000 * int(text.split()[1]) <= 2000 for start, text in starts)


def test_lines_of_wide_characters_are_shorter() -> None:
    subtitles = shown((0, 14, "我们要谈的是人工智能在医疗领域的应用以及它给医生和病人带来的变化还有很多别的问题"))
    assert max(len(line) for one in subtitles for line in one.lines) <= 16


def test_a_line_of_japanese_begins_with_no_mark_or_small_kana() -> None:
    text = "きょう、ちょっとだけ、「ニューヨーク」へいってきました。とっても、たのしかったですよ。"
    beginnings = {line[0] for end in range(1, 80) for one in shown((0, end, text)) for line in one.lines}
    assert beginnings & set("、。」ょっー") == set()


def test_thai_breaks_between_words_where_they_are_known() -> None:
    known = ["การ", "ท่องเที่ยว", "ใน", "ประเทศ", "ไทย", "ซึ่ง", "มี", "สถานที่", "สวยงาม", "มากมาย", "สำหรับ", "ทุก", "คน"]
    words = timed("word", *[(word, number, number + 1) for number, word in enumerate(known)])
    texts = [text.split() for *_, text in voices(phrase("".join(known), 0, 13, words=words))]
    beginnings = {"".join(known[:count]) for count in range(len(known))}
    written = [line for text in texts for line in text]
    assert len(written) > 1
    assert {"".join(written[:count]) for count in range(len(written))} <= beginnings


def test_a_word_longer_than_a_line_is_parted_between_letters() -> None:
    (one,) = shown((0, 3, "👨‍👩‍👧‍👦" * 24))
    assert one.lines == ["👨‍👩‍👧‍👦" * 16, "👨‍👩‍👧‍👦" * 8]


def test_a_right_to_left_line_that_begins_with_latin_is_marked_in_vtt_which_has_a_mark_that_can_be_seen() -> None:
    texts = ["Azure הוא שירות טוב מאוד", "זה Azure.", "Azure is good."]
    result = spoken(*((3 * number, 3 * number + 2, text) for number, text in enumerate(texts)))
    assert result.to_text("vtt").splitlines()[3::3] == [f"&rlm;{texts[0]}", *texts[1:]]
    assert result.to_text("srt").splitlines()[2::4] == texts


def test_markup_is_text() -> None:
    result = spoken((0, 3, "Is a < b && b > c? <i>No!</i> -->"))
    assert "\nIs a &lt; b &amp;&amp; b &gt; c? &lt;i&gt;No!&lt;/i&gt; --&gt;\n" in result.to_text("vtt")
    (one,) = by_srt(result.to_text("srt"))
    assert one.lines == ["Is a ‹ b && b › c? ‹i›No!‹/i› -->"]


def test_text_that_looks_like_a_tag_is_shown_by_players_of_srt_with_nothing_invisible_in_it() -> None:
    text = spoken((0, 3, "A <font color=red>red</font> > a < b or <b")).to_text("srt")
    assert text == "1\n00:00:00,000 --> 00:00:03,000\nA ‹font color=red›red‹/font› > a < b or <b\n\n"
    assert by_pysubs2(text)[0].lines == by_srt(text)[0].lines


def test_characters_that_are_not_to_be_seen_are_left_out() -> None:
    assert lines(shown((0, 1, "a\x00b\x1b\u2028c\r\n\r\nd"))) == [["ab c d"]]


def test_very_long_recordings_have_three_digits_of_hours() -> None:
    assert "\n123:00:00.000 --> 123:00:07.000\n" in spoken((442_800, 442_900, "Still here.")).to_text("vtt")


def test_phrases_made_by_hand_have_subtitles() -> None:
    best = Alternative(display="Hi.", words=(Word(text="hi", offset_in_ticks=SECOND, duration_in_ticks=SECOND),))
    made = Phrase(offset_in_ticks=0, duration_in_ticks=3 * SECOND, alternatives=(best,))
    result = replace(spoken((0, 1, "x")), phrases=(made,))
    assert by_srt(result.to_text("srt")) == [Shown(1000, 2000, ["Hi."])]
