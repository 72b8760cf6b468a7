"""The text of a phrase in pieces that no line break may part, each with its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from unicodedata import category

import msgspec
from msgspec.structs import replace
from wcwidth import iter_graphemes, wcswidth

from speechtotext._transcripts.phrases import TICKS_PER_MILLISECOND, DisplayWord, Phrase

from .words import word_ends

# Scripts that put no space between words: Thai, Lao, Burmese, Khmer; Japanese and Chinese with their punctuation.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\uaa60-\uaa7f\u1780-\u17ff\u3001-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f\U00020000-\U0003ffff]"
)
# Small kana, marks of length and repetition, and Thai and Lao vowels that belong to the letter before or after.
_BEGINS_NO_LINE = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー々ゝゞヽヾะาๅๆฯະາໆຯ")
# Marks after which a word begins, wherever words end otherwise.
_BREAKS_AFTER = tuple("。！？、，；：」』）】》")
# Vowels that are written before their letter.
_ENDS_NO_LINE = frozenset("เแโใไເແໂໃໄ")
# Signs of Khmer and Burmese that put the next letter under the one before.
_STACKED = frozenset("\u17d2\u1039")
# A Burmese letter with this sign ends the syllable of the one before.
_ASAT = "\u103a"
_CLOSING = frozenset(("Pc", "Pd", "Pe", "Pf", "Po"))
_OPENING = frozenset(("Pi", "Ps"))

# Letters and marks that take one column each, and spaces between them; most texts of languages with an alphabet.
_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u05d0-\u05ea\u060c\u061b\u061f\u0620-\u064a\u2010-\u2027]*"
)
# Marks of words, and what else is not said.
_MARKS = re.compile(r"[^\w ]|_")

# How far outside its phrase a word may be, in ticks: what is farther has a wrong time.
_OUTSIDE = 1000 * TICKS_PER_MILLISECOND

# Spaces but for those that no line may break at.
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))

# To compare a text with its words takes time by the product of their numbers, at least.
_COMPARABLE = 250_000


class Segment(msgspec.Struct, gc=False):
    """A word, or in a script without spaces a character and the punctuation that stays with it.

    Attributes:
        text: the piece.
        width: columns that it takes.
        spaced: whether a space stands before it.
        begins_word: whether a word begins with it; a mark that stands alone, as in `Oui !`, is none.
        start: when it is spoken, in milliseconds.
        end: until when.
        ends_phrase: whether it is the last of its phrase.
        names_voice: whether it tells who speaks what follows.
    """

    text: str
    width: int
    spaced: bool
    begins_word: bool
    start: float = 0.0
    end: float = 0.0
    ends_phrase: bool = False
    names_voice: bool = False


def segments_of(phrase: Phrase, columns: int) -> list[Segment]:
    """Return the text of a phrase in pieces, none wider than so many columns.

    Their times are those of the display words, or else of the lexical ones, as far as they say the same. What lies
    between is spread by width.
    """
    text = phrase.text
    plain = text.split() if _PLAIN.fullmatch(text) else []
    if plain and len(max(plain, key=len)) > columns:
        plain = []
    if plain:
        pieces = [Segment(word, len(word), True, word[0].isalnum() or _begins_word(word)) for word in plain]
        pieces[0].spaced = False
    else:
        pieces = _divided(text, columns, into_words=not (phrase.display_words or phrase.words))
    if pieces:
        pieces[-1].ends_phrase = True
        start, end = _span(phrase.offset_in_ticks, phrase.duration_in_ticks)
        words = _within(phrase.display_words or phrase.words, phrase)
        if not words:
            _spread(pieces, start, end)
        elif plain and _are_same(plain, [word.text for word in words]):
            _set_same_times(pieces, words, start)
        else:
            _set_times(pieces, _spoken(words, columns), start, end)
    return pieces


def label_of(voice: str, columns: int, time: float) -> list[Segment]:
    """Return who speaks, as pieces that stand before what is said from that time on."""
    pieces = _divided(f"{voice}:", columns)
    for piece in pieces:
        piece.names_voice, piece.start, piece.end = True, time, time
    return pieces


def joined_segments(pieces: Sequence[Segment]) -> str:
    """Return the text of pieces, without a space at the beginning."""
    return "".join([f" {piece.text}" if piece.spaced else piece.text for piece in pieces]).removeprefix(" ")


def width_of(text: str) -> int:
    """Return the columns that a text takes: none for combining signs, two for Chinese and the like."""
    return len(text) if text.isascii() else max(wcswidth(text), 0)


def _divided(text: str, columns: int, *, into_words: bool = False) -> list[Segment]:
    """Return a text in pieces.

    Args:
        text: the text.
        columns: most columns of a piece.
        into_words: whether to find the words of scripts without spaces, where no times of words tell them.
    """
    pieces: list[Segment] = []
    for word in _SPACES.split(text):
        spaced = bool(pieces)
        begins_word = _begins_word(word)
        for part, is_word in _parts(word.strip().translate(_CONTROLS), columns, into_words=into_words):
            pieces.append(Segment(part, width_of(part), spaced, begins_word or is_word))
            spaced = begins_word = False
    return pieces


def _begins_word(text: str) -> bool:
    return not all(category(character) in _CLOSING for character in text)


def _parts(word: str, columns: int, *, into_words: bool) -> list[tuple[str, bool]]:
    """Return the parts of a word between which a line may break, because of its script or its length.

    Returns:
        Each part, and whether it is known to begin a word. One part if the word has spaces around it and fits.
    """
    if width_of(word) <= columns and not _UNSPACED.search(word):
        return [(word, False)] if word else []
    ends = word_ends(word) if into_words else None
    parts: list[tuple[str, bool]] = []
    place = 0
    for letter in _letters(word):
        whole = ends is None or not parts or place in ends or parts[-1][0].endswith(_BREAKS_AFTER)
        place += len(letter)
        if parts:
            before, begins_word = parts[-1]
            if (not whole or _stay_together(before[-1], letter[0])) and width_of(before + letter) <= columns:
                parts[-1] = (before + letter, begins_word)
                continue
        parts.append((letter, ends is not None and whole))
    return parts


def _letters(word: str) -> Iterator[str]:
    """Return the letters of a word with their signs; to Unicode's rules some signs of Burmese are letters."""
    held = ""
    for cluster in iter_graphemes(word):
        if held and (category(cluster[0])[0] == "M" or cluster[1:2] == _ASAT or held[-1] in _STACKED):
            held += cluster
        else:
            if held:
                yield held
            held = cluster
    if held:
        yield held


