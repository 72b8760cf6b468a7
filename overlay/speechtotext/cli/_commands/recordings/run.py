"""Run `transcribe_all`, show how far it is, and tell what becomes of each input."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import speechtotext
from speechtotext.cli._arguments.api_versions import is_dated, latest_version
from speechtotext.cli._arguments.service import Service
from speechtotext.cli._output.messages import print_note, print_warning
from speechtotext.cli._output.results import ResultWriter
from speechtotext.cli._output.resume_hints import credential_errors, transient_errors
from speechtotext.cli._output.run_progress import RunProgress, summary

if TYPE_CHECKING:
    from speechtotext._recordings.finding.recording import Skipped


NOTHING_FOUND: Final = "No recordings were found"
_NOTHING_LEFT: Final = "Nothing is left to do"


def transcribe_recordings(service: Service, writer: ResultWriter, **arguments: Any) -> None:
    """Transcribe recordings, and save or print each result as it comes.

    Args:
        service: the service.
        writer: prints what becomes of each input; its folder is that of the results.
        arguments: those of `transcribe_all`, but for folder, formats and progress.

    Raises:
        click.exceptions.Exit: an input was not transcribed.
    """
    # Imported here because the client is slow to import.
    from speechtotext._recordings.ways import StorageNeeded

    writer.prepare()
    with (
        _results_folder(service, writer) as folder,
        RunProgress() as progress,
    ):
        new, failures = 0, Counter[str]()
        try:
            ended = service.group("transcriptions").transcribe_all(
                folder=folder,
                on_progress=progress,
                on_skipped=partial(_tell_skipped, progress),
                **writer.save_options,
                **arguments,
            )
            with closing(ended):
                for each in ended:
                    new += each.status == "Succeeded" and each.is_new
                    failures.update([each.error_kind or "Unknown"] if each.status == "Failed" else [])
                    seen = progress.seen
                    with progress.put_aside():
                        writer.add_transcribed(each, is_only=seen is not None and seen.all_found and seen.found == 1)
        except StorageNeeded as error:
            newer = "" if is_dated(service.api_version) else f", or --api-version {latest_version()}"
            raise click.ClickException(
                f"{error.recording} goes to a batch job{error.why}, which fetches recordings from storage: "
                f"give --storage, such as --storage az://ACCOUNT/CONTAINER{newer}."
            ) from error
        except speechtotext.DeadlineExceeded as error:
            error.add_note("Give a longer --timeout, such as 2d, or go on later.")
            raise
        finally:
            _tell_summary(progress, new, failures, NOTHING_FOUND if "inputs" in arguments else _NOTHING_LEFT)
    writer.finish()


def _tell_skipped(progress: RunProgress, skipped: Skipped) -> None:
    """Tell an input that names nothing; other files that are no recordings are counted."""
    if skipped.is_input:
        with progress.put_aside():
            print_warning(f"{skipped.source}: {skipped.reason}.")


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
            f"{folder} holds no results of an earlier run: give the folder of an earlier --out, or transcribe "
            "into this one."
        )
    if writer.folder is not None and writer.folder.absolute() != folder.absolute():
        raise click.ClickException(f"The results of {folder} are saved in that folder: leave out --out.")
    writer.folder = folder
    transcribe_recordings(service, writer, retry_failed=retry_failed, timeout=timeout.total_seconds())


def _tell_summary(progress: RunProgress, new: int, failures: Counter[str], nothing: str) -> None:
    """Print what a run came to; a single recording tells enough by itself."""
    seen = progress.seen
    if seen is not None and (seen.found != 1 or seen.skipped or seen.known):
        with progress.put_aside():
            print_note(summary(seen, progress.seconds, new, failures, nothing))


@contextmanager
def _results_folder(service: Service, writer: ResultWriter) -> Iterator[Path]:
    """Give the folder of results; a temporary one if they are printed, which stays if the run can go on in it.

    Errors after which it can go on say how.
    """
    folder = writer.folder or Path(tempfile.mkdtemp(prefix="speechtotext-"))
    try:
        yield folder
    except BaseException as error:
        if _may_resume(service, folder, error):
            error.add_note(_hint(service, writer, folder))
        elif writer.folder is None:
            _delete_or_tell(service, writer, folder)
        raise
    if writer.folder is None:
        _delete_or_tell(service, writer, folder)


def _may_resume(service: Service, folder: Path, error: BaseException) -> bool:
    """Whether the run can go on later: after errors that need a person, if there is something to go on with."""
    if isinstance(error, transient_errors()):
        return True
    if not isinstance(error, (*credential_errors(), speechtotext.FileError, OSError)):
        return False
    try:
        return any(entry.job or entry.result for entry in _known_inputs(service, folder))
    except (speechtotext.SpeechError, OSError):
        return False


def _delete_or_tell(service: Service, writer: ResultWriter, folder: Path) -> None:
    """Delete a temporary folder, unless results of jobs would be lost with it: then say how to go on."""
    if _has_unfetched_jobs(service, folder):
        print_note(_hint(service, writer, folder))
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _has_unfetched_jobs(service: Service, folder: Path) -> bool:
    """Whether jobs were submitted whose results are still to come."""
    known = _known_inputs(service, folder)
    return any(entry.job and entry.status != "Failed" and entry.result is None for entry in known)


def _known_inputs(service: Service, folder: Path) -> Sequence[speechtotext.BatchInput]:
    """Return the inputs that the journal of a folder knows."""
    # Imported here because the client is slow to import.
    from speechtotext._recordings.saving import journal_of

    journal = journal_of(folder)
    if not journal.is_file():
        return ()
    inputs: Sequence[speechtotext.BatchInput] = service.group("transcriptions").summary(journal).inputs
    return inputs


def _hint(service: Service, writer: ResultWriter, folder: Path) -> str:
    command = shlex.join(["speechtotext", "resume", str(folder), *writer.json_flags, *service.flags])
    return f"Results so far are kept, and submitted jobs continue. To resume:\n  {command}"
