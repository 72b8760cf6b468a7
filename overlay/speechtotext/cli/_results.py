"""`speechtotext wait` and `results`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import timedelta

import click

import speechtotext

from ._entity_commands import wait_command
from ._going_on import going_on
from ._groups import TRANSCRIPTIONS
from ._options import ids, timeout_option
from ._progress import ended, failures
from ._saving import Output, with_output
from ._service import Service, with_service

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
