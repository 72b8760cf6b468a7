"""The options that say how a command reports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from speechtotext.cli._output.logs import logged, warnings_printed
from speechtotext.cli._output.messages import MessageStyle, set_message_style

from .session import session


def with_session(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how a command reports; they hold until it has ended."""

    @click.option("-q", "--quiet", is_flag=True, help="Print no notes and no progress.")
    @click.option("-v", "--verbose", count=True, help="Print the log, too: retries and waits; -vv: every request.")
    @click.option(
        "--log-format",
        envvar="SPEECH_LOG_FORMAT",
        type=click.Choice(("text", "json")),
        default="text",
        help="Format of notes, warnings, errors and the log. Default: text.",
    )
    @click.option(
        "--metrics-file",
        metavar="FILE",
        envvar="SPEECH_METRICS_FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_measure,
        # So that it is there when another option is wrong.
        is_eager=True,
        expose_value=False,
        help="Write metrics for Prometheus to this file at the end, such as speechtotext.prom.",
    )
    @wraps(function)
    def command(
        quiet: bool,
        verbose: int,
        log_format: str,
        **arguments: Any,
    ) -> None:
        as_json = log_format == "json"
        set_message_style(MessageStyle(quiet, as_json, verbose > 0))
        is_logged = verbose or as_json
        session.ending.enter_context(logged(verbose, as_json=as_json) if is_logged else warnings_printed())
        function(**arguments)

    return command


def _measure(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    if path is not None and not context.resilient_parsing:
        write_metrics_at_end(path, context.command_path.partition(" ")[2])


def write_metrics_at_end(path: Path, command: str) -> None:
    """Measure a command, and write the metrics when the command line has ended."""
    # Imported here because most commands do without.
    from speechtotext._errors import FileError
    from speechtotext._telemetry import add_recorder, remove_recorder
    from speechtotext.cli._output.messages import print_warning
    from speechtotext.cli._output.run_metrics import RunMetrics

    metrics = RunMetrics(path, command)
    add_recorder(metrics)

    def write() -> None:
        remove_recorder(metrics)
        try:
            metrics.write(session.exit_code)
        except FileError as error:
            print_warning(str(error))

    session.ending.callback(write)
    session.is_measured = True
