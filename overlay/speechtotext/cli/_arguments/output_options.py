"""The options that say how transcription results are saved or printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from speechtotext.cli._output.results import ResultWriter

from .options import json_option, out_option

_FORMATS: Final = ("txt", "srt", "vtt", "csv", "tsv", "json")


def with_result_writer(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how results are saved or printed, and pass a `writer` to the command."""

    @out_option("Save the results there; without it, they are shown. What is there is replaced.")
    @click.option(
        "--format",
        "formats",
        metavar="FORMAT",
        multiple=True,
        callback=_formats,
        help="txt, srt, vtt, csv, tsv or json; several with commas or several options. Default: txt.",
    )
    @click.option(
        "--speakers/--no-speakers",
        default=None,
        help="Tell who speaks in txt, srt and vtt. Default: in vtt, and in srt if speakers were told apart.",
    )
    @click.option(
        "--speaker-name",
        "names",
        metavar="SPEAKER=NAME",
        multiple=True,
        callback=_names,
        help="Name of a speaker, such as 1=Ann or Guest-1=Bo; may be given several times.",
    )
    @click.option("--channel", metavar="N", type=click.IntRange(0), help="The only channel to show. Default: all.")
    @click.option("--times", is_flag=True, help="In txt, begin lines with when.")
    @json_option
    @wraps(function)
    def command(
        out: Path | None,
        formats: Sequence[str],
        speakers: bool | None,
        names: dict[int | str, str],
        channel: int | None,
        times: bool,
        as_json: bool,
        **arguments: Any,
    ) -> None:
        if out is None and len(formats) > 1:
            raise click.ClickException("Several formats need a folder: give --out.")
        writer = ResultWriter(
            out, formats, speakers=speakers, times=times, as_json=as_json, names=names, channel=channel
        )
        function(writer=writer, **arguments)

    return command


def _formats(_context: click.Context, _parameter: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    """Return the formats, each once.

    Raises:
        click.BadParameter: one is not known.
    """
    formats = dict.fromkeys(part.strip().lower() for text in given for part in text.split(","))
    for format in formats:
        if format not in _FORMATS:
            raise click.BadParameter(f"{format!r} is not one of {', '.join(map(repr, _FORMATS))}.")
    return tuple(formats)


def _names(_context: click.Context, _parameter: click.Parameter, pairs: Sequence[str]) -> dict[int | str, str]:
    """Return the names by speaker.

    Raises:
        click.BadParameter: one has no speaker or no name.
    """
    names: dict[int | str, str] = {}
    for pair in pairs:
        speaker, _, name = (part.strip() for part in pair.partition("="))
        if not (speaker and name):
            raise click.BadParameter(f"{pair!r} is not SPEAKER=NAME, such as 1=Ann")
        names[speaker] = name
    return names
