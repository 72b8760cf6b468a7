"""The options that say how transcription results are saved or printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from speechtotext.cli._output.results import DEFAULT_FORMATS, ResultWriter

from .options import json_option, out_option

_FORMATS: Final = ("txt", "md", "srt", "vtt", "html", "csv", "tsv", "json")
_STYLES: Final = ("bbc", "netflix")


def _formats(context: click.Context, parameter: click.Parameter, groups: Sequence[str]) -> tuple[str, ...]:
    """Return each format once, in the order in which they were asked for, one by one or with commas between them.

    Raises:
        click.BadParameter: one is not known.
    """
    choice = click.Choice(_FORMATS)
    names = [name.strip() for group in groups for name in group.split(",")]
    return tuple(dict.fromkeys(choice.convert(name, parameter, context) for name in names))


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


# Each sets the option of TranscriptOptions that has its name.
_LOOK: Final = (
    click.option(
        "--speakers/--no-speakers",
        default=None,
        help="Name the speakers. Default: in vtt and html, and in md and srt if speakers were separated.",
    ),
    click.option(
        "--speaker-name",
        "names",
        metavar="SPEAKER=NAME",
        multiple=True,
        callback=_names,
        help="Name of a speaker, such as 1=Ann or Guest-1=Bo. Repeatable.",
    ),
    click.option("--channel", metavar="N", type=click.IntRange(0), help="Channel to show. Default: all."),
    click.option("--times", is_flag=True, default=None, help="Start each paragraph in txt and md with its time."),
    click.option(
        "--paragraph-pause",
        metavar="SECONDS",
        type=click.FloatRange(0, 3600),
        help="Seconds of silence that start a paragraph. Default: 2.",
    ),
    click.option("--style", type=click.Choice(_STYLES), help="Guideline for the size and duration of subtitles."),
    click.option("--columns", metavar="N", type=click.IntRange(4, 1000), help="Maximum columns of a subtitle line."),
    click.option("--lines", metavar="N", type=click.IntRange(1, 10), help="Maximum lines of a subtitle. Default: 2."),
    click.option(
        "--max-seconds",
        metavar="S",
        type=click.FloatRange(0.5, 3600),
        help="Maximum seconds of a subtitle. Default: 7.",
    ),
    click.option(
        "--min-seconds", metavar="S", type=click.FloatRange(0, 60), help="Minimum seconds of a subtitle. Default: 1."
    ),
    click.option(
        "--characters-per-second",
        metavar="N",
        type=click.FloatRange(1, 1000),
        help="Reading speed: subtitles stay longer if there is room.",
    ),
    click.option("--audio", metavar="URL|FILE", help="Recording that the html page plays."),
    click.option("--confidence", is_flag=True, default=None, help="Mark uncertain words in html."),
)


def with_result_writer(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how results are saved or printed, and pass a `writer` to the command."""

    @out_option("Folder for the results. Default: print them.")
    @click.option(
        "--format",
        "formats",
        metavar="FORMAT[,FORMAT]...",
        multiple=True,
        callback=_formats,
        help=f"In which formats: {', '.join(_FORMATS)}; repeatable. Default: {DEFAULT_FORMATS[0]}.",
    )
    @_with_look
    @json_option
    @wraps(function)
    def command(out: Path | None, formats: Sequence[str], look: dict[str, Any], as_json: bool, **rest: Any) -> None:
        if out is None and len(formats) > 1:
            raise click.ClickException("Several formats need a folder: give --out.")
        function(writer=ResultWriter(out, formats, look, as_json=as_json), **rest)

    return command


def _with_look(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how transcripts look, and pass those that were given as a dict `look`."""

    @wraps(function)
    def command(**arguments: Any) -> None:
        look = {name: arguments.pop(name) for name in names}
        function(look={name: value for name, value in look.items() if value not in (None, {})}, **arguments)

    decorated = command
    for option in reversed(_LOOK):
        decorated = option(decorated)
    # The decorators were called from the last one on.
    parameters: list[click.Option] = decorated.__click_params__  # type: ignore[attr-defined]
    names = [str(parameter.name) for parameter in reversed(parameters)][: len(_LOOK)]
    return decorated
