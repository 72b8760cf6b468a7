"""`speechtotext transcriptions report`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from speechtotext.cli._arguments.options import one_id
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.records import RecordOutput


@click.command()
@one_id
@with_record_output
@with_service
def report(service: Service, id: str, output: RecordOutput) -> None:
    """Show the outcome of each input of a transcription."""
    output.print_records(
        (
            {
                "source": entry.source,
                "status": entry.status,
                "errorKind": entry.error_kind,
                "errorMessage": entry.error_message,
            }
            for entry in service.group("transcriptions").report(id).inputs
        ),
        text=_line,
    )


def _line(record: Mapping[str, Any]) -> str:
    # Imported here because the client is slow to import.
    from speechtotext._polling.report import ReportedInput

    return str(ReportedInput(record["source"], record["status"], record["errorKind"], record["errorMessage"]))
