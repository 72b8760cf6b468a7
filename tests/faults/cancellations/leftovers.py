"""What a call can leave behind: open files, open sockets."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def open_files(folder: Path) -> list[str]:
    """Return the files below a folder that this process has open."""
    return [path for path in _opened() if path.startswith(str(folder))]


def open_sockets() -> int:
    """Return how many sockets this process has open."""
    return sum(path.startswith("socket:") for path in _opened())


def _opened() -> list[str]:
    found = []
    for number in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            found.append(os.readlink(f"/proc/self/fd/{number}"))
    return found


def eventually(condition: Callable[[], bool]) -> bool:
    """Tell whether something holds within a few seconds."""
    end = time.monotonic() + 5
    while not (held := condition()) and time.monotonic() < end:
        time.sleep(0.005)
    return held
