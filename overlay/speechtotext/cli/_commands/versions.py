"""`speechtotext versions`."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING

import click

from speechtotext.cli._arguments.api_versions import api_versions, find_version, latest_version
from speechtotext.cli._arguments.options import json_option
from speechtotext.cli._output.messages import print_note, print_sentences
from speechtotext.cli._output.records import print_json
from speechtotext.cli._output.tables import Column, print_table

if TYPE_CHECKING:
    from speechtotext._shims.change import Change

_COLUMNS = (
    Column("VERSION", ("version",)),
    Column("STATE", ("state",), flexible=True, wraps=True),
    Column("TO THE LATEST", ("toTheLatest",)),
)


@click.command()
@click.argument("version", required=False)
@json_option
def versions(version: str | None, as_json: bool) -> None:
    """List the versions of the API, and what it takes to move to the latest.

    A program that names the latest version as api_version of its client is moved to it as it runs; "speechtotext
    migrate" rewrites it. With VERSION, all that has changed since is listed, and what a program can do about what
    cannot be moved.
    """
    if version is None:
        _list(as_json)
        return
    name = find_version(version)
    if name is None:
        raise click.ClickException(f"There is no API version {version!r}: choose one of {', '.join(api_versions())}.")
    _explain(name, as_json)


def _list(as_json: bool) -> None:
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
    if as_json:
        for record in records:
            print_json(record)
        return
    told = "{changes} changes, {limitedChanges} with limits"
    print_table(
        _COLUMNS, ({**record, "toTheLatest": told.format(**record) if record["changes"] else "-"} for record in records)
    )


def _explain(name: str, as_json: bool) -> None:
    changes = _changes(name)
    if not changes and not as_json:
        print_note("It is the latest." if name == latest_version() else f"{name} has no migration steps.")
    for change in changes:
        if as_json:
            members = {"name": change.name, "why": change.why, "request": change.request}
            print_json({**members, "response": change.response, "remedy": change.remedy})
            continue
        print_sentences(change.why)
        for title, text in (("Requests", change.request), ("Answers", change.response), ("Limits", change.remedy)):
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
