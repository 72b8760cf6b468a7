"""Subtitles: which words are shown together, in which lines, and when. Decisions alone; no files, no formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from math import inf
from operator import itemgetter
from unicodedata import bidirectional, east_asian_width

from .cues import LONGEST, SHORT, Cue, scheduled
from .line_breaks import Segment, label_of, segments_of
from .phrases import Phrase
from .repetitions import without_repetitions
from .voices import voices_of

# Columns of a line, and of one in a script as wide as Chinese: 16 of its characters.
_COLUMNS, _WIDE_COLUMNS = 42, 32
_LINES = 2

# Silence that ends a subtitle if it is longer, in milliseconds.
_PAUSE = 1000

# What it costs to begin one more subtitle, and to leave it empty; to break after a piece, or a name; to go on into
# the next phrase; to show something for no time; and to have two lines of which one is empty.
_ONE_MORE, _EMPTY = 2.0, 1.0
_AFTER_SENTENCE, _AFTER_CLAUSE, _AFTER_WORD, _INSIDE, _AFTER_NAME = 0.0, 1.0, 3.0, 6.0, 100.0
_INTO_PHRASE, _NO_TIME, _UNEVEN = 3.0, 6.0, 6.0

_QUOTES = "\"'”’»)]}」』）】》"
_SENTENCE_ENDS = tuple(".?!…。！？｡؟۔।॥።")
_CLAUSE_ENDS = tuple(",;:،؛、，；：､–—")
# Full-width marks bring the space that follows with them.
_WITH_SPACE = tuple("。！？、，；：")
_ABBREVIATION = re.compile(r"[A-Z]\w{0,2}\.")

_RIGHT_TO_LEFT = frozenset(("R", "AL"))


@dataclass(frozen=True, slots=True)
class _SpeakerTurn:
    """What one voice says before another one begins.

    Attributes:
        voice: who speaks.
        columns: how long a line may be.
        right_to_left: whether most letters run from right to left.
        pieces: what is said.
    """

    voice: str | None
    columns: int
    right_to_left: bool
    pieces: list[Segment]


def cues_of(phrases: Sequence[Phrase], names: Mapping[str, str], *, labelled: bool) -> list[Cue]:
    """The subtitles of a result, by time and one at a time: people who speak at once take turns.

    Args:
        phrases: what is said.
        names: names of the speakers.
        labelled: whether a text tells who speaks, wherever that is another one than in the subtitle before.
    """
    turns = _turns(without_repetitions(phrases), names)
    if labelled:
        return scheduled(_in_order([cue for turn in _labelled(list(turns)) for cue in _cues(turn)]))
    return scheduled(sorted((cue for turn in turns for cue in _cues(turn)), key=lambda cue: cue.start))


def _labelled(turns: Sequence[_SpeakerTurn]) -> Iterator[_SpeakerTurn]:
    """Turns cut where the subtitles of another one come between theirs, beginning with who speaks if that changes."""
    parts = [
        (turn.pieces[first].start, number, turn.pieces[first : last + 1])
        for number, turn in enumerate(turns)
        for first, last in _division(turn.pieces, turn.columns)
    ]
    before: str | None = None
    for number, together in groupby(sorted(parts, key=itemgetter(0)), key=itemgetter(1)):
        turn = replace(turns[number], pieces=[piece for *_, pieces in together for piece in pieces])
        if turn.voice and turn.voice != before:
            turn.pieces[0].spaced = True
            turn.pieces[:0] = label_of(turn.voice, turn.columns, turn.pieces[0].start)
        before = turn.voice
        yield turn


def _in_order(cues: Sequence[Cue]) -> list[Cue]:
    """Subtitles none of which starts after the next one: what follows a name may be divided in another way."""
    starts = list(accumulate((cue.start for cue in reversed(cues)), min))[::-1]
    return [replace(cue, start=start) for cue, start in zip(cues, starts, strict=True)]


def _turns(ordered: Sequence[Phrase], names: Mapping[str, str]) -> Iterator[_SpeakerTurn]:
    spoken = (
        (voice, _columns_for(phrase.text), _is_right_to_left(phrase.text), phrase)
        for phrase, voice in zip(ordered, voices_of(ordered, names), strict=True)
        if phrase.text
    )
    for (voice, columns, right_to_left), entries in groupby(spoken, key=lambda entry: entry[:3]):
        turn = _SpeakerTurn(voice, columns, right_to_left, [])
        for *_, phrase in entries:
            pieces = segments_of(phrase, columns)
            if pieces and turn.pieces:
                pieces[0].spaced = not turn.pieces[-1].text.endswith(_WITH_SPACE)
            turn.pieces.extend(pieces)
        yield turn


def _columns_for(text: str) -> int:
    wide = 0 if text.isascii() else sum(east_asian_width(character) in "WF" for character in text)
    return _WIDE_COLUMNS if 2 * wide > len(text) - wide else _COLUMNS


def _is_right_to_left(text: str) -> bool:
    directions = [] if text.isascii() else [bidirectional(character) for character in text]
    return sum(direction in _RIGHT_TO_LEFT for direction in directions) > directions.count("L")


def _cues(turn: _SpeakerTurn) -> Iterator[Cue]:
    """The subtitles of a turn, which do not yet know of those of others."""
    for first, last in _division(turn.pieces, turn.columns):
        pieces = turn.pieces[first : last + 1]
        lines = tuple(_joined(line) for line in _lines(pieces, turn.columns))
        start = max(round(pieces[0].start), 0)
        yield Cue(
            start=start,
            end=min(max(round(pieces[-1].end), start), start + LONGEST),
            voice=turn.voice,
            lines=lines,
            right_to_left=turn.right_to_left,
        )


def _division(pieces: Sequence[Segment], columns: int) -> list[tuple[int, int]]:
    """First and last piece of each subtitle, so that the costs of all of them together are the least."""
    count = len(pieces)
    least = [0.0] + [inf] * count
    begins = [0] * (count + 1)
    breaks = [_cost_of_break(pieces, index) for index in range(count)]
    for first in range(count):
        held = 0.0
        for last, filled in _fitting(pieces, first, columns):
            if last > first and pieces[last - 1].ends_phrase:
                held += _INTO_PHRASE
            until = pieces[last + 1].start if last + 1 < count else inf
            missing = max(1 - (until - pieces[first].start) / SHORT, 0)
            cost = least[first] + _ONE_MORE + held + breaks[last] + _NO_TIME * missing + _EMPTY * (1 - filled) ** 2
            if cost < least[last + 1]:
                least[last + 1], begins[last + 1] = cost, first
    division = []
    while count:
        division.append((begins[count], count - 1))
        count = begins[count]
    return division[::-1]


def _fitting(pieces: Sequence[Segment], first: int, columns: int) -> Iterator[tuple[int, float]]:
    """The pieces that a subtitle may end with which begins with the first, and how much of it is filled then."""
    lines, width = 1, 0
    for last in range(first, len(pieces)):
        piece = pieces[last]
        width += piece.width + (piece.spaced and last > first)
        if width > columns:
            lines, width = lines + 1, piece.width
        if last > first and (
            lines > _LINES or piece.end - pieces[first].start > LONGEST or piece.start - pieces[last - 1].end > _PAUSE
        ):
            return
        yield last, ((lines - 1) * columns + width) / (_LINES * columns)


def _cost_of_break(pieces: Sequence[Segment], index: int) -> float:
    piece = pieces[index]
    if piece.names_voice:
        return _AFTER_NAME
    text = piece.text.rstrip(_QUOTES)
    # A turn may be cut within a phrase, where another one speaks.
    if piece.ends_phrase or index + 1 == len(pieces):
        return _AFTER_SENTENCE
    if text.endswith(_SENTENCE_ENDS) and not _ABBREVIATION.fullmatch(text):
        return _AFTER_SENTENCE
    if text.endswith(_CLAUSE_ENDS):
        return _AFTER_CLAUSE
    return _AFTER_WORD if pieces[index + 1].begins_word else _INSIDE


def _lines(pieces: Sequence[Segment], columns: int) -> list[Sequence[Segment]]:
    """One line if all fits into it, or else two that break where it reads well and are of about the same length."""
    if _width(pieces) <= columns:
        return [pieces]
    best: tuple[float, int] = (inf, 0)
    for index in range(1, len(pieces)):
        widths = _width(pieces[:index]), _width(pieces[index:])
        if max(widths) <= columns:
            uneven = abs(widths[0] - widths[1]) / columns
            best = min(best, (_cost_of_break(pieces, index - 1) + _UNEVEN * uneven, index))
    return [pieces[: best[1]], pieces[best[1] :]]


def _width(line: Sequence[Segment]) -> int:
    return sum(piece.width + piece.spaced for piece in line) - line[0].spaced


def _joined(line: Sequence[Segment]) -> str:
    return "".join(f" {piece.text}" if piece.spaced else piece.text for piece in line).removeprefix(" ")
