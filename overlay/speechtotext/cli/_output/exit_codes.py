"""Exit codes of the command line."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command has ended."""

    DONE = 0
    REFUSED = 1
    """The service refused it, or a job or one of its inputs failed."""
    WRONG_USE = 2
    """An argument, a setting or a file is not as it should be."""
    NO_ANSWER = 3
    """The service was not reached."""
    NOT_ENDED = 4
    """What was waited for had not ended in time."""
    FAULT = 70
    """A fault of this package."""
    INTERRUPTED = 130
