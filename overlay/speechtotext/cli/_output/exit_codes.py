"""Exit codes of the command line, and which of them an error has."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

import speechtotext


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    SUCCESS = 0
    FAILED = 1
    USAGE_ERROR = 2
    UNREACHABLE = 3
    TIMEOUT = 4
    CREDENTIALS_REFUSED = 5
    FILE_ERROR = 6
    INTERNAL_ERROR = 70
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141
    TERMINATED = 143


MEANINGS: Final[Mapping[ExitCode, str]] = {
    ExitCode.SUCCESS: "done; also if there was nothing to do",
    ExitCode.FAILED: "some inputs failed, or the service refused the request",
    ExitCode.USAGE_ERROR: "wrong usage: an argument, a setting, a missing extra",
    ExitCode.UNREACHABLE: "the service cannot be reached, or cannot respond now",
    ExitCode.TIMEOUT: "not done in time; submitted jobs continue",
    ExitCode.CREDENTIALS_REFUSED: "the credentials were refused, or gave no token",
    ExitCode.FILE_ERROR: "a file cannot be read or written, or the disk is full",
    ExitCode.INTERNAL_ERROR: "an internal error",
    ExitCode.INTERRUPTED: "interrupted (Ctrl-C)",
    ExitCode.OUTPUT_CLOSED: "the program that read the output has ended, such as head",
    ExitCode.TERMINATED: "terminated (SIGTERM, SIGHUP)",
}
"""What each exit code says."""


_POSTPONED: Final[Mapping[str, ExitCode]] = {
    "DeadlineExceeded": ExitCode.TIMEOUT,
    **dict.fromkeys(("RateLimited", "ServerError", "StorageError", "TransportError"), ExitCode.UNREACHABLE),
}


def exit_code_of_postponed(kind: str | None) -> ExitCode:
    """Return the exit code for an input that a later run tries again, by the kind of its error."""
    return _POSTPONED.get(kind or "", ExitCode.FAILED)


def exit_code_of(error: speechtotext.SpeechError) -> ExitCode:
    """Return the exit code for an error."""
    match error:
        case speechtotext.WaitTimeout() | speechtotext.DeadlineExceeded():
            return ExitCode.TIMEOUT
        case speechtotext.CredentialError() | speechtotext.ApiError(status_code=401 | 403):
            return ExitCode.CREDENTIALS_REFUSED
        case speechtotext.TransportError() | speechtotext.UnexpectedResponse():
            return ExitCode.UNREACHABLE
        case speechtotext.ApiError(status_code=status) if status in (407, 408, 429) or status >= 500:
            return ExitCode.UNREACHABLE
        case speechtotext.FileError():
            return ExitCode.FILE_ERROR
        case speechtotext.ConfigurationError() | speechtotext.InvalidArgument() | speechtotext.NotExpressible():
            return ExitCode.USAGE_ERROR
    return ExitCode.FAILED
