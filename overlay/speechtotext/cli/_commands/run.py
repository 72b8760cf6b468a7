"""Run `transcribe_all`, show how far it is, and tell what becomes of each input."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

import speechtotext
from speechtotext.cli._arguments.service import Service
from speechtotext.cli._output.messages import print_note
from speechtotext.cli._output.results import ResultWriter
from speechtotext.cli._output.resume_hints import resume_hint
from speechtotext.cli._output.run_progress import RunProgress, summary


def transcribe_recordings(service: Service, writer: ResultWriter, **arguments: Any) -> None:
    """Transcribe recordings, and save or print each result as it comes.

    Args:
        service: the service.
        writer: prints what becomes of each input; its folder is that of the results.
        arguments: those of `transcribe_all`, but for folder, formats and progress.

    Raises:
        click.exceptions.Exit: an input was not transcribed.
    """
    writer.prepare()
    with _results_folder(writer) as folder, resume_hint(_hint(service, writer, folder)), RunProgress() as progress:
        failures: Counter[str] = Counter()
        try:
            ended = service.group("transcriptions").transcribe_all(
                folder=folder, on_progress=progress, **writer.save_options, **arguments
            )
            with closing(ended):
                for each in ended:
                    if each.status == "Failed":
                        failures[each.error_kind or "Unknown"] += 1
                    seen = progress.seen
                    with progress.put_aside():
                        writer.add_transcribed(each, is_only=seen is not None and seen.all_found and seen.found == 1)
        finally:
            _tell_summary(progress, failures)
    writer.finish()


def continue_run(
    service: Service, folder: Path, writer: ResultWriter, *, retry_failed: bool, timeout: timedelta
) -> None:
    """Go on with the run whose results are in a folder.

    Raises:
        click.ClickException: it holds none, or the results are to go to another folder.
        click.exceptions.Exit: an input was not transcribed.
    """
    # Imported here because the client is slow to import.
    from speechtotext._recordings.saving import journal_of

    if not journal_of(folder).is_file():
        raise click.ClickException(
            f"{folder} holds no results of an earlier run: give the folder that was --out, or transcribe into it."
        )
    if writer.folder is not None and writer.folder.absolute() != folder.absolute():
        raise click.ClickException(f"The results of {folder} are saved there: leave --out away.")
    writer.folder = folder
    transcribe_recordings(service, writer, retry_failed=retry_failed, timeout=timeout.total_seconds())


def _tell_summary(progress: RunProgress, failures: Counter[str]) -> None:
    """Print what a run came to; a single recording tells enough by itself."""
    seen = progress.seen
    if seen is not None and (seen.found != 1 or seen.skipped or seen.known):
        with progress.put_aside():
            print_note(summary(seen, progress.seconds, failures))


@contextmanager
def _results_folder(writer: ResultWriter) -> Iterator[Path]:
    """Give the folder of results; a temporary one if they are printed, which stays if the run can go on in it."""
    if writer.folder is not None:
        yield writer.folder
        return
    folder = Path(tempfile.mkdtemp(prefix="speechtotext-"))
    try:
        yield folder
    except (KeyboardInterrupt, speechtotext.ServerError, speechtotext.StorageError, speechtotext.TransportError):
        raise
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


def _hint(service: Service, writer: ResultWriter, folder: Path) -> str:
    command = shlex.join(["speechtotext", "resume", str(folder), *writer.json_flags, *service.flags])
    return f"What was done is kept, and what was submitted goes on. To go on:\n  {command}"
