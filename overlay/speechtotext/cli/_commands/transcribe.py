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
from speechtotext.cli._arguments.api_versions import is_dated, latest_version
from speechtotext.cli._arguments.inputs import read_url_list, split_urls_and_files
from speechtotext.cli._arguments.options import duration, timeout_option
from speechtotext.cli._arguments.output_options import with_result_writer
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.messages import print_line, print_note
from speechtotext.cli._output.progress import spinner
from speechtotext.cli._output.records import print_json
from speechtotext.cli._output.results import ResultWriter, recording_name
from speechtotext.cli._output.resume_hints import resume_hint

from .request_bodies import TranscriptionOptions, batch_transcription, fast_transcription_definition
from .results import results_hint, save_results
from .resume import batch_hint, finish_batch, output_folder

_MAX_URLS: Final = 1000
_CONNECT_SECONDS: Final = 60.0

_TIMED_FORMATS: Final = frozenset(("html", "srt", "vtt"))


@click.command()
@click.argument("inputs", metavar="[URL|FILE]...", nargs=-1)
@click.option("--from", "more", metavar="FILE", type=click.File(encoding="utf-8"), help="Further URLs, one a line.")
@click.option(
    "--locale", "locales", metavar="LOCALE", multiple=True, help="Language, such as de-DE; several to choose from."
)
@click.option("--diarize", is_flag=True, help="Tell speakers apart.")
@click.option("--max-speakers", metavar="N", type=click.IntRange(2, 35), help="How many there are at most.")
@click.option(
    "--words/--no-words", default=None, help="Times of words; by default for subtitles and html, not with --model."
)
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
@with_result_writer
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
    writer: ResultWriter,
) -> None:
    """Transcribe recordings, at URLs or on this machine.

    What is at URLs is transcribed by a job of the service, a file of this machine at once.

    \b
    speechtotext transcribe call.wav
    speechtotext transcribe https://example.com/call.wav --out texts --format vtt

    A job takes up to 1,000 URLs. With --journal there may be any number: which of them is in which job is kept in
    that file, so that after whatever interruption the same command goes on, and nothing is transcribed twice.
    """
    urls, files = split_urls_and_files(inputs)
    urls += read_url_list(more) if more is not None else []
    if not (urls or files):
        raise click.UsageError("Transcribe what? Give URLs or files, or --from with a list of URLs")
    if urls and files:
        raise click.ClickException("URLs and files are transcribed in different ways: give the ones or the others.")
    if files and (model or keep or journal or no_wait):
        raise click.ClickException("--model, --keep, --journal and --no-wait are for URLs; files are done at once.")
    if diarize:
        writer.tell_speakers()
    options = TranscriptionOptions(
        name=name or (_display_name([*urls, *map(str, files)]) if journal is None else journal.stem),
        locales=locales or (service.settings.locale,),
        diarize=diarize or max_speakers is not None,
        max_speakers=max_speakers,
        word_timestamps=not _TIMED_FORMATS.isdisjoint(writer.formats) and model is None if words is None else words,
        model_url=None if model is None else _model_url(service, model),
        time_to_live=keep,
    )
    if files:
        _transcribe_files(service, files, options, timeout, writer)
    elif journal is not None:
        _transcribe_in_batch(service, urls, options, journal, None if no_wait else timeout, writer)
    else:
        _transcribe_in_job(service, urls, options, None if no_wait else timeout, writer)


def _transcribe_files(
    service: Service,
    files: Sequence[Path],
    options: TranscriptionOptions,
    timeout: timedelta,
    writer: ResultWriter,
) -> None:
    """Transcribe local files, each within the timeout."""
    if not is_dated(service.api_version):
        newest = latest_version()
        raise click.ClickException(
            f"API version {service.api_version} takes URLs only; a file is for --api-version {newest}."
        )
    writer.prepare()
    # Imported here because it is slow to import.
    import httpx

    # The response comes when all is done: nothing is received until then.
    seconds = max(timeout.total_seconds(), 0.001)
    patient = httpx.Timeout(_CONNECT_SECONDS, read=seconds)
    jobs = service.client.with_options(timeout=patient, deadline=seconds).transcriptions
    definition = service.models.TranscribeDefinition.from_dict(fast_transcription_definition(options))
    for file in files:
        try:
            with spinner(f"Transcribing {file}"):
                result = jobs.transcribe_file(file, definition=definition)
        except speechtotext.DeadlineExceeded as error:
            error.add_note(f"{file} was not transcribed in time: give a longer --timeout, such as 2h.")
            raise
        except speechtotext.InvalidRequest as error:
            writer.add_failure(str(file), None, error.code, error.message)
        else:
            writer.add_result(result, str(file), None)
    writer.finish()


def _transcribe_in_job(
    service: Service,
    urls: Sequence[str],
    options: TranscriptionOptions,
    timeout: timedelta | None,
    writer: ResultWriter,
) -> None:
    """Transcribe URLs in one job."""
    if len(urls) > _MAX_URLS:
        raise click.ClickException(
            f"A job takes {_MAX_URLS:,} URLs, not {len(urls):,}: with --journal there may be more."
        )
    # Imported here because sqlite3 is slow to import.
    from speechtotext._batches.batch import check_expiry

    with _invalid_urls_reported():
        check_expiry(urls, _clock.utc_now())
    writer.prepare()
    body = {**batch_transcription(service.api_version, options), "contentUrls": list(urls)}
    submit = service.method("transcriptions", "submit", "create")
    with resume_hint("If it was submitted before that, it goes on, and is listed by: speechtotext transcriptions list"):
        job = submit(service.models.Transcription.from_dict(body))
    ids = [speechtotext.id_of(job)]
    if timeout is not None:
        save_results(service, ids, timeout, writer)
    elif writer.as_json:
        print_json(job.to_dict())
    else:
        print_line(ids[0])
        print_note(results_hint(service, ids, writer))


def _transcribe_in_batch(
    service: Service,
    urls: Sequence[str],
    options: TranscriptionOptions,
    journal: Path,
    timeout: timedelta | None,
    writer: ResultWriter,
) -> None:
    """Transcribe any number of URLs, in as many jobs as needed."""
    output_folder(writer)
    body = service.models.Transcription.from_dict(batch_transcription(service.api_version, options))
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


@contextmanager
def _invalid_urls_reported() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        text = str(error)
        raise click.ClickException(f"{text[0].upper()}{text[1:]}.") from error


def _model_url(service: Service, model: str) -> str:
    """Return the URL of a custom or base model."""
    if "://" in model:
        return model
    models = service.group("models")
    try:
        found = models.get_custom_model(model)
    except speechtotext.NotFound:
        found = models.get_base_model(model)
    return str(found.self_)


def _display_name(recordings: Sequence[str]) -> str:
    """Return a display name for a transcription."""
    rest = f" and {len(recordings) - 1} more" if len(recordings) > 1 else ""
    return f"{recording_name(recordings[0])}{rest}"
