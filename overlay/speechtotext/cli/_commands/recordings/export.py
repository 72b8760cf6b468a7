"""`speechtotext export`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from speechtotext.cli._arguments.options import json_option
from speechtotext.cli._output.exit_codes import ExitCode
from speechtotext.cli._output.messages import print_error, print_line, print_note
from speechtotext.cli._output.records import print_json

if TYPE_CHECKING:
    from speechtotext.tables import PartitionKey, WriteProgress, WrittenDataset

_KEYS: Final = ("date", "job", "locale")


def _partition_keys(value: str) -> list[str]:
    keys = [key.strip() for key in value.split(",")]
    for key in keys:
        if key not in _KEYS or keys.count(key) > 1:
            raise click.BadParameter(f"{value!r}: use {', '.join(_KEYS)}, each at most once.")
    return keys


@click.command()
@click.argument("origins", metavar="FOLDER...", nargs=-1, required=True)
@click.option("--to", metavar="DIR_OR_URL", required=True, help="Folder or URL of the data set.")
@click.option(
    "--format",
    type=click.Choice(["parquet", "arrow"]),
    default="parquet",
    show_default=True,
    help="File format.",
)
@click.option(
    "--partition-by",
    metavar="COLUMNS",
    type=_partition_keys,
    default=None,
    help="Folders by date, job or locale, or several of them, such as locale,date.",
)
@click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(1, 256),
    default=None,
    help="Number of processes. Default: the number of processors.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first result that cannot be read.")
@json_option
def export(
    origins: tuple[str, ...],
    to: str,
    format: str,
    partition_by: list[PartitionKey] | None,
    processes: int | None,
    fail_fast: bool,
    as_json: bool,
) -> None:
    """Write results as tables: inputs, phrases and words.

    \b
    speechtotext export texts --to dataset
    speechtotext export "results/**/*.json" --to s3://BUCKET/calls --partition-by locale

    FOLDER has the results: of "speechtotext transcribe --out", or any folder with result files of any API version; a
    result file, a pattern, a journal or a URL of fsspec will do as well.

    DIR_OR_URL gets the folders inputs, phrases and words, which pandas, Polars, DuckDB and Spark read. Run the same
    command again to add what is new, or after it was interrupted.
    """
    try:
        from speechtotext.tables import write_dataset
    except ModuleNotFoundError as error:
        raise click.ClickException(f"export needs more: {str(error).rpartition(': ')[2]}") from error
    with _progress() as on_progress:
        done = write_dataset(
            origins,
            to,
            format="arrow" if format == "arrow" else "parquet",
            partition_by=partition_by or (),
            processes=processes or _processors(),
            mode="failfast" if fail_fast else "permissive",
            on_progress=on_progress,
        )
    _report(done, to, as_json=as_json)


def _report(done: WrittenDataset, to: str, *, as_json: bool) -> None:
    """Print what was written.

    Raises:
        click.exceptions.Exit: a result could not be read.
    """
    for sentence in done.unreadable:
        print_error(sentence)
    if as_json:
        counts = {f"new{table.capitalize()}": count for table, count in done.rows.items()}
        print_json({"to": to, "written": done.written, "known": done.known, **counts, "unreadable": done.unreadable})
    elif done.written or done.known:
        for table in done.rows:
            print_line(f"{to.rstrip('/')}/{table}")
    told = ", ".join(f"{count:,} {table}" for table, count in done.rows.items() if table != "inputs")
    known = f"; {done.known:,} exported before" if done.known else ""
    if not (done.written or done.known or done.unreadable):
        print_note("No results were found; no tables were written.")
        return
    print_note(f"Exported {done.written:,} results ({told}{known}).")
    if done.unreadable:
        raise click.exceptions.Exit(ExitCode.FAILED)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _progress() -> Iterator[Callable[[WriteProgress], object]]:
    """Show a progress bar of results."""
    # Imported here because rich is slow to import.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda seen: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda seen: bar.update(task, completed=seen.done, total=seen.total)
