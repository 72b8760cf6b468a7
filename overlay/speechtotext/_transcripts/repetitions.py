"""Speech that was recorded on several channels: an echo, or the same sound on both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, normalize

from .phrases import TICKS_PER_MILLISECOND, Phrase, by_time

# How far apart the starts and the ends of the same speech are on two channels, at most.
_APART = 1000 * TICKS_PER_MILLISECOND

# What may be punctuation, and where it is none: the sign of a number, within a number or a word, in "C#" and "5%".
_NO_LETTER = re.compile(r"[\W_]")
_NO_PUNCTUATION = re.compile(r"(?<![^\W\d])-(?=[^\w\s]?\d)|(?<=\d)[.,:](?=\d)|(?<=[^\W\d])'(?=[^\W\d])|[#%&@*/\\‰§]")
_SAME_SIGNS = str.maketrans("’–−", "'--")


def without_repetitions(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Return the phrases by time, without those that another channel has said already.

    Phrases of two channels are the same speech if they have the same letters, digits and signs but for sentence
    punctuation, overlap, and begin and end at most a second apart; so are several that follow each other, where the
    service has divided the speech of two channels at other places. Those of the channel that begins first are kept; if
    they begin together, those of the lower channel. Each stands for one of every other channel, so that words that are
    said twice stay. Phrases without times are kept.
    """
    ordered = by_time(sorted(phrases, key=lambda phrase: phrase.channel or 0))
    if len({phrase.channel for phrase in ordered}) < 2:
        return ordered
    timed = [index for index, phrase in enumerate(ordered) if phrase.has_times]
    repeated = {timed[index] for index in _repeated([ordered[index] for index in timed])}
    return [phrase for index, phrase in enumerate(ordered) if index not in repeated]


def _repeated(ordered: list[Phrase]) -> set[int]:
    """Return which of the phrases, by time, another channel has said already."""
    channels = _Channels(ordered)
    repeated: set[int] = set()
    for first, phrase in enumerate(ordered):
        if first in repeated:
            continue
        answered = {phrase.channel}
        for second in range(first + 1, len(ordered)):
            other = ordered[second]
            if other.offset_in_ticks - phrase.offset_in_ticks > _APART:
                break
            if other.channel not in answered and second not in repeated:
                same = channels.same_speech(first, second)
                if same and repeated.isdisjoint(same):
                    repeated.update(same)
                    answered.add(other.channel)
    return repeated


class _Channels:
    """Phrases by time, each with the one that follows it on its own channel."""

    def __init__(self, ordered: list[Phrase]) -> None:
        self._ordered = ordered
        self._next: list[int | None] = [None] * len(ordered)
        self._letters: dict[int, str] = {}
        latest: dict[int | None, int] = {}
        for index, phrase in enumerate(ordered):
            if phrase.channel in latest:
                self._next[latest[phrase.channel]] = index
            latest[phrase.channel] = index

    def same_speech(self, first: int, second: int) -> list[int]:
        """Return the phrases that repeat, from the second one on, what is said from the first one on; else none."""
        runs = [first], [second]
        said = [self._letters_of(first), self._letters_of(second)]
        while said[0] != said[1]:
            shorter = int(len(said[1]) < len(said[0]))
            after = self._next[runs[shorter][-1]]
            if after is None or not said[shorter] or not said[1 - shorter].startswith(said[shorter]):
                return []
            runs[shorter].append(after)
            said[shorter] += self._letters_of(after)
        together = self._end(runs[0]) > self._ordered[second].offset_in_ticks
        return runs[1] if said[0] and together and abs(self._end(runs[0]) - self._end(runs[1])) <= _APART else []

    def _letters_of(self, index: int) -> str:
        if index not in self._letters:
            self._letters[index] = _without_punctuation(self._ordered[index].text)
        return self._letters[index]

    def _end(self, run: list[int]) -> float:
        last = self._ordered[run[-1]]
        return last.offset_in_ticks + last.duration_in_ticks


def _without_punctuation(text: str) -> str:
    """Return the letters and digits of a text with their marks, and the signs that change what it says."""
    folded = normalize("NFC", text.casefold()).translate(_SAME_SIGNS)

    def kept(sign: re.Match[str]) -> str:
        is_said = category(sign[0])[0] in "MS" or _NO_PUNCTUATION.match(folded, sign.start())
        return sign[0] if is_said else ""

    return _NO_LETTER.sub(kept, folded)