def _stay_together(before: str, after: str) -> bool:
    """Return whether no line may break between two characters."""
    if after in _BEGINS_NO_LINE or before in _ENDS_NO_LINE:
        return True
    if category(after) in _CLOSING or category(before) in _OPENING:
        return True
    return not _UNSPACED.match(before) and not _UNSPACED.match(after)


def _are_same(written: list[str], spoken: list[str]) -> bool:
    """Return whether words are the same but for marks and capital letters."""
    return len(written) == len(spoken) and (written == spoken or _keys(written) == _keys(spoken))


def _keys(words: list[str]) -> list[str]:
    """Return what is the same in words however they are written."""
    return _MARKS.sub("", " ".join(words).casefold()).split(" ") if words else []


def _set_same_times(pieces: list[Segment], words: Sequence[DisplayWord], now: float) -> None:
    """Give pieces the times of the words that they are; none begins before the one before it."""
    for piece, word in zip(pieces, words, strict=True):
        start = word.offset_in_ticks / TICKS_PER_MILLISECOND
        duration = word.duration_in_ticks / TICKS_PER_MILLISECOND
        end = start + duration if duration > 0 else start
        now = piece.start = start if start > now else now
        piece.end = end if end > now else now


def _within(words: Sequence[DisplayWord], phrase: Phrase) -> Sequence[DisplayWord]:
    """Return words, those that are far from their phrase at its beginning or end: their times are wrong."""
    first, length = phrase.offset_in_ticks, phrase.duration_in_ticks
    if not phrase.has_times or length <= 0:
        return words
    last = first + length
    low, high = first - _OUTSIDE, last + _OUTSIDE
    if all(low <= word.offset_in_ticks and word.offset_in_ticks + word.duration_in_ticks <= high for word in words):
        return words
    limited = []
    for word in words:
        start, end = word.offset_in_ticks, word.offset_in_ticks + word.duration_in_ticks
        if start < low or end > high:
            start = min(max(start, first), last)
            end = min(max(end, start), last)
            word = replace(word, offset_in_ticks=start, duration_in_ticks=end - start)
        limited.append(word)
    return limited


def _spoken(words: Sequence[DisplayWord], columns: int) -> list[Segment]:
    """Return the words of a phrase that have times, in pieces."""
    spoken = []
    for word in words:
        pieces = _divided(word.text, columns)
        _spread(pieces, *_span(word.offset_in_ticks, word.duration_in_ticks))
        spoken += pieces
    return spoken


def _set_times(pieces: list[Segment], spoken: list[Segment], start: float, end: float) -> None:
    """Give the pieces of a phrase the times of those spoken pieces that they are; spread what is between."""
    known = _matches(pieces, spoken)
    index, now = 0, start
    while index < len(pieces):
        piece, match = pieces[index], known.get(index)
        if match is not None:
            piece.start = max(match.start, now)
            piece.end = max(match.end, piece.start)
            piece.begins_word |= match.begins_word
            index += 1
        else:
            after = next((other for other in range(index, len(pieces)) if other in known), len(pieces))
            until = max(known[after].start if after in known else end, now)
            since = max(pieces[index - 1].end if index else start, now)
            _spread(pieces[index:after], min(since, until), until)
            index = after
        now = pieces[index - 1].start


def _matches(pieces: list[Segment], spoken: list[Segment]) -> dict[int, Segment]:
    """Return by index the pieces that are among the spoken ones, in the same order."""
    ours, theirs = _keys([piece.text for piece in pieces]), _keys([piece.text for piece in spoken])
    if ours == theirs:
        return dict(enumerate(spoken))
    if len(ours) * len(theirs) > _COMPARABLE:
        return {}
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return {ours + step: spoken[theirs + step] for ours, theirs, size in blocks for step in range(size)}


def _spread(pieces: Sequence[Segment], start: float, end: float) -> None:
    """Share a stretch of time between pieces by their widths."""
    ends = list(accumulate((max(piece.width, 1) for piece in pieces), initial=0))
    for piece, begins, stops in zip(pieces, ends, ends[1:], strict=False):
        piece.start = start + (end - start) * begins / ends[-1]
        piece.end = start + (end - start) * stops / ends[-1]


def _span(offset_in_ticks: float, duration_in_ticks: float) -> tuple[float, float]:
    """Return start and end in milliseconds."""
    start = offset_in_ticks / TICKS_PER_MILLISECOND
    return start, start + max(duration_in_ticks, 0) / TICKS_PER_MILLISECOND
