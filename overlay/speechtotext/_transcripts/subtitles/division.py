"""Where subtitles and their lines break: decisions by cost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from typing import Final

from .layout import Layout
from .line_breaks import Segment

# Silence that ends a subtitle if it is longer, in milliseconds.
_PAUSE: Final = 1000

# What it costs to begin one more subtitle, and to leave it empty; to break after a piece, or a name; to go on into
# the next phrase; to show something for no time; and to have lines of which all but one are empty.
_ONE_MORE, _EMPTY = 2.0, 1.0
_AFTER_SENTENCE, _AFTER_CLAUSE, _AFTER_WORD, _INSIDE, _AFTER_NAME = 0.0, 1.0, 3.0, 6.0, 100.0
_INTO_PHRASE, _NO_TIME, _UNEVEN = 3.0, 6.0, 6.0

_QUOTES = "\"'”’»)]}」』）】》"
_SENTENCE_ENDS = tuple(".?!…。！？｡؟۔।॥။។")
_CLAUSE_ENDS = tuple(",;:،؛、，；：､–—")
_ABBREVIATION = re.compile(r"[A-Z]\w{0,2}\.")


def costs_of_breaks(pieces: Sequence[Segment]) -> list[float]:
    """Return what it costs to break after each of the pieces."""
    costs = []
    for piece, after in pairwise(pieces):
        inside = _AFTER_WORD if after.begins_word else _INSIDE
        # Most words end in a letter: they are passed over quickly.
        if piece.text[-1].isalnum() and not piece.ends_phrase and not piece.names_voice:
            costs.append(inside)
        else:
            costs.append(_cost_of_break(piece, inside))
    # A turn may be cut within a phrase, where another one speaks.
    return [*costs, _AFTER_SENTENCE] if pieces else []


def ends_sentence(text: str) -> bool:
    """Return whether a piece of text is the end of a sentence, and not an abbreviation such as `Dr.`"""
    text = text.rstrip(_QUOTES)
    return text.endswith(_SENTENCE_ENDS) and not _ABBREVIATION.fullmatch(text)


def _cost_of_break(piece: Segment, otherwise: float) -> float:
    if piece.names_voice:
        return _AFTER_NAME
    if piece.ends_phrase or ends_sentence(piece.text):
        return _AFTER_SENTENCE
    return _AFTER_CLAUSE if piece.text.rstrip(_QUOTES).endswith(_CLAUSE_ENDS) else otherwise


def division(pieces: Sequence[Segment], costs: Sequence[float], layout: Layout) -> list[tuple[int, int]]:
    """Return first and last piece of each subtitle, so that the costs of all of them together are the least.

    Args:
        pieces: what one voice says.
        costs: what it costs to break after each of them.
        layout: the size of the subtitles, and their times.
    """
    count, columns, shortest, reading = len(pieces), layout.columns, layout.shortest, layout.reading
    # By the index of the next piece: where it would be if all were one line, and what it costs to go on to it.
    places = list(accumulate([piece.width + piece.spaced for piece in pieces], initial=0))
    starts = [piece.start for piece in pieces] + [inf]
    ends = _ends_by_time(pieces, starts, layout.longest)
    if ends and ends[0] == count and places[count] <= columns and min(costs[:-1], default=inf) > _AFTER_CLAUSE:
        # A sentence in one line: nothing is to be decided.
        return [(0, count - 1)]
    line_starts = [place + piece.spaced for place, piece in zip(places, pieces, strict=False)]
    wraps = _ends_of_lines(places, line_starts, columns)
    places_to_end = _places_to_end(costs, ends, wraps, layout.lines)
    if len(places_to_end) <= 1:
        return [(0, place - 1) for place in places_to_end]
    good_places = [index for index, cost in enumerate(costs, 1) if cost <= _AFTER_CLAUSE]
    phrases = list(accumulate([piece.ends_phrase for piece in pieces], initial=0))
    breaks = [0.0] + [cost + _INTO_PHRASE * before for cost, before in zip(costs, phrases, strict=False)]
    empty = _costs_of_emptiness(columns * layout.lines, max([piece.width for piece in pieces]))
    # How many of them come until each piece.
    goods, all_ends = _counts(good_places, count), _counts(places_to_end, count)
    least = [0.0] + [inf] * count
    begins = [0] * (count + 1)
    # This looks at several times as many places as there are words: it calls little.
    for first in [0, *places_to_end[:-1]]:
        if least[first] == inf:
            continue
        end = ends[first]
        base = least[first] + _ONE_MORE - _INTO_PHRASE * phrases[first]
        start, begin, before = starts[first], first, 0
        for line in range(1, layout.lines + 1):
            origin = line_starts[begin] - before
            line_end = wraps[begin] if wraps[begin] < end else end
            # A subtitle that is not full ends where it reads well.
            if line_end == end or line == layout.lines:
                candidates = places_to_end[all_ends[begin] : all_ends[line_end]]
            else:
                candidates = good_places[goods[begin] : goods[line_end]]
            for after in candidates:
                width = places[after] - origin
                cost = base + breaks[after] + empty[width]
                if cost < least[after]:
                    shown = starts[after] - start
                    needed = width * reading if width * reading > shortest else shortest
                    if shown < needed:
                        cost += _NO_TIME * (1 - shown / needed)
                    if cost < least[after]:
                        least[after], begins[after] = cost, first
            if line_end == end:
                break
            begin, before = line_end, before + columns
    found = []
    while count:
        found.append((begins[count], count - 1))
        count = begins[count]
    return found[::-1]


def _places_to_end(costs: Sequence[float], ends: Sequence[int], wraps: Sequence[int], lines: int) -> list[int]:
    """Return after how many pieces a subtitle may end.

    A sentence that fits into a subtitle is not parted, but at the end of a clause.
    """
    places: list[int] = []
    first = 0
    for last, cost in enumerate(costs):
        if cost == _AFTER_SENTENCE:
            end = first
            for _ in range(lines):
                end = wraps[end] if end < len(wraps) else end
            if min(end, ends[first]) > last:
                places += [place for place in range(first + 1, last + 2) if costs[place - 1] <= _AFTER_CLAUSE]
            else:
                places += range(first + 1, last + 2)
            first = last + 1
    return places


def _counts(places: Sequence[int], most: int) -> list[int]:
    """Return how many of the places come until each one."""
    marks = [0] * (most + 1)
    for place in places:
        marks[place] = 1
    return list(accumulate(marks))


@lru_cache
def _costs_of_emptiness(room: int, widest: int) -> list[float]:
    """Return what it costs to fill so many columns; a letter that is wider than a line fills more than there are."""
    return [_EMPTY * (1 - width / room) ** 2 for width in range(room)] + [0.0] * (widest + 1)


def _ends_by_time(pieces: Sequence[Segment], starts: Sequence[float], longest: int) -> list[int]:
    """Return for each piece which one a subtitle that begins with it cannot hold: after a pause, or too late."""
    count = len(pieces)
    spoken = [piece.end for piece in pieces]
    pauses = [
        index for index, (end, start) in enumerate(zip(spoken, starts[1:-1], strict=False), 1) if start - end > _PAUSE
    ]
    if not pauses and count and max(spoken) <= starts[0] + longest:
        return [count] * count
    pauses.append(count)
    latest = spoken if spoken == sorted(spoken) else list(accumulate(spoken, max))
    ends: list[int] = []
    end = pause = 0
    for first in range(count):
        until = starts[first] + longest
        while end < count and latest[end] <= until:
            end += 1
        while pauses[pause] <= first:
            pause += 1
        until_piece = pauses[pause] if pauses[pause] < end else end
        ends.append(until_piece if until_piece > first else first + 1)
    return ends


def _ends_of_lines(places: Sequence[int], line_starts: Sequence[int], columns: int) -> list[int]:
    """Return for each piece which one a line that begins with it cannot hold."""
    ends: list[int] = []
    count, end = len(line_starts), 0
    for first, start in enumerate(line_starts):
        if end == first:
            end += 1
        until = start + columns
        while end < count and places[end + 1] <= until:
            end += 1
        ends.append(end)
    return ends


def lines_of(pieces: Sequence[Segment], costs: Sequence[float], columns: int) -> list[Sequence[Segment]]:
    """Return the lines of a subtitle: as few as can be, of about the same length, with breaks where it reads well.

    Args:
        pieces: the pieces of the subtitle.
        costs: what it costs to break after each of them.
        columns: columns of a line.
    """
    places = list(accumulate([piece.width + piece.spaced for piece in pieces], initial=0))
    line_starts = [place + piece.spaced for place, piece in zip(places, pieces, strict=False)]
    count = len(pieces)
    number = 1 if places[count] - line_starts[0] <= columns else _fewest_lines(places, line_starts, 0, columns)
    lines: list[Sequence[Segment]] = []
    begin = 0
    for further in range(number - 1, 0, -1):
        least, end = inf, count
        for index in range(begin + 1, count):
            width, rest = places[index] - line_starts[begin], places[count] - line_starts[index]
            if width > columns and index > begin + 1:
                break
            cost = costs[index - 1] + _UNEVEN * abs(width - rest / further) / columns
            fits = rest <= columns or (further > 1 and _fewest_lines(places, line_starts, index, columns) <= further)
            if cost < least and fits:
                least, end = cost, index
        lines.append(pieces[begin:end])
        begin = end
    return [*lines, pieces[begin:]]


def _fewest_lines(places: Sequence[int], line_starts: Sequence[int], first: int, columns: int) -> int:
    """Return how many lines the pieces from one on need."""
    lines, begin = 1, first
    for index in range(first + 1, len(line_starts)):
        if places[index + 1] - line_starts[begin] > columns:
            lines, begin = lines + 1, index
    return lines
