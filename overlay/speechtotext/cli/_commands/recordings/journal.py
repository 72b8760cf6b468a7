"""`speechtotext journal`."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.session_options import with_session
from speechtotext.cli._output.messages import print_note
from speechtotext.cli._output.records import RecordOutput, print_json_document
from speechtotext.cli._output.redaction import without_secrets
from speechtotext.cli._output.tables import Column

if TYPE_CHECKING:
    from speechtotext._recordings.journal_contents import JournalContents, JournalEntry

_COLUMNS: Final = (
    Column("STATUS", ("status",)),
    Column("SOURCE", ("source",), flexible=True),
    Column("ERROR", ("errorKind",)),
    Column("MESSAGE", ("errorMessage",), flexible=True, wraps=True),
    Column("JOB", ("job",)),
)
# How long to wait for a run that holds a journal, in seconds.
_PATIENCE: Final = 1.0

_place = click.argument("place", metavar="FILE|FOLDER", type=click.Path(exists=True, path_type=Path))


class _ShowByDefault(click.Group):
    """A group that shows a journal if its first argument names no command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, args if args[0] in self.commands else ["show", *args])


@click.group(
    cls=_ShowByDefault,
    context_settings={"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]},
    epilog='"speechtotext journal texts --failed" is short for "speechtotext journal show texts --failed".',
)
def journal() -> None:
    """Show the content of a journal, or forget missing recordings.

    A journal is a folder of results of "transcribe --out", or a file of "transcribe --journal".
    """


@journal.command()
@_place
@click.option("--inputs", is_flag=True, help="List all inputs.")
@click.option("--failed", is_flag=True, help="List the inputs that failed.")
@click.option("--export", type=click.Choice(("csv", "json")), help="Print all inputs with their details.")
@with_record_output
@with_session
def show(place: Path, inputs: bool, failed: bool, export: str | None, output: RecordOutput) -> None:
    """Show how many inputs have succeeded, failed, and are pending; also during a run. It sends no requests."""
    # Imported here because the client and sqlite3 are slow to import.
    from speechtotext._core.file_flows import run_file_flow
    from speechtotext._recordings.journal_contents import read_contents

    contents = run_file_flow(read_contents(place))
    records = [_record(entry) for entry in contents.entries if entry.status == "Failed" or not failed]
    if export == "csv":
        click.echo(_csv(records), nl=False)
    elif export == "json":
        print_json_document(records)
    elif inputs or failed:
        output.print_records(records, _COLUMNS)
    else:
        output.print_record(_summary(contents))


@journal.command()
@_place
@click.option(
    "--unseen",
    metavar="RUNS",
    type=click.IntRange(1, 1000),
    default=30,
    show_default=True,
    help="Forget recordings that this number of runs did not find.",
)
@click.option("--dry-run", is_flag=True, help="Only list the recordings to forget.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask for confirmation.")
@with_record_output
@with_session
def prune(place: Path, unseen: int, dry_run: bool, yes: bool, output: RecordOutput) -> None:
    """Forget finished recordings that recent runs did not find.

    Files on this machine that still exist are kept. Saved texts stay. If a forgotten recording
    returns, it is transcribed and paid again.
    """
    # Imported here because the client and sqlite3 are slow to import.
    from speechtotext._core.file_flows import run_file_flow
    from speechtotext._recordings import journal_contents

    def run(*, dry_run: bool) -> list[JournalEntry]:
        return run_file_flow(journal_contents.prune(place, unseen, _PATIENCE, dry_run=dry_run))

    if not (dry_run or yes) and sys.stdin.isatty():
        count = len(run(dry_run=True))
        if not click.confirm(f"Forget {_counted(count)}?", err=True):
            print_note("Nothing was forgotten.")
            return
    gone = run(dry_run=dry_run)
    output.print_records(map(_record, gone), _COLUMNS, text=lambda record: str(record["source"]))
    print_note(f"{_counted(len(gone))} {'would be ' if dry_run else ''}forgotten.")


def _record(entry: JournalEntry) -> dict[str, Any]:
    return {
        "source": entry.source,
        "status": entry.status,
        "way": entry.way,
        "job": entry.job,
        "errorKind": entry.error_kind,
        "errorMessage": entry.error_message,
        "result": None if entry.result is None else str(entry.result),
        "files": [str(file) for file in entry.files],
    }


def _summary(contents: JournalContents) -> dict[str, Any]:
    counts = Counter(entry.status for entry in contents.entries)
    kinds = Counter(entry.error_kind or "Unknown" for entry in contents.entries if entry.status == "Failed")
    return {
        "journal": str(contents.path),
        "apiVersion": contents.api_version,
        "resource": contents.origin,
        "inputs": len(contents.entries),
        "succeeded": counts["Succeeded"],
        "failed": counts["Failed"],
        "pending": counts["Pending"],
        "jobs": len({entry.job for entry in contents.entries if entry.job}),
        "failures": dict(sorted(kinds.items())),
    }


def _csv(records: Sequence[Mapping[str, Any]]) -> str:
    """Return records as comma-separated values under a header; lists are JSON."""
    text = io.StringIO()
    # All records have the same members.
    names = [*records[0]] if records else ["source", "status"]
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(_cells(without_secrets(record).values()) for record in records)
    return text.getvalue()


def _cells(values: Iterable[Any]) -> list[Any]:
    return [json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value for value in values]


def _counted(count: int) -> str:
    return f"{count:,} {'input' if count == 1 else 'inputs'}"
