"""`speechtotext resume`, and batches with a journal."""

from __future__ import annotations

import shlex
from datetime import timedelta
from pathlib import Path

import click

from speechtotext.cli._arguments.options import timeout_option
from speechtotext.cli._arguments.output_options import with_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.progress import job_progress
from speechtotext.cli._output.results import Output
from speechtotext.cli._output.resume_hints import going_on

# Below the folder of the results: the files that the service gave.
_JOBS = "jobs"


@click.command()
@click.argument("journal", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--retry-failed", is_flag=True, help="First submit the inputs again that failed.")
@timeout_option
@with_output
@with_service
def resume(service: Service, journal: Path, retry_failed: bool, timeout: timedelta, output: Output) -> None:
    """Go on with a batch that has a journal.

    "speechtotext transcribe --journal" began it: submit what is left, wait, and save the results.
    """
    if retry_failed:
        service.group("transcriptions").retry_failed(journal)
    finish_batch(service, journal, timeout, output)


def finish_batch(service: Service, journal: Path, timeout: timedelta, output: Output) -> None:
    """Bring a batch to its end, and save the results.

    Raises:
        click.ClickException: no folder was given.
        click.exceptions.Exit: something was not transcribed.
    """
    # Here, because its decoder is slow to import.
    from speechtotext import TranscriptionResult

    folder = folder_of(output)
    jobs = service.group("transcriptions")
    with going_on(resuming(service, journal, output)):
        with job_progress() as progress:
            summary = jobs.resume(journal, folder / _JOBS, timeout=timeout.total_seconds(), on_progress=progress)
        for entry in summary.inputs:
            if entry.result is not None:
                output.take(TranscriptionResult.load(entry.result), entry.source, entry.job)
            else:
                output.take_failure(entry.source, entry.job, entry.error_kind, entry.error_message)
    output.finish()


def folder_of(output: Output) -> Path:
    """The folder that the results of a batch go to, which is made.

    Raises:
        click.ClickException: none was given, or it cannot be made.
    """
    if output.folder is None:
        raise click.ClickException("The results of a batch are saved: give --out.")
    output.prepare()
    return output.folder


def resuming(service: Service, journal: Path, output: Output) -> str:
    """How to go on with a batch."""
    command = shlex.join(["speechtotext", "resume", str(journal), *output.flags, *service.flags])
    return f"What was submitted goes on. To wait for it and to get its results:\n  {command}"
