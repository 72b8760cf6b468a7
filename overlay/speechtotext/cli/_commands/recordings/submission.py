"""Submit URLs without waiting, or with a journal at a place of the user's choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

import speechtotext
from speechtotext import _clock
from speechtotext.cli._arguments.service import Service
from speechtotext.cli._commands.entities.results import results_hint
from speechtotext.cli._output.messages import print_line, print_note
from speechtotext.cli._output.records import print_json
from speechtotext.cli._output.redaction import printable
from speechtotext.cli._output.results import ResultWriter, recording_name
from speechtotext.cli._output.resume_hints import resume_hint

from .resume import batch_hint, finish_batch, output_folder
from .run import NOTHING_FOUND

_MAX_URLS: Final = 1000


def submit_job(service: Service, inputs: Iterable[str], settings: dict[str, Any], writer: ResultWriter) -> None:
    """Submit URLs in one job, and print its id.

    Raises:
        click.ClickException: an input is no URL, or there are too many for a job.
    """
    urls = list(dict.fromkeys(_checked_urls(islice(inputs, _MAX_URLS + 1))))
    if not urls:
        print_note(f"{NOTHING_FOUND}.")
        return
    if len(urls) > _MAX_URLS:
        raise click.ClickException(f"A job takes {_MAX_URLS:,} URLs: with --journal or --out there may be more.")
    # Imported here because sqlite3 is slow to import.
    from speechtotext._batches.batch import check_expiry

    with _invalid_urls_reported():
        check_expiry(urls, _clock.utc_now())
    settings.setdefault("display_name", _display_name(urls))
    body = {**_body(service, settings), "contentUrls": urls}
    submit = service.method("transcriptions", "submit", "create")
    with resume_hint(
        "If the job was submitted before that, it continues. To list it: speechtotext transcriptions list"
    ):
        job = submit(service.models.Transcription.from_dict(body))
    ids = [speechtotext.id_of(job)]
    if writer.as_json:
        print_json(job.to_dict())
    else:
        print_line(ids[0])
        print_note(results_hint(service, ids, writer))


def submit_batch(
    service: Service,
    inputs: Iterable[str],
    settings: dict[str, Any],
    journal: Path,
    timeout: timedelta | None,
    writer: ResultWriter,
) -> None:
    """Submit any number of URLs, in as many jobs as needed, and wait for them unless there is no timeout.

    Raises:
        click.ClickException: an input is no URL.
    """
    output_folder(writer)
    settings.setdefault("display_name", journal.stem)
    body = service.models.Transcription.from_dict(_body(service, settings))
    urls = _checked_urls(inputs)
    if not urls:
        print_note(f"{NOTHING_FOUND}.")
        return
    with _invalid_urls_reported(), resume_hint(batch_hint(service, journal, writer)):
        summary = service.group("transcriptions").submit_all(urls, body, journal=journal)
    if timeout is not None:
        finish_batch(service, journal, timeout, writer)
        return
    for job in summary.jobs:
        if writer.as_json:
            print_json({"job": job})
        else:
            print_line(job)
    print_note(batch_hint(service, journal, writer))


def _body(service: Service, settings: dict[str, Any]) -> dict[str, Any]:
    # Imported here because the client is slow to import.
    from speechtotext._recordings.settings import TranscriptionSettings, batch_body

    return batch_body(service.api_version, TranscriptionSettings(**settings))


def _checked_urls(inputs: Iterable[str]) -> list[str]:
    """Return the URLs.

    Raises:
        click.ClickException: an input is no URL.
    """
    from speechtotext._batches.inputs import is_absolute_url

    urls = list(inputs)
    for url in urls:
        if not is_absolute_url(url):
            raise click.ClickException(
                f"{printable(url)!r} is not the URL of a recording, such as https://example.com/call.wav: "
                "--journal and --no-wait are for URLs."
            )
    return urls


@contextmanager
def _invalid_urls_reported() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        text = str(error)
        raise click.ClickException(f"{text[0].upper()}{text[1:]}.") from error


def _display_name(recordings: Sequence[str]) -> str:
    """Return a display name for a transcription."""
    rest = f" and {len(recordings) - 1} more" if len(recordings) > 1 else ""
    return f"{recording_name(recordings[0])}{rest}"
