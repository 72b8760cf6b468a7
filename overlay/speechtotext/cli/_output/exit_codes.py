"""Exit codes of the command line."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    SUCCESS = 0
    REFUSED = 1
    """The service refused the request, or a job or one of its inputs failed."""
    USAGE_ERROR = 2
    """An argument, a setting or a file is invalid."""
    NO_RESPONSE = 3
    """The service could not be reached."""
    TIMEOUT = 4
    """A job or a fast transcription had not ended in time."""
    INTERNAL_ERROR = 70
    """An error in this package."""
    INTERRUPTED = 130
