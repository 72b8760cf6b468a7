"""Hints on how to continue after an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import speechtotext


def transient_errors() -> tuple[type[BaseException], ...]:
    """Return an interruption, and the errors that pass by themselves."""
    return (
        KeyboardInterrupt,
        speechtotext.RateLimited,
        speechtotext.ServerError,
        speechtotext.StorageError,
        speechtotext.TransportError,
        speechtotext.WaitTimeout,
    )


def credential_errors() -> tuple[type[BaseException], ...]:
    """Return the errors of credentials, which may change while a command runs."""
    return (speechtotext.AuthenticationError, speechtotext.CredentialError, speechtotext.PermissionDenied)


@contextmanager
def resume_hint(hint: str, *more: type[Exception]) -> Iterator[None]:
    """Add a hint on how to continue to an interruption, a transient error or an error of credentials.

    Args:
        hint: the hint.
        more: further errors after which continuing makes sense.
    """
    try:
        yield
    except (*transient_errors(), *credential_errors(), *more) as error:
        error.add_note(hint)
        raise
