"""Speech that was recorded on several channels: an echo, or the same sound on both."""

from __future__ import annotations

from collections.abc import Iterable

from .phrases import TICKS_PER_MILLISECOND, Phrase, by_time

# How far apart the starts and the ends of the same speech are on two channels, at most.
_APART = 1000 * TICKS_PER_MILLISECOND


def without_repetitions(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Return the phrases by time, without those that another channel has said already.

    Phrases of two channels are the same speech if they have the same letters and digits, overlap, and begin and end at
    most a second apart. The one that begins first is kept; of two that begin together, the one of the lower channel.
    Each stands for one of every other channel, so that words that are said twice stay.
    """
    kept: list[Phrase] = []
    # By their letters, the phrases that were kept, each with the channels on which it was found.
    found: dict[str, list[tuple[Phrase, set[int | None]]]] = {}
    for phrase in by_time(sorted(phrases, key=lambda phrase: phrase.channel or 0)):
        letters = "".join(filter(str.isalnum, phrase.text.casefold()))
        same = found.setdefault(letters, [])
        same[:] = [entry for entry in same if phrase.offset_in_ticks - entry[0].offset_in_ticks <= _APART]
        channels = next(
            (channels for other, channels in same if phrase.channel not in channels and _is_one_time(other, phrase)),
            None,
        )
        if letters and channels is not None:
            channels.add(phrase.channel)
        else:
            same.append((phrase, {phrase.channel}))
            kept.append(phrase)
    return kept


def _is_one_time(first: Phrase, second: Phrase) -> bool:
    """Return whether two phrases overlap and end at most so far apart; they begin so."""
    if not (first.has_times and second.has_times):
        return False
    ends = (phrase.offset_in_ticks + phrase.duration_in_ticks for phrase in (first, second))
    first_end, second_end = ends
    return second.offset_in_ticks < first_end and abs(first_end - second_end) <= _APART
