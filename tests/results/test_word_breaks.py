"""Lines of languages that put no space between words."""

from __future__ import annotations

from itertools import accumulate
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from results.subtitles import by_srt, words
from results.test_saving import spoken
from results.word_breaks import LANGUAGES, breaks, lines, sentences, without_the_extra

each_language = pytest.mark.parametrize("language", LANGUAGES)


def test_there_are_enough_sentences() -> None:
    assert len(LANGUAGES) == 6
    assert sum(len(sentences(language)) for language in LANGUAGES) >= 200


@each_language
def test_few_lines_break_inside_words(language: str) -> None:
    inside, count = breaks(language)
    with without_the_extra():
        former, former_count = breaks(language)
    assert inside / count <= 0.1 < former / former_count


@each_language
def test_no_line_begins_with_a_sign_of_the_letter_before_without_the_extra(language: str) -> None:
    with without_the_extra():
        found = [line for sentence in sentences(language) for line in lines(sentence, columns=6)[1:]]
    assert found
    for line in found:
        assert category(line[0])[0] != "M"
        # Burmese: a letter that ends the syllable before it. Khmer: a letter below the one before it.
        assert line[1:2] != "\u103a"
    assert not [line for line in found if line[-1] in "\u17d2\u1039"]


SYLLABLES = st.sampled_from(
    ["ကျ", "ကြာ", "ွန်", "တော်", "မိုး", "က္က", "ាំង", "ក្រ", "ខ្ញុំ", "ោះ", "ນ້ຳ", "ເຮືອ", "กำ", "เที่ยว", "で", "っ"]
)


@settings(deadline=None)
@given(st.lists(SYLLABLES, min_size=1, max_size=40).map("".join), st.booleans())
def test_signs_stay_with_their_letters_in_any_text(text: str, installed: bool) -> None:
    if installed:
        shown = by_srt(spoken((0, 20, text)).to_text("srt", columns=8))
    else:
        with without_the_extra():
            shown = by_srt(spoken((0, 20, text)).to_text("srt", columns=8))
    written = [line for one in shown for line in one.lines]
    assert words(*written) == words(text)
    assert all(category(line[0])[0] != "M" for line in written[1:])


def test_a_japanese_sentence_without_words_breaks_between_words() -> None:
    first, second = lines(["毎朝", "六時", "に", "起きて", "公園", "を", "走って", "います。"], columns=20)
    assert (first, second) == ("毎朝六時に起きて", "公園を走っています。")


def test_words_with_times_are_whole_without_the_extra() -> None:
    known = sentences("thai")[1]
    timed = [{"word": word, "offsetInTicks": place, "durationInTicks": 1} for place, word in enumerate(known)]
    with without_the_extra():
        result = spoken((0, 6, "".join(known)), nBest=[{"display": "".join(known), "words": timed}])
        found = [line for one in by_srt(result.to_text("srt", columns=16)) for line in one.lines]
    assert set(accumulate(map(len, found))) <= set(accumulate(map(len, known)))
