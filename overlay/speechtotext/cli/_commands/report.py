"""`speechtotext transcriptions report`."""

from __future__ import annotations

import click

from speechtotext.cli._arguments.options import json_option, one_id
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.messages import print_line
from speechtotext.cli._output.records import print_json


@click.command()
@one_id
@json_option
@with_service
def report(service: Service, id: str, as_json: bool) -> None:
    """Show what became of each input of a transcription that has ended."""
    for entry in service.group("transcriptions").report(id).inputs:
        if as_json:
            print_json(
                {
                    "source": entry.source,
                    "status": entry.status,
                    "errorKind": entry.error_kind,
                    "errorMessage": entry.error_message,
                }
            )
        else:
            print_line(str(entry))
