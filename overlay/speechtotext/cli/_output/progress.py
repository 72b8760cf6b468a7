"""Wait for jobs, and show progress on terminals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import speechtotext

from .messages import message_style, print_note
from .redaction import printable

if TYPE_CHECKING:
    from speechtotext import DownloadProgress, JobFailed, UploadProgress
    from speechtotext.progress import JobProgress

    TransferCallback: TypeAlias = Callable[[DownloadProgress | UploadProgress], None]


@contextmanager
def transfer_progress() -> Iterator[TransferCallback]:
    """Show a progress bar of transferred bytes."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    if not (console.is_terminal and message_style().allows_live_progress):
        yield lambda seen: None
        return
    with Progress(BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda seen: bar.update(task, completed=seen.bytes_done, total=seen.bytes_total)


class JobNotes:
    """Prints a note each time that the status of a job changes. Pass it as `on_progress`."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def __call__(self, job: Any) -> None:
        identifier, status = speechtotext.id_of(job), str(job.status)
        if self._seen.get(identifier) != status:
            self._seen[identifier] = status
            name = printable(str(getattr(job, "display_name", None) or identifier))
            print_note(f"{name}: {status}", job=identifier, status=status)

    def __enter__(self) -> JobNotes:
        return self

    def __exit__(self, *_error: object) -> None: ...


def job_progress() -> JobProgress | JobNotes:
    """Show the progress of jobs."""
    if not message_style().allows_live_progress:
        return JobNotes()
    # Imported here because rich is slow to import.
    from speechtotext.progress import JobProgress

    return JobProgress()


def wait_for_jobs(jobs: Any, ids: Sequence[Any], timeout: timedelta) -> list[Any]:
    """Wait for jobs of a group, and return them once all have ended, succeeded or failed.

    Meanwhile the terminal shows their progress.

    Raises:
        WaitTimeout: a job had not ended in time.
        NotFound: a job does not exist.
    """
    with job_progress() as progress:
        return list(jobs.wait_all(ids, timeout=timeout.total_seconds(), on_progress=progress))


def job_failures(jobs: Any, ended: Iterable[Any]) -> Iterator[JobFailed]:
    """Yield the error of each failed job."""
    for job in ended:
        try:
            jobs.wait(job)
        except speechtotext.JobFailed as error:
            yield error
