"""What holds for all results and all files, whatever is in them."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth

from results.subtitles import BRACKETS, MARKS, Shown, by_srt, by_webvtt
from speechtotext import FileError, TranscriptionResult

TICKS = 10_000_000
LETTERS = ["👍🏽", "👨‍👩‍👧‍👦", "🇵🇱", "🇩🇪", "e\u0301", "ก็", "क्षि"]
WORDS = st.one_of(
    st.sampled_from(["Yes.", "well,", "I", "internationalisation", "Mr.", "co-operation", "–", "3.5", "<b>", "&amp;"]),
    st.text("abcdefghij.,", min_size=1, max_size=60),
    st.text("今日はいい天気ですねっー。、「」『』（）ャ", min_size=1, max_size=50),
    st.text("สวัสดีครับวันนี้เราจะำ", min_size=1, max_size=50),
    st.text("שלוםכלאדמ", min_size=1, max_size=8),
    st.text("مرحبابكم،؟", min_size=1, max_size=8),
    st.text("한국어문장", min_size=1, max_size=8),
    st.lists(st.sampled_from(LETTERS), min_size=1, max_size=30).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)


@st.composite
def timed_words(draw: st.DrawFn, text: str, start: float, duration: float) -> list[dict[str, Any]]:
    """The words of a text with their times, some of them left out."""
    spoken = [word for word in text.split() if draw(st.integers(0, 9))]
    step = duration / max(len(spoken), 1)
    return [
        {"word": word.lower(), "displayText": word, "offsetInTicks": start + number * step, "durationInTicks": step}
        for number, word in enumerate(spoken)
    ]


@st.composite
def phrases(draw: st.DrawFn, start: float, duration: float, several: bool) -> dict[str, Any]:
    """A phrase, with or without words, of one voice or several."""
    text = draw(TEXTS)
    kinds = draw(st.sets(st.sampled_from(["words", "displayWords"])))
    return {
        "offsetInTicks": start,
        "durationInTicks": duration,
        "channel": draw(st.integers(0, 1)) if several else 0,
        "speaker": draw(st.none() | st.integers(1, 3)) if several else None,
        "nBest": [{"display": text, **{kind: draw(timed_words(text, start, duration)) for kind in sorted(kinds)}}],
    }


@st.composite
def monologues(draw: st.DrawFn) -> TranscriptionResult:
    """One voice, phrase after phrase."""
    now, said = 0.0, []
    for _ in range(draw(st.integers(0, 6))):
        now += draw(st.floats(0, 5)) * TICKS
        duration = draw(st.floats(0, 40)) * TICKS
        said.append(draw(phrases(now, duration, several=False)))
        now += duration
    return TranscriptionResult.from_dict({"recognizedPhrases": said})


@st.composite
def crowds(draw: st.DrawFn) -> TranscriptionResult:
    """Many voices at any time, in any order, with times that make no sense; none says the same as another."""
    times = st.lists(st.tuples(st.floats(-5, 60), st.floats(-5, 40)), max_size=8)
    said = [draw(phrases(start * TICKS, duration * TICKS, several=True)) for start, duration in draw(times)]
    for number, phrase in enumerate(said):
        phrase["nBest"][0]["display"] = f"№{number} {phrase['nBest'][0]['display']}"
    return TranscriptionResult.from_dict({"recognizedPhrases": said})


def check_layout(shown: list[Shown]) -> None:
    """Subtitles are in order, one at a time, for no longer than 7 seconds, in no more than two lines of 42 columns."""
    assert all(0 < one.end - one.start <= 7000 for one in shown)
    assert all(one.end <= after.start for one, after in pairwise(shown))
    assert all(1 <= len(one.lines) <= 2 for one in shown)
    assert all(line and wcswidth(line) <= 42 for one in shown for line in one.lines)


def letters(*texts: str) -> list[str]:
    """What readers take for the letters of texts, without spaces."""
    plain = [MARKS.sub("", text).translate(BRACKETS) for text in texts]
    return [letter for text in plain for word in text.split() for letter in iter_graphemes(word)]


# Who speaks, as the text of a subtitle tells it.
LABEL = re.compile(r"(?<!\S)(?:(?:Channel 0|Hall), )?(?:Channel 0|Hall|Ann|Speaker [23]):(?!\S)")

unhurried = settings(deadline=None)


@unhurried
@given(monologues())
def test_the_subtitles_of_one_voice_hold_its_words_in_order_and_part_no_letter(result: TranscriptionResult) -> None:
    for shown in (by_srt(result.to_text("srt")), by_webvtt(result.to_text("vtt"))):
        check_layout(shown)
        lines = [line for one in shown for line in one.lines]
        assert letters(*lines) == letters(*(phrase.text for phrase in result.phrases))


@unhurried
@given(crowds())
def test_the_subtitles_of_many_voices_hold_all_that_is_said(result: TranscriptionResult) -> None:
    shown = by_webvtt(result.to_text("vtt"))
    check_layout(shown)
    unlabelled = by_srt(result.to_text("srt", speakers=False))
    assert [(one.start, one.end) for one in unlabelled] == [(one.start, one.end) for one in shown]
    said = Counter(letter for phrase in result.phrases for letter in letters(phrase.text))
    assert Counter(letter for one in shown for letter in letters(*one.lines)) == said


@unhurried
@given(crowds(), st.none() | st.integers(0, 1))
def test_srt_that_tells_who_speaks_holds_all_that_is_said_and_a_name_at_each_change(
    result: TranscriptionResult, channel: int | None
) -> None:
    phrases = [phrase for phrase in result.phrases if channel in (None, phrase.channel)]
    if channel is not None and not phrases and result.phrases:
        return
    shown = by_srt(result.to_text("srt", speakers=True, channel=channel, names={1: "Ann", "Channel 1": "Hall"}))
    check_layout(shown)
    text = " ".join(line for one in shown for line in one.lines)
    spoken, names = LABEL.sub(" ", text), LABEL.findall(text)
    said = Counter(letter for phrase in phrases for letter in letters(phrase.text))
    assert Counter(letters(spoken)) == said
    several = len({phrase.channel for phrase in phrases}) > 1 or channel == 1
    voices = {(phrase.channel, phrase.speaker) for phrase in phrases}
    assert len(set(names)) == len({voice for voice in voices if several or voice[1] is not None})
    if several or (None not in {speaker for _, speaker in voices}):
        assert all(before != after for before, after in pairwise(names))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
CHANCES = st.integers(0, 500)


def nearly(expected: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mostly what is expected; at times null, or anything."""
    return CHANCES.flatmap(lambda chance: (JSON, st.none(), expected)[min(chance, 2)])


