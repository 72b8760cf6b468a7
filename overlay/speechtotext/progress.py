"""Jobs that are waited for, shown on a terminal. Needs rich: `pip install "speechtotext-client[progress]"`."""

from __future__ import annotations

import sys
from collections import Counter
from types import TracebackType
from typing import IO, Protocol, Self

from speechtotext_api.calls import id_of
from speechtotext_api.wire import without_signatures

from . import _clock

try:
    from rich.console import Console
    from rich.live import Live
    from rich.table import Table
except ModuleNotFoundError as error:
    raise ModuleNotFoundError('JobProgress needs rich: pip install "speechtotext-client[progress]"') from error

_SHOWN = 12


class _Job(Protocol):
    @property
    def self_(self) -> str | None: ...

    @property
    def status(self) -> str | None: ...


class JobProgress:
    """Show the jobs of a wait with their status and times: pass it as `on_progress`.

        with JobProgress() as progress:
            stt.transcriptions.wait(job, on_progress=progress)

    On a terminal it is a table of up to 12 unfinished jobs and a line with counts. Elsewhere it is a line per change of
    status.

    Args:
        file: stream to write to. Default: standard error.
    """

    def __init__(self, file: IO[str] | None = None) -> None:
        self._console = Console(file=file or sys.stderr)
        self._unfinished: dict[str, tuple[str, str, float]] = {}
        self._status: dict[str, str] = {}
        self._began = _clock.monotonic()
        # It refreshes by itself, so that times go on between two looks.
        live = Live(console=self._console, get_renderable=self._table, refresh_per_second=1)
        self._live = live if self._console.is_terminal else None

    def __call__(self, job: _Job) -> None:
        """Take note of a job as it is now."""
        identifier, status = id_of(job), str(job.status)
        changed = self._status.get(identifier) != status
        name = without_signatures(str(getattr(job, "display_name", None) or identifier))
        self._status[identifier] = status
        if status in ("Succeeded", "Failed"):
            self._unfinished.pop(identifier, None)
        elif changed:
            self._unfinished[identifier] = (name, status, _clock.monotonic())
        if self._live is not None:
            self._live.refresh()
        elif changed:
            self._console.print(f"{_elapsed(self._began)} {name}: {status}", markup=False, highlight=False)

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def _table(self) -> Table:
        table: Table = Table.grid(padding=(0, 2))
        for name, status, since in list(self._unfinished.values())[:_SHOWN]:
            table.add_row(name, status, _elapsed(since))
        counted = Counter(list(self._status.values()))
        summary = ", ".join(f"{count} {status}" for status, count in counted.most_common())
        table.add_row(f"{len(self._status)} job{'' if len(self._status) == 1 else 's'}", summary, _elapsed(self._began))
        return table


def _elapsed(since: float) -> str:
    seconds = int(_clock.monotonic() - since)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
