"""A transcript as a page: one file that loads nothing but the recording, if it is given."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import PurePath
from typing import Final
from urllib.parse import quote, urlsplit

from speechtotext._errors import InvalidArgument
from speechtotext._transcripts.options import TranscriptOptions
from speechtotext._transcripts.paragraphs import FULL_WIDTH_MARKS, Paragraph, paragraphs_of
from speechtotext._transcripts.phrases import TICKS_PER_SECOND, Phrase, Recording
from speechtotext._transcripts.subtitles.line_breaks import Segment, segments_of
from speechtotext_api.wire import redacted

from .script import SCRIPT
from .style import STYLE

_COLOURS: Final = 8
_ANY_WIDTH: Final = 10**9

# Below the first, a word is marked as uncertain; below the second, as very uncertain.
_UNCERTAIN: Final = 0.8
_VERY_UNCERTAIN: Final = 0.5

# How many paragraphs a notebook shows.
_SHORT: Final = 12


def page(phrases: Sequence[Phrase], options: TranscriptOptions, recording: Recording) -> str:
    """Return the page. Whatever the texts hold, they can do nothing in it: escaped, under a content security policy."""
    paragraphs = paragraphs_of(phrases, options)
    audio, media = _audio(options.audio)
    title = escape(recording.title)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(SCRIPT)}",
            f"style-src {_hash(STYLE)}",
            f"media-src {media}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    legend = (
        '<p class="legend">Underlined: <span class="c1">uncertain</span>, <span class="c2">very uncertain</span></p>'
    )
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(_language(phrases))}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<header>",
        f"<h1>{title}</h1>",
        f'<p class="facts">{_facts(paragraphs, recording)}</p>',
        *([f'<audio controls preload="metadata" src="{escape(audio)}"></audio>'] if audio else []),
        '<div class="tools" role="search"><input type="search" placeholder="Search" aria-label="Search">'
        '<output aria-live="polite"></output><button type="button" data-step="-1" aria-label="Previous">↑</button>'
        '<button type="button" data-step="1" aria-label="Next">↓</button></div>',
        *([legend] if options.confidence else []),
        "</header>",
        "<main>",
        *_sections(paragraphs, options),
        "</main>",
        f"<script>{SCRIPT}</script>",
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines)


def short_page(phrases: Sequence[Phrase], recording: Recording) -> str:
    """Return the beginning of a transcript for a notebook, without script and style sheet."""
    paragraphs = paragraphs_of(phrases, TranscriptOptions())
    lines = [f"<div><strong>{escape(recording.title)}</strong> <small>{_facts(paragraphs, recording)}</small>"]
    for paragraph in paragraphs[:_SHORT]:
        time = f"<small>{paragraph.time[:-4]}</small> " if paragraph.time else ""
        voice = f"<strong>{escape(paragraph.voice)}:</strong> " if paragraph.voice else ""
        lines.append(f'<p dir="auto">{time}{voice}{escape(paragraph.text)}</p>')
    if len(paragraphs) > _SHORT:
        lines.append(f"<p><small>{len(paragraphs) - _SHORT} more paragraphs</small></p>")
    return "\n".join([*lines, "</div>"])


def _hash(text: str) -> str:
    """Return the source expression of a policy that lets an inline script or style sheet run, and no other one."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _facts(paragraphs: Sequence[Paragraph], recording: Recording) -> str:
    voices = len({paragraph.voice for paragraph in paragraphs if paragraph.voice})
    seconds = round(recording.duration.total_seconds())
    length = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{length}, {voices} {'voice' if voices == 1 else 'voices'}" if voices else length


def _sections(paragraphs: Sequence[Paragraph], options: TranscriptOptions) -> list[str]:
    colours: dict[str, int] = {}
    sections = []
    for paragraph in paragraphs:
        voice = paragraph.voice if options.speakers is not False else None
        colour = f' class="v{colours.setdefault(voice, len(colours)) % _COLOURS}"' if voice else ""
        name = f"<h2>{escape(voice)}</h2>" if voice else ""
        time = ""
        if paragraph.time:
            at = paragraph.phrases[0].offset_in_ticks / TICKS_PER_SECOND
            time = paragraph.time[:-4]
            if options.audio is None:
                time = f'<time class="at">{time}</time>'
            else:
                time = f'<button type="button" class="at" data-at="{at:.3f}">{time}</button>'
        words = _words(paragraph.phrases, options.confidence)
        sections.append(f'<section{colour}><div>{name}{time}</div><p dir="auto">{words}</p></section>')
    return sections


def _words(phrases: Sequence[Phrase], confidence: bool) -> str:
    parts: list[str] = []
    before = ""
    for phrase in phrases:
        pieces = segments_of(phrase, _ANY_WIDTH)
        if pieces and before:
            pieces[0].spaced = not before.endswith(FULL_WIDTH_MARKS)
        for piece, sure in zip(pieces, _confidences(phrase, len(pieces)), strict=True):
            parts.append(f"{' ' if piece.spaced else ''}{_word(piece, phrase.has_times, sure if confidence else None)}")
            before = piece.text
    return "".join(parts)


def _word(piece: Segment, has_times: bool, confidence: float | None) -> str:
    times = f' data-s="{piece.start / 1000:.3f}" data-e="{piece.end / 1000:.3f}"' if has_times else ""
    doubt = ""
    if confidence is not None and confidence < _UNCERTAIN:
        degree = "c2" if confidence < _VERY_UNCERTAIN else "c1"
        doubt = f' class="{degree}" title="{confidence:.0%}"'
    return f"<span{times}{doubt}>{escape(piece.text)}</span>"


def _confidences(phrase: Phrase, count: int) -> list[float | None]:
    """Return how sure the recogniser is of each piece: as of the words if there are as many, else as of the phrase."""
    words = [word.confidence for word in phrase.words]
    if len(words) != count or None in words:
        return [phrase.confidence] * count
    return [*words]


def _language(phrases: Sequence[Phrase]) -> str:
    return next((phrase.locale for phrase in phrases if phrase.locale), "")


def _audio(audio: str | os.PathLike[str] | None) -> tuple[str | None, str]:
    """Return the URL of the recording, and what the policy lets the page load.

    Raises:
        InvalidArgument: the URL is none of http, https, file and data.
    """
    if audio is None:
        return None, "'none'"
    given = os.fspath(audio)
    try:
        scheme, host = urlsplit(given)[:2]
    except ValueError as error:
        raise InvalidArgument(f"Invalid audio {redacted(given)}: it is not a valid URL ({error}).") from None
    if scheme in ("http", "https"):
        return given, f"{scheme}://{quote(host, safe='.:[]')}"
    if scheme == "data":
        return given, "data:"
    if scheme == "file":
        return given, "file:"
    if scheme and len(scheme) > 1:
        raise InvalidArgument(
            f"Invalid audio with the scheme {scheme!r}: give a path, or a URL with https, http or file."
        )
    path = PurePath(given)
    return (path.as_uri() if path.is_absolute() else quote(path.as_posix())), "'self' file:"
