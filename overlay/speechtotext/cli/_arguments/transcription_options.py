"""The options that say how recordings are transcribed, by the names of `transcribe_all`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import IO, Any, Final

import click

from .options import duration

AUTO: Final = "auto"
_PROFANITY: Final = ("None", "Masked", "Removed", "Tags")


def with_transcription_settings(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a transcription's settings, and pass those that were given as `settings`."""

    @click.option(
        "--language",
        "--locale",
        "languages",
        metavar="LOCALE",
        multiple=True,
        callback=_languages,
        help='Language, such as de-DE; candidates, such as en-US,de-DE; or "auto". Default: the configured locale; '
        "without one the service detects the language, and batch jobs are refused.",
    )
    @click.option("--diarize", is_flag=True, help="Separate speakers.")
    @click.option("--max-speakers", metavar="N", type=click.IntRange(2, 35), help="Maximum number of speakers.")
    @click.option(
        "--words/--no-words", default=None, help="Word timestamps. Default: in srt, vtt, html without --model."
    )
    @click.option(
        "--phrase",
        "phrases",
        metavar="TEXT",
        multiple=True,
        help="Word or name that is likely to be spoken. Repeatable.",
    )
    @click.option(
        "--phrases-file",
        metavar="FILE",
        type=click.File(encoding="utf-8-sig"),
        help="File with further phrases, one per line.",
    )
    @click.option(
        "--profanity",
        type=click.Choice(_PROFANITY, case_sensitive=False),
        help="How to treat profanity. Default: Masked.",
    )
    @click.option(
        "--channels", metavar="N,N", callback=_channels, help="Channels to transcribe, such as 0 or 0,1. Default: both."
    )
    @click.option("--model", metavar="ID|URL", help="Custom or base model.")
    @click.option("--name", metavar="TEXT", help="Display name of batch jobs.")
    @click.option(
        "--time-to-live",
        metavar="DURATION",
        type=duration,
        help="How long the service keeps batch jobs and results, such as 7d.",
    )
    @wraps(function)
    def command(
        languages: tuple[str, ...] | None,
        diarize: bool,
        max_speakers: int | None,
        words: bool | None,
        phrases: tuple[str, ...],
        phrases_file: IO[str] | None,
        profanity: str | None,
        channels: list[int] | None,
        model: str | None,
        name: str | None,
        time_to_live: timedelta | None,
        **arguments: Any,
    ) -> None:
        told = {
            "locale": languages,
            "diarize": diarize or None,
            "max_speakers": max_speakers,
            "words": words,
            "phrases": [*phrases, *_lines(phrases_file)] or None,
            "profanity": profanity,
            "channels": channels,
            "model": model,
            "display_name": name,
            "time_to_live": time_to_live,
        }
        function(settings={name: value for name, value in told.items() if value is not None}, **arguments)

    return command


def _languages(
    _context: click.Context, _parameter: click.Parameter, given: Sequence[str]
) -> str | tuple[str, ...] | None:
    """Return "auto" or the locales, whether they come in one option or in several; None without any."""
    locales = tuple(part.strip() for text in given for part in text.split(",") if part.strip())
    if any(locale.lower() == AUTO for locale in locales):
        if len(locales) > 1:
            raise click.BadParameter(f'give "{AUTO}" alone, or the locales to choose from')
        return AUTO
    return locales or None


def _channels(_context: click.Context, _parameter: click.Parameter, given: str | None) -> list[int] | None:
    """Return the numbers of channels."""
    if given is None:
        return None
    if not all(part.strip().isdecimal() for part in given.split(",")):
        raise click.BadParameter(f"{given!r} is not a list of channels, such as 0,1")
    return [int(part) for part in given.split(",")]


def _lines(file: IO[str] | None) -> list[str]:
    """Return the lines of a file that are neither empty nor comments.

    Raises:
        click.ClickException: it is not text.
    """
    if file is None:
        return []
    try:
        lines = [line.strip() for line in file]
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name} is not a list of phrases: its text is not UTF-8.") from error
    return [line for line in lines if line and not line.startswith("#")]
