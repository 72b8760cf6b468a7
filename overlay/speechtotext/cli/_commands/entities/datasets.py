"""`speechtotext datasets upload` and `resume-upload`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import speechtotext
from speechtotext.cli._arguments.options import one_id
from speechtotext.cli._arguments.record_options import with_record_output
from speechtotext.cli._arguments.service import Service, with_service
from speechtotext.cli._output.entities import print_entity
from speechtotext.cli._output.messages import print_note
from speechtotext.cli._output.progress import transfer_progress
from speechtotext.cli._output.records import RecordOutput

if TYPE_CHECKING:
    from speechtotext import UploadProgress

_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command()
@_file
@click.option("--kind", metavar="KIND", required=True, help="Kind of the data, such as Acoustic or Language.")
@click.option("--locale", metavar="LOCALE", help="Language of the data. Default: the configured locale.")
@click.option("--name", metavar="TEXT", help="Display name of the dataset. Default: the name of the file.")
@click.option("--description", metavar="TEXT", help="Description.")
@click.option("--project", metavar="URL", help="URL of its project.")
@with_record_output
@with_service
def upload(
    service: Service,
    file: Path,
    kind: str,
    locale: str | None,
    name: str | None,
    description: str | None,
    project: str | None,
    output: RecordOutput,
) -> None:
    """Create a dataset from a file, uploaded in blocks."""
    locale = locale or service.settings.locale
    if locale is None:
        raise click.UsageError("Which language is the data in? Give --locale, such as de-DE, or set SPEECH_LOCALE")
    send = service.method("datasets", "upload")
    begun: set[str] = set()

    def on_progress(seen: UploadProgress) -> None:
        begun.add(seen.dataset)
        show_bytes(seen)

    try:
        with transfer_progress() as show_bytes:
            dataset = send(
                file,
                kind=kind,
                locale=locale,
                display_name=name or file.name,
                description=description,
                project=project,
                on_progress=on_progress,
            )
    except (KeyboardInterrupt, speechtotext.SpeechError) as error:
        for identifier in begun:
            # Replaces the note for programs, which names the Python method.
            error.__notes__ = [f"To send the rest:\n  {_command_line(service, 'resume-upload', identifier, str(file))}"]
        raise
    _print_uploaded(service, dataset, output)


@click.command("resume-upload")
@one_id
@_file
@with_record_output
@with_service
def resume_upload(service: Service, id: str, file: Path, output: RecordOutput) -> None:
    """Continue an interrupted upload: send the missing blocks."""
    send = service.method("datasets", "resume_upload")
    with transfer_progress() as on_progress:
        dataset = send(id, file, on_progress=on_progress)
    _print_uploaded(service, dataset, output)


def _print_uploaded(service: Service, dataset: Any, output: RecordOutput) -> None:
    print_entity(dataset, output)
    wait = _command_line(service, "wait", speechtotext.id_of(dataset))
    print_note(f"The file has been sent. To wait until it is imported:\n  {wait}")


def _command_line(service: Service, *arguments: str) -> str:
    return shlex.join(["speechtotext", "datasets", *arguments, *service.flags])
