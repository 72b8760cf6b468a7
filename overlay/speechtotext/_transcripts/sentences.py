"""Sentences and words of a transcript, with their times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest
from typing import Final
from unicodedata import category, normalize

from .phrases import TICKS_PER_MILLISECOND, Phrase, SearchMatch, Sentence
from .subtitles.division import ends_sentence
from .subtitles.line_breaks import Segment, joined_segments, segments_of

# No text is that wide: nothing is divided because of its width.
_ANY_WIDTH: Final = 10**9


def sentences_of(ordered: Sequence[Phrase]) -> Iterator[Sentence]:
    """Return the sentences of phrases, by time.

    A sentence ends with a mark that ends sentences, and with its phrase; it goes on in the next phrase of its speaker
    if it has no such mark and that phrase begins with a small letter.
    """
    held: list[Segment] = []
    for phrase, after in zip_longest(ordered, ordered[1:]):
        pieces = segments_of(phrase, _ANY_WIDTH)
        if held and pieces:
            pieces[0].spaced = True
        for piece, next_piece in zip_longest(pieces, pieces[1:]):
            held.append(piece)
            if next_piece is not None:
                ended = ends_sentence(piece.text) and not next_piece.text[0].islower()
            else:
                ended = ends_sentence(piece.text) or not _goes_on(phrase, after)
            if ended:
                yield _sentence(held, phrase)
                held = []


def _goes_on(phrase: Phrase, after: Phrase | None) -> bool:
    if after is None or after.has_times != phrase.has_times:
        return False
    same_voice = (after.channel, after.speaker) == (phrase.channel, phrase.speaker)
    return same_voice and after.text.lstrip()[:1].islower()


def _sentence(pieces: Sequence[Segment], phrase: Phrase) -> Sentence:
    offset, end = (time * TICKS_PER_MILLISECOND for time in (pieces[0].start, pieces[-1].end))
    return Sentence(
        offset_in_ticks=offset,
        duration_in_ticks=max(end - offset, 0),
        text=joined_segments(pieces),
        channel=phrase.channel,
        speaker=phrase.speaker,
        locale=phrase.locale,
        has_times=phrase.has_times,
    )


def matches_of(ordered: Sequence[Phrase], text: str, *, whole_words: bool) -> Iterator[SearchMatch]:
    """Return where a text is said, by time, whatever the case and the width of its letters.

    Args:
        ordered: the phrases, by time.
        text: the text to look for.
        whole_words: whether letters, digits and marks before or after it are no match.
    """
    wanted = _folded(" ".join(text.split()))
    for phrase in ordered:
        if wanted.split(" ", 1)[0] not in _folded(phrase.text):
            continue
        pieces = segments_of(phrase, _ANY_WIDTH)
        folded = [f" {_folded(piece.text)}" if piece.spaced else _folded(piece.text) for piece in pieces]
        said = "".join(folded)
        begins = list(accumulate(map(len, folded), initial=0))
        start = said.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if not (whole_words and _is_part(said, start, end)):
                # The space before a piece is the piece's own.
                first = bisect_right(begins, start) - 1
                last = bisect_right(begins, end - 1) - 1
                yield _match(pieces[first : last + 1], phrase)
            start = said.find(wanted, end)


def _is_part(text: str, start: int, end: int) -> bool:
    around = text[start - 1 : start] + text[end : end + 1]
    return any(character.isalnum() or category(character)[0] == "M" for character in around)


def _match(pieces: Sequence[Segment], phrase: Phrase) -> SearchMatch:
    offset, end = (time * TICKS_PER_MILLISECOND for time in (pieces[0].start, pieces[-1].end))
    text = joined_segments(pieces)
    return SearchMatch(offset_in_ticks=offset, duration_in_ticks=max(end - offset, 0), text=text, phrase=phrase)


def _folded(text: str) -> str:
    return normalize("NFKC", text).casefold()
