"""`speechtotext transcribe`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, Final

import click

import speechtotext
from speechtotext import _clock
from speechtotext.cli._arguments.api_versions import api_versions, is_dated
from speechtotext.cli._arguments.inputs import listed_urls, urls_and_files
from speechtotext.cli._arguments.options import duration, timeout_option
from speechtotext.cli._arguments.output_options import with_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.messages import note, print_line
from speechtotext.cli._output.progress import working
from speechtotext.cli._output.records import print_json
from speechtotext.cli._output.results import Output, name_of
from speechtotext.cli._output.resume_hints import going_on

from .request_bodies import Wishes, fast_transcription, transcription
from .results import fetch, fetching
from .resume import finish_batch, folder_of, resuming

_MOST_URLS: Final = 1000

_SUBTITLES: Final = frozenset(("srt", "vtt"))


@click.command()
@click.argument("inputs", metavar="[URL|FILE]...", nargs=-1)
@click.option("--from", "more", metavar="FILE", type=click.File(encoding="utf-8"), help="Further URLs, one a line.")
@click.option(
    "--locale", "locales", metavar="LOCALE", multiple=True, help="Language, such as de-DE; several to choose from."
)
@click.option("--diarize", is_flag=True, help="Tell speakers apart.")
@click.option("--max-speakers", metavar="N", type=click.IntRange(2, 35), help="How many there are at most.")
@click.option("--words/--no-words", default=None, help="Times of words; by default for subtitles without --model.")
@click.option("--model", metavar="ID|URL", help="Transcribe with this model.")
@click.option("--name", metavar="TEXT", help="Name to show for the transcription; by default that of the recording.")
@click.option("--keep", metavar="DURATION", type=duration, help="How long the service keeps the results, such as 7d.")
@click.option(
    "--journal",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep account there, for any number of URLs.",
)
@click.option("--no-wait", is_flag=True, help="Submit only.")
@timeout_option
@with_output
@with_service
def transcribe(
    service: Service,
    inputs: tuple[str, ...],
    more: IO[str] | None,
    locales: tuple[str, ...],
    diarize: bool,
    max_speakers: int | None,
    words: bool | None,
    model: str | None,
    name: str | None,
    keep: timedelta | None,
    journal: Path | None,
    no_wait: bool,
    timeout: timedelta,
    output: Output,
) -> None:
    """Transcribe recordings, at URLs or on this machine.

    What is at URLs is transcribed by a job of the service, a file of this machine at once.

    \b
    speechtotext transcribe call.wav
    speechtotext transcribe https://example.com/call.wav --out texts --format vtt

    A job takes up to 1,000 URLs. With --journal there may be any number: which of them is in which job is kept in
    that file, so that after whatever interruption the same command goes on, and nothing is transcribed twice.
    """
    urls, files = urls_and_files(inputs)
    urls += listed_urls(more) if more is not None else []
    if not (urls or files):
        raise click.UsageError("Transcribe what? Give URLs or files, or --from with a list of URLs")
    if urls and files:
        raise click.ClickException("URLs and files are transcribed in different ways: give the ones or the others.")
    if files and (model or keep or journal or no_wait):
        raise click.ClickException("--model, --keep, --journal and --no-wait are for URLs; files are done at once.")
    output.speakers |= diarize
    wishes = Wishes(
        name=name or (_name([*urls, *map(str, files)]) if journal is None else journal.stem),
        locales=locales or (service.settings.locale,),
        diarize=diarize or max_speakers is not None,
        max_speakers=max_speakers,
        words=not _SUBTITLES.isdisjoint(output.formats) and model is None if words is None else words,
        model=None if model is None else _url_of(service, model),
        kept=keep,
    )
    if files:
        _at_once(service, files, wishes, output)
    elif journal is not None:
        _in_batch(service, urls, wishes, journal, None if no_wait else timeout, output)
    else:
        _in_job(service, urls, wishes, None if no_wait else timeout, output)


def _at_once(service: Service, files: Sequence[Path], wishes: Wishes, output: Output) -> None:
    """Transcribe files of this machine."""
    if not is_dated(service.api_version):
        newest = list(api_versions())[-1]
        raise click.ClickException(
            f"API version {service.api_version} takes URLs only; a file is for --api-version {newest}."
        )
    output.prepare()
    jobs = service.group("transcriptions")
    definition = service.models.TranscribeDefinition.from_dict(fast_transcription(wishes))
    for file in files:
        try:
            with working(f"Transcribing {file}"):
                result = jobs.transcribe_file(file, definition=definition)
        except speechtotext.InvalidRequest as error:
            output.take_failure(str(file), None, error.code, error.message)
        else:
            output.take(result, str(file), None)
    output.finish()


def _in_job(service: Service, urls: Sequence[str], wishes: Wishes, timeout: timedelta | None, output: Output) -> None:
    """Transcribe what is at URLs, in one job."""
    if len(urls) > _MOST_URLS:
        raise click.ClickException(
            f"A job takes {_MOST_URLS:,} URLs, not {len(urls):,}: with --journal there may be more."
        )
    # Here, because the journal of batches is slow to import.
    from speechtotext._batches.batch import check_expiry

    with _links_checked():
        check_expiry(urls, _clock.utc_now())
    output.prepare()
    body = {**transcription(service.api_version, wishes), "contentUrls": list(urls)}
    submit = service.method("transcriptions", "submit", "create")
    with going_on("If it was submitted before that, it goes on, and is listed by: speechtotext transcriptions list"):
        job = submit(service.models.Transcription.from_dict(body))
    ids = [speechtotext.id_of(job)]
    if timeout is not None:
        fetch(service, ids, timeout, output)
    elif output.as_json:
        print_json(job.to_dict())
    else:
        print_line(ids[0])
        note(fetching(service, ids, output))


def _in_batch(
    service: Service, urls: Sequence[str], wishes: Wishes, journal: Path, timeout: timedelta | None, output: Output
) -> None:
    """Transcribe what is at any number of URLs, in as many jobs as they need."""
    folder_of(output)
    body = service.models.Transcription.from_dict(transcription(service.api_version, wishes))
    with _links_checked(), going_on(resuming(service, journal, output)):
        summary = service.group("transcriptions").submit_all(urls, body, journal=journal)
    if timeout is not None:
        finish_batch(service, journal, timeout, output)
        return
    for job in summary.jobs:
        if output.as_json:
            print_json({"job": job})
        else:
            print_line(job)
    note(resuming(service, journal, output))


@contextmanager
def _links_checked() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        text = str(error)
        raise click.ClickException(f"{text[0].upper()}{text[1:]}.") from error


def _url_of(service: Service, model: str) -> str:
    """URL of a model, which may be one's own or one of the service."""
    if "://" in model:
        return model
    models = service.group("models")
    try:
        found = models.get_custom_model(model)
    except speechtotext.NotFound:
        found = models.get_base_model(model)
    return str(found.self_)


def _name(recordings: Sequence[str]) -> str:
    """A name to show for a transcription."""
    rest = f" and {len(recordings) - 1} more" if len(recordings) > 1 else ""
    return f"{name_of(recordings[0])}{rest}"
