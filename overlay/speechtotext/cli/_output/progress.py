"""Wait for jobs, and show progress on terminals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import speechtotext

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
    if not console.is_terminal:
        yield lambda seen: None
        return
    with Progress(BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda seen: bar.update(task, completed=seen.bytes_done, total=seen.bytes_total)


def job_progress() -> JobProgress:
    """Show the progress of jobs."""
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