@st.composite
def members(draw: st.DrawFn, /, **expected: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Mostly all of these members, nearly as expected."""
    return {name: draw(nearly(member)) for name, member in expected.items() if draw(CHANCES)}


NUMBERS = st.integers(0, 10**8)
ANY_NUMBERS = NUMBERS | NUMBERS.map(float) | st.floats(-1e15, 1e15)
TIMES = {
    "offset": st.sampled_from(["PT0.76S", "PT1H2M3.1234567S", "P1D", "-PT1S", "PT", "P1Y"]),
    "duration": st.sampled_from(["PT1S", "", "PT1M"]),
    **dict.fromkeys(("offsetInTicks", "durationInTicks", "offsetMilliseconds", "durationMilliseconds"), ANY_NUMBERS),
}
SOME_WORD = members(word=WORDS, displayText=WORDS, text=WORDS, confidence=NUMBERS, **TIMES)
SOME_WORDS = st.lists(nearly(SOME_WORD), max_size=2)
SOME_BEST = members(display=TEXTS, itn=TEXTS, lexical=TEXTS, words=SOME_WORDS, displayWords=SOME_WORDS)
SOME_PHRASE = members(
    nBest=st.lists(nearly(SOME_BEST), max_size=2), text=TEXTS, words=SOME_WORDS, speaker=NUMBERS, **TIMES
)
SOME_PHRASES = st.lists(nearly(SOME_PHRASE), min_size=1, max_size=3)
SOME_FILE = members(
    recognizedPhrases=SOME_PHRASES,
    phrases=SOME_PHRASES,
    combinedRecognizedPhrases=st.lists(nearly(members(channel=NUMBERS, display=TEXTS)), max_size=2),
    combinedPhrases=st.lists(nearly(members(channel=NUMBERS, text=TEXTS)), max_size=2),
    timestamp=st.sampled_from(["2025-02-11T16:20:01.1234567Z", "2025-02-11T16:20:01"]),
    source=st.text(),
    **TIMES,
)


def use(data: bytes) -> None:
    """Read what may be a result, and do with it all that can be done."""
    try:
        result = TranscriptionResult.from_bytes(data)
    except FileError as error:
        assert str(error).startswith("The data cannot be read as a transcription result: ")
        return
    for phrase in result.phrases:
        for timed in (phrase, *phrase.words, *phrase.display_words):
            assert timed.end == timed.offset + timed.duration
    rows = result.to_rows()
    if any(row["start"] is None and row["text"] for row in rows):
        with pytest.raises(FileError, match="has no times"):
            result.to_text("vtt")
    else:
        check_layout(by_webvtt(result.to_text("vtt")))
    assert result.to_text("txt", speakers=True, times=True).count("\n") <= 2 * len(rows)
    assert result.to_text("md").count("\n") <= 2 * len(rows)
    assert len(result.sentences()) >= bool(result.to_text("txt"))
    assert len(rows) == (len(result.phrases) or sum(bool(channel.text) for channel in result.channels))
    assert result.raw == data
    assert str(result.duration) in repr(result)
    assert result.text.count("\n") >= len(result.channels) - 1


@given(JSON)
def test_any_json_is_a_result_or_none(content: Any) -> None:
    use(json.dumps(content).encode())


@unhurried
@given(SOME_FILE)
def test_a_file_with_some_faults_is_a_result_or_none(content: Any) -> None:
    use(json.dumps(content).encode())


FILE = b'{"recognizedPhrases": [{"offsetInTicks": 0, "durationInTicks": 10000000.0, "nBest": [{"display": "Yes."}]}]}'


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """A file of which a stretch is lost, or something else."""
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(FILE))] * 2)))
    return FILE[:first] + draw(st.binary(max_size=3)) + FILE[last:]


@given(st.binary() | damaged_files())
@example(FILE)
@example(b'{"recognizedPhrases": ' + b"[" * 100_000)
@example(b'\xef\xbb\xbf{"recognizedPhrases": []}')
@example(b'{"recognizedPhrases": [], "source": "\xff"}')
@example(b'{"recognizedPhrases": [], "source": "\\ud800"}')
@example(b'{"recognizedPhrases": [], "durationInTicks": 1e999}')
def test_any_bytes_are_a_result_or_none(data: bytes) -> None:
    use(data)
