"""`speechtotext wait` and `speechtotext results`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import timedelta

import click

import speechtotext
from speechtotext.cli._arguments.options import ids, timeout_option
from speechtotext.cli._arguments.output_options import with_result_writer
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.progress import job_failures, wait_for_jobs
from speechtotext.cli._output.results import ResultWriter
from speechtotext.cli._output.resume_hints import resume_hint

from .groups import TRANSCRIPTIONS
from .shared_commands import wait_command

wait = wait_command(TRANSCRIPTIONS)


@click.command()
@ids
@timeout_option
@with_result_writer
@with_service
def results(service: Service, ids: tuple[str, ...], timeout: timedelta, writer: ResultWriter) -> None:
    """Save or show the results of transcriptions.

    The command waits for transcriptions that have not ended.
    """
    save_results(service, ids, timeout, writer)


def save_results(service: Service, ids: Sequence[str], timeout: timedelta, writer: ResultWriter) -> None:
    """Wait for transcriptions, and save or print their results.

    Raises:
        click.exceptions.Exit: an input was not transcribed.
    """
    writer.prepare()
    jobs = service.group("transcriptions")
    with resume_hint(results_hint(service, ids, writer), speechtotext.FileError):
        entities = wait_for_jobs(jobs, ids, timeout)
        for error in job_failures(jobs, entities):
            writer.add_failed_job(error)
        for job in entities:
            if job.status == "Succeeded":
                identifier = speechtotext.id_of(job)
                try:
                    for result in jobs.results(job):
                        writer.add_result(result, result.source or identifier, identifier)
                except speechtotext.ResultsIncomplete as incomplete:
                    writer.add_missing_results(incomplete, identifier)
                for entry in jobs.report(job).failed:
                    writer.add_failure(entry.source, identifier, entry.error_kind, entry.error_message)
    writer.finish()


def results_hint(service: Service, ids: Sequence[str], writer: ResultWriter) -> str:
    """Return a hint on how to get the results of transcriptions later."""
    wait = shlex.join(["speechtotext", "wait", *ids, *service.flags])
    results = shlex.join(["speechtotext", "results", *ids, *writer.flags, *service.flags])
    return f"Submitted jobs continue. To wait for them, or to get their results:\n  {wait}\n  {results}"
