"""Programs that tests start as child processes and stop again."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

TIMEOUT: Final = 60.0
"""Seconds that a test waits for a child process."""


@contextmanager
def child_process(
    command: Sequence[str], *, environment: Mapping[str, str] | None = None, creationflags: int = 0
) -> Iterator[subprocess.Popen[str]]:
    """Start a program with its output piped, and kill it at the end.

    `Popen` itself waits without limit when its block is left, also when a test fails or times out in it.
    """
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        creationflags=creationflags,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
