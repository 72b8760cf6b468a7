"""`speechtotext endpoints logs`."""

from __future__ import annotations

from pathlib import Path

import click

from speechtotext.cli._arguments.options import one_id, out_option
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.entities import print_files
from speechtotext.cli._output.progress import transfer_progress
from speechtotext.cli._output.records import RecordOutput


@click.command()
@one_id
@out_option("Folder for the files.", required=True)
@with_record_output
@with_service
def logs(service: Service, id: str, out: Path, output: RecordOutput) -> None:
    """Download the logs of an endpoint into a folder: audio and transcripts. Up to v3.2."""
    download = service.method("endpoints", "download_logs")
    with transfer_progress() as on_progress:
        files = download(id, out, on_progress=on_progress)
    print_files(files, output)
