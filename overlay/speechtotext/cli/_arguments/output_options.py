"""The options that say how transcription results are saved or printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from speechtotext.cli._output.results import DEFAULT_FORMATS, ResultWriter

from .options import json_option, out_option

_FORMATS: Final = ("txt", "srt", "vtt", "csv", "tsv", "json")


def with_result_writer(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how results are saved or printed, and pass a `writer` to the command."""

    @out_option("Save the results there; without it, they are shown. What is there is replaced.")
    @click.option(
        "--format",
        "formats",
        type=click.Choice(_FORMATS),
        multiple=True,
        default=DEFAULT_FORMATS,
        show_default=True,
        help="In which format; may be given several times.",
    )
    @click.option("--speakers", is_flag=True, help="In txt, begin lines with who speaks.")
    @click.option("--times", is_flag=True, help="In txt, begin lines with when.")
    @json_option
    @wraps(function)
    def command(
        out: Path | None, formats: Sequence[str], speakers: bool, times: bool, as_json: bool, **arguments: Any
    ) -> None:
        if out is None and len(formats) > 1:
            raise click.ClickException("Several formats need a folder: give --out.")
        writer = ResultWriter(out, formats, speakers=speakers, times=times, as_json=as_json)
        function(writer=writer, **arguments)

    return command
