"""Show how far a run of `transcribe_all` is, and what it came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from threading import RLock
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, Self

from speechtotext import _clock

from .messages import message_style, print_note

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

    from speechtotext._recordings.transcribed_input import TranscriptionProgress

_SECONDS_BETWEEN_LINES: Final = 10.0
_WIDEST_BAR: Final = 40


class RunProgress:
    """Shows the progress of a run: two lines on a terminal, which change; elsewhere a line now and then.

    Pass it as `on_progress`. Threads may call it at once.

    Args:
        file: where to show it; standard error by default.
    """

    def __init__(self, file: IO[str] | None = None) -> None:
        # Imported here because rich is slow to import.
        from rich.console import Console
        from rich.live import Live

        self._is_live = message_style().allows_live_progress
        self._console = Console(file=file, stderr=True, force_terminal=None if self._is_live else False)
        self._began = _clock.monotonic()
        self._printing = RLock()
        self._told: float | None = None
        self._has_told_jobs = False
        self.seen: TranscriptionProgress | None = None
        self._new_live = partial(
            Live,
            console=self._console,
            get_renderable=self._shown,
            refresh_per_second=4,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live: Live | None = None

    def __call__(self, progress: TranscriptionProgress) -> None:
        """Take note of the progress."""
        self.seen = progress
        if not self._console.is_terminal and self._is_line_due(progress):
            self._told = _clock.monotonic()
            self._has_told_jobs |= progress.jobs > 0
            told = _joined(_done(progress), self._details(progress), time_left(progress, self.seconds))
            if self._is_live:
                self._console.print(f"{clock(self.seconds)} {told}", soft_wrap=True, highlight=False)
            else:
                print_note(told, **asdict(progress))

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop()

    def _start(self) -> None:
        if self._console.is_terminal:
            # A new one: it would take what was printed meanwhile for its own lines.
            self._live = self._new_live()
            self._live.start(refresh=True)

    def _stop(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    @property
    def seconds(self) -> float:
        """How long the run has taken so far."""
        return _clock.monotonic() - self._began

    @contextmanager
    def put_aside(self) -> Iterator[None]:
        """Make room on the terminal for output."""
        with self._printing:
            is_shown = self._live is not None
            self._stop()
            try:
                yield
            finally:
                if is_shown:
                    self._start()

    def _is_line_due(self, progress: TranscriptionProgress) -> bool:
        """Return whether a line is due: when work begins, when the first job is submitted, and from time to time."""
        if progress.jobs and not self._has_told_jobs:
            return True
        if self._told is not None:
            return _clock.monotonic() - self._told >= _SECONDS_BETWEEN_LINES
        return bool(progress.transcribing or progress.uploading or progress.jobs)

    def _shown(self) -> RenderableType:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        progress = self.seen
        if progress is None:
            return Text(f"{clock(self.seconds)} Looking for recordings")
        first = Table.grid(padding=(0, 1))
        bar = ProgressBar(
            total=max(progress.found, 1),
            completed=progress.ended,
            width=min(_WIDEST_BAR, self._console.width // 4),
        )
        first.add_row(bar, clock(self.seconds), _joined(_done(progress), time_left(progress, self.seconds)))
        return Group(first, Text(self._details(progress), no_wrap=True, overflow="ellipsis"))

    def _details(self, progress: TranscriptionProgress) -> str:
        failed = f"{progress.failed:,} failed" if progress.failed else ""
        return _joined(failed, _running(progress), _audio(progress, self.seconds))


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _done(progress: TranscriptionProgress) -> str:
    return f"{progress.ended:,} of {progress.found:,}{'' if progress.all_found else ' or more'} done"


def _running(progress: TranscriptionProgress) -> str:
    running = [
        counted(count, name)
        for count, name in (
            (progress.transcribing, "transcription"),
            (progress.uploading, "upload"),
            (progress.jobs, "job"),
        )
        if count
    ]
    return f"running: {', '.join(running)}" if running else ""


def _audio(progress: TranscriptionProgress, seconds: float) -> str:
    if not progress.audio_seconds:
        return ""
    rate = progress.audio_seconds / seconds if seconds > 1 else 0
    times = f", {rate:,.0f} times real time" if rate >= 1 else ""
    return f"{length(progress.audio_seconds)} of audio{times}"


def time_left(progress: TranscriptionProgress, seconds: float) -> str:
    """Return how long the rest will take at the rate so far; empty as long as that cannot be told."""
    done = progress.ended - progress.known
    rest = progress.found - progress.ended
    if not progress.all_found or done <= 0 or rest <= 0:
        return ""
    return f"{clock(rest * seconds / done)} left"


def summary(
    progress: TranscriptionProgress, seconds: float, new: int, failures: Mapping[str, int], nothing: str
) -> str:
    """Return what a run came to, as a sentence.

    Args:
        progress: how far it is.
        seconds: how long it took.
        new: how many recordings it transcribed itself.
        failures: how many inputs failed, by kind.
        nothing: what to say if nothing was found.
    """
    before = progress.succeeded - new
    if not progress.found and not new:
        told = [nothing]
    elif before == progress.found:
        told = [f"Nothing to do: {counted(before, 'recording')} done before"]
    else:
        of = "" if new >= progress.found else f" of {progress.found:,}"
        audio = f" ({length(progress.audio_seconds)} of audio)" if progress.audio_seconds else ""
        noun = "recording" if max(new, progress.found) == 1 else "recordings"
        told = [f"Transcribed {new:,}{of} {noun}{audio} in {clock(seconds)}"]
        if before:
            told.append(f"{before:,} done before")
    if failures:
        told.append(f"{sum(failures.values()):,} failed ({_kinds(failures)})")
    if progress.postponed:
        told.append(f"{progress.postponed:,} left for another run")
    if progress.skipped:
        told.append(f"{counted(progress.skipped, 'other file')} skipped")
    return f"{'; '.join(told)}."


def _kinds(failures: Mapping[str, int]) -> str:
    most = sorted(failures.items(), key=lambda kind: (-kind[1], kind[0]))
    return ", ".join(f"{count:,} {kind}" for kind, count in most)


def counted(count: int, name: str) -> str:
    """Return a number of things, such as "1 job" or "1,200 jobs"."""
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def clock(seconds: float) -> str:
    """Return a time as hours, minutes and seconds."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def length(seconds: float) -> str:
    """Return a length of audio in the unit that suits it."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:,.1f} h"
