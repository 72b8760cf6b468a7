"""What workers note for the end of a run: a line of JSON each, which also survives a kill."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

NAME: Final = "notes.jsonl"


class Notes:
    """Adds the notes of one attempt to a file in a folder."""

    def __init__(self, folder: Path, attempt: int) -> None:
        self._path = folder / NAME
        self._attempt = attempt

    def add(self, kind: str, **members: Any) -> None:
        """Add a note."""
        line = json.dumps({"kind": kind, "attempt": self._attempt, "peak": peak_memory(), **members}) + "\n"
        # One write, so that no line is mixed with that of another thread.
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)


def read_notes(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the notes in a folder."""
    path = folder / NAME
    if path.exists():
        for line in path.read_text().splitlines():
            yield json.loads(line)


def peak_memory() -> int:
    """Return the most memory that this process has had at once, in KiB."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
