"""`speechtotext versions`."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from speechtotext.cli._arguments.api_versions import api_versions, find_version, latest_version
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._output.messages import print_note, print_sentences
from speechtotext.cli._output.records import RecordOutput
from speechtotext.cli._output.tables import Column

if TYPE_CHECKING:
    from speechtotext._shims.change import Change


def _told_changes(record: Mapping[str, Any]) -> str:
    return f"{record['changes']} changes, {record['limitedChanges']} with limits" if record["changes"] else "-"


_COLUMNS = (
    Column("VERSION", ("version",)),
    Column("STATE", ("state",), flexible=True, wraps=True),
    Column("TO THE LATEST", (), key="toTheLatest", computed=_told_changes),
)


@click.command()
@click.argument("version", required=False)
@with_record_output
def versions(version: str | None, output: RecordOutput) -> None:
    """List the API versions and the changes on the way to the latest.

    A program that names the latest version as api_version of its client is moved to it as it runs; "speechtotext
    migrate" rewrites it. With VERSION, all that has changed since is listed, and what a program can do about what
    cannot be moved.
    """
    if version is None:
        _list(output)
        return
    name = find_version(version)
    if name is None:
        raise click.ClickException(f"There is no API version {version!r}: choose one of {', '.join(api_versions())}.")
    _explain(name, output)


def _list(output: RecordOutput) -> None:
    records = []
    for name, module in api_versions().items():
        changes = _changes(name)
        limited = sum(bool(change.remedy) for change in changes)
        records.append(
            {
                "version": name,
                "import": f"speechtotext.{module}",
                "state": _state(module),
                "changes": len(changes),
                "limitedChanges": limited,
            }
        )
    output.print_records(records, _COLUMNS)


def _explain(name: str, output: RecordOutput) -> None:
    changes = _changes(name)
    if not output.is_text:
        output.print_records(
            {
                "name": change.name,
                "why": change.why,
                "request": change.request,
                "response": change.response,
                "remedy": change.remedy,
            }
            for change in changes
        )
        return
    if not changes:
        print_note("It is the latest." if name == latest_version() else f"{name} has no migration steps.")
    for change in changes:
        print_sentences(change.why)
        details = {"Requests": change.request, "Responses": change.response, "What to do": change.remedy}
        for title, text in details.items():
            if text:
                print_sentences(f"{title}: {text}", indent=2)


def _changes(name: str) -> list[Change]:
    """Return the changes from a version to the latest that has migration steps; none for a version without steps."""
    # Imported here because the client is slow to import.
    from speechtotext._shims.steps import VERSIONS, steps_between

    steps = steps_between(name, VERSIONS[-1]) if name in VERSIONS else ()
    return [change for step in steps for change in step.changes]


def _state(module: str) -> str:
    """Return the lifecycle state of a version, from the docstring of its package."""
    return (inspect.getdoc(import_module(f"speechtotext.{module}")) or "").split("\n\n")[1].splitlines()[0]
