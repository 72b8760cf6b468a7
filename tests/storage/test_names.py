"""Patterns of names."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechtotext import InvalidArgument
from speechtotext.storage._names import Pattern

SEGMENTS = st.text("ab.]*?[!-^\\\n", max_size=6)


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("**", ["a", "a/b", "a/b/c.wav"], []),
        ("*", ["a", "a.wav", ".a"], ["a/b"]),
        ("*.wav", ["a.wav", ".wav"], ["a.WAV", "a/b.wav", "a.wavs"]),
        ("**/*.wav", ["a.wav", "a/b.wav", "a/b/c.wav"], ["a.mp3", "a.wav/b"]),
        ("a/**", ["a/b", "a/b/c"], ["a", "ab/c"]),
        ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["a/xb", "b"]),
        ("a**b", ["ab", "a/b", "axx/yb"], ["a", "ba"]),
        ("call-[0-9]?.wav", ["call-1a.wav"], ["call-a1.wav", "call-1/.wav"]),
        ("[!a]", ["b", "!"], ["a", "/", "bb"]),
        ("[]a]", ["]", "a"], ["b"]),
        ("[a", ["[a"], ["a"]),
        ("[b-a]", [], ["a", "b"]),
        ("a.b", ["a.b"], ["axb"]),
    ],
)
def test_what_a_pattern_matches(pattern: str, matching: list[str], others: list[str]) -> None:
    matches = Pattern(pattern).matches

    assert [name for name in matching if not matches(name)] == []
    assert [name for name in others if matches(name)] == []


@given(SEGMENTS.filter(lambda text: text and "**" not in text), SEGMENTS)
def test_within_a_level_patterns_are_those_of_fnmatch(pattern: str, name: str) -> None:
    assert Pattern(pattern).matches(name) == fnmatchcase(name, pattern)


@given(st.text("ab*?[]/", min_size=1, max_size=8), st.text("ab/", max_size=8))
def test_names_that_match_begin_with_the_literal(pattern: str, name: str) -> None:
    compiled = Pattern(pattern)

    assert not compiled.matches(name) or name.startswith(compiled.literal)


@pytest.mark.parametrize("pattern", ["", None, 1])
def test_what_is_no_pattern_is_refused(pattern: object) -> None:
    with pytest.raises(InvalidArgument, match="Invalid pattern"):
        Pattern(pattern)  # type: ignore[arg-type]
