"""Wait for jobs, and show progress on terminals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import speechtotext

from .redaction import visible

if TYPE_CHECKING:
    from speechtotext import DownloadProgress, JobFailed, UploadProgress
    from speechtotext.progress import JobProgress

    Notify: TypeAlias = Callable[[DownloadProgress | UploadProgress], None]


@contextmanager
def transfer() -> Iterator[Notify]:
    """Shows how much of the bytes has come or gone."""
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
    """Shows jobs that are waited for."""
    # Here, because rich is slow to import.
    from speechtotext.progress import JobProgress

    return JobProgress()


@contextmanager
def working(on: str) -> Iterator[None]:
    """Shows that something is being done."""
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(visible(on))):
        yield


def ended(jobs: Any, ids: Sequence[Any], timeout: timedelta) -> list[Any]:
    """Wait for jobs of a group, and give them as they ended, succeeded or failed.

    Nothing is given before the last one has ended: meanwhile the terminal is used to show how they fare.

    Raises:
        WaitTimeout: some had not ended in time.
        NotFound: there are no such jobs.
    """
    with job_progress() as progress:
        return list(jobs.wait_all(ids, timeout=timeout.total_seconds(), on_progress=progress))


def failures(jobs: Any, ended: Iterable[Any]) -> Iterator[JobFailed]:
    """Of those jobs that failed, why they did."""
    for job in ended:
        try:
            jobs.wait(job)
        except speechtotext.JobFailed as error:
            yield error
