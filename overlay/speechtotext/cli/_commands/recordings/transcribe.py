"""`speechtotext transcribe`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import click

import speechtotext
from speechtotext.cli._arguments.options import duration, timeout_option
from speechtotext.cli._arguments.output_options import with_result_writer
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._arguments.transcription_options import with_transcription_settings
from speechtotext.cli._output.results import ResultWriter

from .run import transcribe_recordings
from .submission import submit_batch, submit_job

_TIMED_FORMATS: Final = frozenset(("html", "srt", "vtt"))
_EVERY: Final = timedelta(minutes=1)


@click.command()
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@click.option(
    "--from",
    "lists",
    metavar="LIST",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="File with further inputs, one per line.",
)
@with_result_writer
@with_transcription_settings
@click.option("--fast", "how", flag_value="fast", help="Use fast transcription for all inputs.")
@click.option("--batch", "how", flag_value="batch", help="Use batch jobs for all inputs.")
@click.option(
    "--storage",
    metavar="URL",
    help="Storage for uploads of local files, such as az://ACCOUNT/CONTAINER or s3://BUCKET.",
)
@click.option("--keep", is_flag=True, help="Keep uploads in --storage.")
@click.option(
    "--concurrency",
    metavar="N",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    help="Maximum number of concurrent fast transcriptions and transfers.",
)
@click.option("--retry-failed", is_flag=True, help="Try failed inputs of earlier runs again.")
@click.option("--force", is_flag=True, help="Transcribe finished inputs again.")
@click.option("--watch", is_flag=True, help="Keep transcribing new recordings, until interrupted.")
@click.option("--every", metavar="DURATION", type=duration, help="Watch, with this interval. Default: 1m.")
@click.option(
    "--journal",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="For URLs only: path of the journal, instead of the one in --out.",
)
@click.option("--no-wait", is_flag=True, help="For URLs only: submit jobs, and do not wait for them.")
@timeout_option
@with_service
@click.pass_context
def transcribe(
    context: click.Context,
    service: Service,
    inputs: tuple[str, ...],
    lists: tuple[str, ...],
    settings: dict[str, Any],
    how: str | None,
    storage: str | None,
    keep: bool,
    concurrency: int,
    retry_failed: bool,
    force: bool,
    watch: bool,
    every: timedelta | None,
    journal: Path | None,
    no_wait: bool,
    timeout: timedelta,
    writer: ResultWriter,
) -> None:
    """Transcribe recordings: files, folders, patterns, URLs, and storage.

    \b
    speechtotext transcribe call.wav
    speechtotext transcribe calls/ --out texts --format txt --format srt
    speechtotext transcribe "calls/**/*.mp3" https://example.com/call.wav --out texts --language en-US
    speechtotext transcribe az://ACCOUNT/CONTAINER/2026 --out texts --language de-DE --watch

    An INPUT is a file, a folder with everything below it, a pattern, the URL of a recording, or storage such as
    az://ACCOUNT/CONTAINER/PREFIX or s3://BUCKET/PREFIX; - stands for a list on standard input.

    Local files go through fast transcription, which takes up to 500 MB, everything else through batch jobs, which
    need a --language. With --out
    the folders of the inputs are mirrored there, and a second run does only what is missing: run the same command
    every night.
    """
    _check_inputs(inputs, lists, keep)
    given = _Inputs(inputs, lists)
    settings = _completed(service, settings, writer)
    if journal is not None or no_wait:
        _check_submission(context, how, storage)
        wait = None if no_wait else timeout
        if journal is not None:
            submit_batch(service, given, settings, journal, wait, writer)
        else:
            submit_job(service, given, settings, writer)
        return
    watched = watch or every is not None
    if watched and "-" in (*inputs, *lists):
        raise click.ClickException("--watch cannot follow a list on standard input, which ends: give --from FILE.")
    if watched and writer.folder is None:
        raise click.ClickException("--watch saves results in a folder: give --out.")
    is_limited = not watched or context.get_parameter_source("timeout") is click.core.ParameterSource.COMMANDLINE
    transcribe_recordings(
        service,
        writer,
        inputs=given,
        how=how or "auto",
        storage=None if storage is None else service.storage(storage),
        keep_uploads=keep,
        concurrency=concurrency,
        retry_failed=retry_failed,
        force=force,
        watch=(every or _EVERY).total_seconds() if watched else None,
        timeout=timeout.total_seconds() if is_limited else None,
        **settings,
    )


def _check_inputs(inputs: tuple[str, ...], lists: tuple[str, ...], keep: bool) -> None:
    """Check that there are inputs.

    Raises:
        click.ClickException: there are none, or an option has the meaning of an earlier version.
    """
    if not (inputs or lists):
        raise click.UsageError("Transcribe what? Give files, folders or URLs, or --from with a list of them")
    for text in inputs:
        if keep and re.fullmatch(r"\d+[smhdw]", text) and not os.path.lexists(text):
            raise click.UsageError(
                f"--keep takes no duration: --time-to-live {text} sets how long the service keeps results"
            )


class _Inputs:
    """The inputs, and those that the lists name, which are read each time and as they are asked for."""

    def __init__(self, inputs: Iterable[str], lists: Iterable[str]) -> None:
        self._inputs = inputs
        self._lists = lists

    def __iter__(self) -> Iterator[str]:
        # Imported here because the client is slow to import.
        from speechtotext._recordings.finding.lists import read_list

        yield from self._inputs
        for path in self._lists:
            if path == "-":
                yield path
            else:
                yield from read_list(path)


def _completed(service: Service, settings: dict[str, Any], writer: ResultWriter) -> dict[str, Any]:
    """Return the settings with what follows from others."""
    completed = dict(settings)
    if service.settings.locale:
        completed.setdefault("locale", service.settings.locale)
    if settings.get("diarize"):
        writer.tell_speakers()
    completed.setdefault("words", not _TIMED_FORMATS.isdisjoint(writer.formats) and "model" not in settings)
    if "model" in settings:
        completed["model"] = _model_url(service, settings["model"])
    return completed


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


def _check_submission(context: click.Context, how: str | None, storage: str | None) -> None:
    """Check that an option suits --journal and --no-wait.

    Raises:
        click.ClickException: one does not.
    """
    told = {"--fast": how == "fast", "--storage": storage is not None}
    for name in ("keep", "retry_failed", "force", "watch", "every"):
        told[f"--{name.replace('_', '-')}"] = bool(context.params[name])
    unsuitable = [flag for flag, is_given in told.items() if is_given]
    if unsuitable:
        raise click.ClickException(
            f"{unsuitable[0]} does not go with --journal and --no-wait, which are for URLs: give --out alone."
        )
