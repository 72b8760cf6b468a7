"""`speechtotext versions`."""

from __future__ import annotations

import inspect
from importlib import import_module

import click

from ._api_versions import api_versions
from ._options import json_option
from ._output import Column, print_json, print_table

_COLUMNS = (
    Column("VERSION", ("version",)),
    Column("IMPORT", ("import",)),
    Column("STATE", ("state",), flexible=True, wraps=True),
)


@click.command()
@json_option
def versions(as_json: bool) -> None:
    """List the versions of the API, and the state of each."""
    records = [
        {"version": name, "import": f"speechtotext.{module}", "state": _state(f"speechtotext.{module}")}
        for name, module in api_versions().items()
    ]
    if as_json:
        for record in records:
            print_json(record)
    else:
        print_table(_COLUMNS, records)


def _state(package: str) -> str:
    """What the description of a version's package says of it, in its second paragraph."""
    return (inspect.getdoc(import_module(package)) or "").split("\n\n")[1].splitlines()[0]
