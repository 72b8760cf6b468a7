"""Commands on a pseudo terminal, and what is on its screen at the end."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pyte

from child_processes import TIMEOUT

COMMAND: Final = (sys.executable, "-m", "speechtotext")
CAPTURES: Final = Path(__file__).parent / "captures"
_LINES: Final = 60


def screen(text: str, columns: int) -> str:
    """What a terminal shows that was sent a text."""
    shown = pyte.Screen(columns, _LINES)
    pyte.Stream(shown).feed(text)
    return "\n".join(line.rstrip() for line in shown.display).rstrip() + "\n"


def on_terminal(arguments: Sequence[str], columns: int, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command on a terminal; give its exit code and the screen at its end."""
    import fcntl
    import pty
    import struct
    import termios

    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, columns, 0, 0))
    variables = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**variables, **environment, "TERM": "xterm-256color"},
    ) as process:
        os.close(terminal)
        written = b""
        try:
            while piece := os.read(master, 65536):
                written += piece
        except OSError:
            # So Linux tells that the program has closed the terminal.
            pass
        finally:
            os.close(master)
        code = process.wait(TIMEOUT)
    return code, screen(written.decode(), columns)


def piped(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command whose output goes to a pipe; give its exit code and what it printed."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
        timeout=TIMEOUT,
    )
    return done.returncode, done.stdout


def without_times(text: str) -> str:
    """A capture without how long things took."""
    return re.sub(r"\b\d:\d\d:\d\d\b", "H:MM:SS", text)
