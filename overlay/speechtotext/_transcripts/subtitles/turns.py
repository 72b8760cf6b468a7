"""Subtitles of people who take turns. Decisions alone; no files, no formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from operator import attrgetter, itemgetter
from unicodedata import bidirectional

from speechtotext._transcripts.options import TranscriptOptions
from speechtotext._transcripts.paragraphs import FULL_WIDTH_MARKS
from speechtotext._transcripts.phrases import Phrase, with_times
from speechtotext._transcripts.repetitions import without_repetitions
from speechtotext._transcripts.voices import voices_of

from .cues import Cue, schedule
from .division import costs_of_breaks, division, lines_of
from .layout import Layout, Layouts
from .line_breaks import Segment, joined_segments, label_of, segments_of

_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_MAYBE_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U0001efff]")


@dataclass(frozen=True, slots=True)
class _SpeakerTurn:
    """What one voice says before another one begins.

    Attributes:
        voice: who speaks.
        layout: how large its subtitles are.
        right_to_left: whether most letters run from right to left.
        pieces: what is said.
    """

    voice: str | None
    layout: Layout
    right_to_left: bool
    pieces: list[Segment]


def cues_of(phrases: Sequence[Phrase], options: TranscriptOptions, *, labelled: bool) -> list[Cue]:
    """Return the subtitles of a result, by time and one at a time: people who speak at once take turns.

    Args:
        phrases: what is said.
        options: the size of the subtitles, and the names of the speakers.
        labelled: whether a text tells who speaks, wherever that is another one than in the subtitle before.
    """
    turns = _turns(with_times(without_repetitions(phrases)), options)
    if labelled:
        cues = [cue for turn in _labelled(list(turns)) for cue in _cues(turn)]
        _set_in_order(cues)
    else:
        cues = sorted((cue for turn in turns for cue in _cues(turn)), key=attrgetter("start"))
    schedule(cues)
    return cues


def _labelled(turns: Sequence[_SpeakerTurn]) -> Iterator[_SpeakerTurn]:
    """Turns cut where the subtitles of another one come between theirs, beginning with who speaks if that changes."""
    parts = [
        (turn.pieces[first].start, number, turn.pieces[first : last + 1])
        for number, turn in enumerate(turns)
        for first, last in division(turn.pieces, costs_of_breaks(turn.pieces), turn.layout)
    ]
    before: str | None = None
    for number, together in groupby(sorted(parts, key=itemgetter(0)), key=itemgetter(1)):
        turn = replace(turns[number], pieces=[piece for *_, pieces in together for piece in pieces])
        if turn.voice and turn.voice != before:
            turn.pieces[0].spaced = True
            turn.pieces[:0] = label_of(turn.voice, turn.layout.columns, turn.pieces[0].start)
        before = turn.voice
        yield turn


def _set_in_order(cues: Sequence[Cue]) -> None:
    """Let no subtitle start after the next one: what follows a name may be divided in another way."""
    for cue, start in zip(reversed(cues), accumulate((cue.start for cue in reversed(cues)), min), strict=True):
        cue.start = start


def _turns(ordered: Sequence[Phrase], options: TranscriptOptions) -> Iterator[_SpeakerTurn]:
    layouts = Layouts(options)
    spoken = (
        (voice, layouts.of(text), _is_right_to_left(text), phrase)
        for phrase, voice in zip(ordered, voices_of(ordered, options.given_names, options.channel), strict=True)
        if (text := phrase.text)
    )
    for (voice, layout, right_to_left), entries in groupby(spoken, key=itemgetter(0, 1, 2)):
        turn = _SpeakerTurn(voice, layout, right_to_left, [])
        for *_, phrase in entries:
            pieces = segments_of(phrase, layout.columns)
            if pieces and turn.pieces:
                pieces[0].spaced = not turn.pieces[-1].text.endswith(FULL_WIDTH_MARKS)
            turn.pieces.extend(pieces)
        yield turn


def _is_right_to_left(text: str) -> bool:
    if text.isascii() or not _MAYBE_RIGHT_TO_LEFT.search(text):
        return False
    directions = list(map(bidirectional, text))
    return sum(direction in _RIGHT_TO_LEFT for direction in directions) > directions.count("L")


def _cues(turn: _SpeakerTurn) -> Iterator[Cue]:
    """Return the subtitles of a turn, which do not yet know of those of others."""
    layout = turn.layout
    costs = costs_of_breaks(turn.pieces)
    for first, last in division(turn.pieces, costs, layout):
        pieces = turn.pieces[first : last + 1]
        lines = lines_of(pieces, costs[first : last + 1], layout.columns)
        start = max(round(pieces[0].start), 0)
        yield Cue(
            start,
            min(max(round(pieces[-1].end), start), start + layout.longest),
            turn.voice,
            tuple(map(joined_segments, lines)),
            turn.right_to_left,
            layout.longest,
            layout.shortest,
            layout.needed(pieces) if layout.reading else layout.shortest,
        )
