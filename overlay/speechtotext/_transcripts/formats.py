"""Results as text for people, players and tables. Formats alone; no files."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias, get_args
from unicodedata import bidirectional

from speechtotext._errors import FileError, InvalidArgument

from .options import TranscriptOptions
from .paragraphs import markdown, plain_text
from .phrases import Phrase, Recording
from .rows import Row, rows
from .times import clock

TextFormat: TypeAlias = Literal["csv", "html", "md", "srt", "tsv", "txt", "vtt"]
FORMATS: Final[tuple[TextFormat, ...]] = get_args(TextFormat)

# Text that players of SubRip may take for a tag, which they do not show. SubRip has no way to escape it: the angle
# brackets become the quotation marks that look most like them.
_LIKE_A_TAG = re.compile(r"<(\s*/?\s*[A-Za-z][^>]*)>")

# Classes of the characters that decide in which direction a line runs.
_STRONG: Final = frozenset(("L", "R", "AL"))


def format_phrases(
    phrases: Sequence[Phrase], format: TextFormat, options: TranscriptOptions, recording: Recording
) -> str:
    """Return the text of a format, with the options that it can show."""
    names, speakers = options.given_names, options.speakers
    told_apart = bool(names) or any(phrase.speaker is not None for phrase in phrases)
    match format:
        case "txt":
            return plain_text(phrases, options, speakers=bool(names) if speakers is None else speakers)
        case "md":
            return markdown(phrases, options, speakers=told_apart if speakers is None else speakers)
        case "html":
            # Here, because the widths of characters are slow to import.
            from .page.document import page

            return page(phrases, options, recording)
        case "srt":
            return _srt(_timed(phrases, format), options, speakers=told_apart if speakers is None else speakers)
        case "vtt":
            return _vtt(_timed(phrases, format), options, speakers=speakers is not False)
        case "csv":
            return _table(phrases, names, delimiter=",", line_end="\r\n")
        case "tsv":
            return _table(phrases, names, delimiter="\t", line_end="\n")
        case _:
            raise InvalidArgument(f"Unknown format {format!r}: choose from {', '.join(FORMATS)}.")


def _timed(phrases: Sequence[Phrase], format: TextFormat) -> Sequence[Phrase]:
    """Return the phrases, if it is known of any when it was said; those without times are shown between the others.

    Raises:
        FileError: it is not.
    """
    spoken = [phrase for phrase in phrases if phrase.text]
    if spoken and not any(phrase.has_times for phrase in spoken):
        raise FileError(
            f"The result has no times, which {format} needs: transcribe with times of words or segments "
            "(modelOptions.timestamps of enhanced mode), or save it as txt, md, html, csv or json."
        )
    return phrases


def _table(phrases: Sequence[Phrase], names: Mapping[str, str], *, delimiter: str, line_end: str) -> str:
    lines = _Lines()
    # Carriage returns in a text are quoted only if they are in the end of lines.
    columns = [name for name in Row.__annotations__ if name != "source"]
    writer = csv.DictWriter(lines, columns, extrasaction="ignore", delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows(phrases, names, None))
    return "".join(line.removesuffix("\r\n") + line_end for line in lines)


class _Lines(list[str]):
    """The rows of a table, as `csv` writes them."""

    def write(self, line: str) -> None:
        """Keep a row."""
        self.append(line)


def _srt(phrases: Sequence[Phrase], options: TranscriptOptions, *, speakers: bool) -> str:
    """SubRip; text alone can tell who speaks."""
    # Here, because the widths of characters are slow to import.
    from .subtitles.turns import cues_of

    blocks = []
    for number, cue in enumerate(cues_of(phrases, options, labelled=speakers), 1):
        times = f"{clock(cue.start, ',')} --> {clock(cue.end, ',')}"
        text = _LIKE_A_TAG.sub(r"‹\1›", "\n".join(cue.lines))
        blocks.append(f"{number}\n{times}\n{text}")
    return "".join(f"{block}\n\n" for block in blocks)


def _vtt(phrases: Sequence[Phrase], options: TranscriptOptions, *, speakers: bool) -> str:
    """WebVTT; the voice tag of a cue holds to its end."""
    from .subtitles.turns import cues_of

    blocks = ["WEBVTT"]
    for cue in cues_of(phrases, options, labelled=False):
        times = f"{clock(cue.start)} --> {clock(cue.end)}"
        text = "\n".join(map(_directed if cue.right_to_left else _escaped, cue.lines))
        voice = f"<v {_escaped(cue.voice)}>" if cue.voice and speakers else ""
        blocks.append(f"{times}\n{voice}{text}")
    return "".join(f"{block}\n\n" for block in blocks)


def _directed(line: str) -> str:
    """Return a line of right-to-left text, marked if it does not begin so: players go by the first letter of a line."""
    first = next((direction for direction in map(bidirectional, line) if direction in _STRONG), "L")
    return f"{'&rlm;' if first == 'L' else ''}{_escaped(line)}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
