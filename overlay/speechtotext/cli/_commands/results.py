"""`speechtotext wait` and `speechtotext results`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import timedelta

import click

import speechtotext
from speechtotext.cli._arguments.options import ids, timeout_option
from speechtotext.cli._arguments.output_options import with_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.progress import ended, failures
from speechtotext.cli._output.results import Output
from speechtotext.cli._output.resume_hints import going_on

from .entities import wait_command
from .groups import TRANSCRIPTIONS

wait = wait_command(TRANSCRIPTIONS)


@click.command()
@ids
@timeout_option
@with_output
@with_service
def results(service: Service, ids: tuple[str, ...], timeout: timedelta, output: Output) -> None:
    """Save or show the results of transcriptions.

    Those that have not ended are waited for.
    """
    fetch(service, ids, timeout, output)


def fetch(service: Service, ids: Sequence[str], timeout: timedelta, output: Output) -> None:
    """Wait for transcriptions, and save or show their results.

    Raises:
        click.exceptions.Exit: something was not transcribed.
    """
    output.prepare()
    jobs = service.group("transcriptions")
    with going_on(fetching(service, ids, output), speechtotext.FileError):
        entities = ended(jobs, ids, timeout)
        for error in failures(jobs, entities):
            output.take_failed_job(error)
        for job in entities:
            if job.status == "Succeeded":
                identifier = speechtotext.id_of(job)
                for result in jobs.results(job):
                    output.take(result, result.source or identifier, identifier)
                for entry in jobs.report(job).failed:
                    output.take_failure(entry.source, identifier, entry.error_kind, entry.error_message)
    output.finish()


def fetching(service: Service, ids: Sequence[str], output: Output) -> str:
    """How to go on with transcriptions."""
    wait = shlex.join(["speechtotext", "wait", *ids, *service.flags])
    results = shlex.join(["speechtotext", "results", *ids, *output.flags, *service.flags])
    return f"What was submitted goes on. To wait for it, or to get its results:\n  {wait}\n  {results}"
