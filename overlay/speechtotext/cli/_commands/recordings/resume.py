"""`speechtotext resume`, and batches with a journal."""

from __future__ import annotations

import shlex
from datetime import timedelta
from pathlib import Path

import click

from speechtotext.cli._arguments.options import timeout_option
from speechtotext.cli._arguments.output_options import with_result_writer
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.progress import job_progress
from speechtotext.cli._output.results import ResultWriter
from speechtotext.cli._output.resume_hints import resume_hint

from .run import continue_run

# Subfolder of the results for the files as the service delivers them.
_JOBS_FOLDER = "jobs"


@click.command()
@click.argument("place", metavar="FOLDER|JOURNAL", type=click.Path(exists=True, path_type=Path))
@click.option("--retry-failed", is_flag=True, help="Try failed inputs again.")
@timeout_option
@with_result_writer
@with_service
def resume(service: Service, place: Path, retry_failed: bool, timeout: timedelta, writer: ResultWriter) -> None:
    """Continue an interrupted run of "speechtotext transcribe".

    \b
    speechtotext resume texts
    speechtotext resume may.journal --out may

    FOLDER holds the results of an interrupted run: what is left is transcribed with the settings and formats of that
    run. For a JOURNAL of "transcribe --journal", submit what is left, wait, and save the results.
    """
    if place.is_dir():
        continue_run(service, place, writer, retry_failed=retry_failed, timeout=timeout)
        return
    if retry_failed:
        service.group("transcriptions").retry_failed(place)
    finish_batch(service, place, timeout, writer)


def finish_batch(service: Service, journal: Path, timeout: timedelta, writer: ResultWriter) -> None:
    """Wait for a batch, and save its results.

    Raises:
        click.ClickException: no folder was given.
        click.exceptions.Exit: an input was not transcribed.
    """
    # Imported here because the decoder is slow to import.
    from speechtotext import TranscriptionResult

    folder = output_folder(writer)
    jobs = service.group("transcriptions")
    with resume_hint(batch_hint(service, journal, writer)):
        with job_progress() as progress:
            summary = jobs.resume(journal, folder / _JOBS_FOLDER, timeout=timeout.total_seconds(), on_progress=progress)
        for entry in summary.inputs:
            if entry.result is not None:
                writer.add_result(TranscriptionResult.load(entry.result), entry.source, entry.job)
            else:
                writer.add_failure(entry.source, entry.job, entry.error_kind, entry.error_message)
    writer.finish()


def output_folder(writer: ResultWriter) -> Path:
    """Create and return the folder for the results of a batch.

    Raises:
        click.ClickException: none was given, or it cannot be created.
    """
    if writer.folder is None:
        raise click.ClickException("A batch saves its results in a folder: give --out.")
    writer.prepare()
    return writer.folder


def batch_hint(service: Service, journal: Path, writer: ResultWriter) -> str:
    """Return a hint on how to resume a batch."""
    command = shlex.join(["speechtotext", "resume", str(journal), *writer.flags, *service.flags])
    return f"Submitted jobs continue. To wait for them and to get their results:\n  {command}"
