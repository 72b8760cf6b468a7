"""The options that say how records are printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from speechtotext.cli._output.queries import Query
from speechtotext.cli._output.records import FORMATS, RecordOutput

from .options import json_option


def with_record_output(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how records are printed, and pass an `output` to the command."""

    @click.option("-o", "--output", "format", type=click.Choice(FORMATS), help="Output format. Default: text.")
    @click.option(
        "--query",
        metavar="JMESPATH",
        callback=lambda context, parameter, text: None if text is None else Query(text),
        help="JMESPath expression that selects output, such as \"[?status=='Failed'].self\"; see jmespath.org.",
    )
    @json_option
    @wraps(function)
    def command(*, format: str | None, query: Query | None, as_json: bool, **arguments: Any) -> None:
        if as_json and format not in (None, "jsonl"):
            raise click.UsageError("--json is short for --output jsonl: give one of them")
        function(output=RecordOutput("jsonl" if as_json else format, query), **arguments)

    return command
