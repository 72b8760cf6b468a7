"""Arguments of clients in the forms that people have them: certificate files, durations."""

from __future__ import annotations

import os
import ssl
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

import httpx

from speechtotext._errors import ConfigurationError
from speechtotext._locks import ForkSafeLock

# Threads that begin together would load the same certificates, each for itself.
_loading: Final = ForkSafeLock()

V = TypeVar("V")

Verify: TypeAlias = ssl.SSLContext | bool | str | os.PathLike[str]
Seconds: TypeAlias = float | timedelta


def trusted_certificates(verify: Verify) -> ssl.SSLContext | bool:
    """Return what certificates are checked against.

    Args:
        verify: True for the usual authorities, a context, the path of a PEM file or of a folder of certificates, or
            False for no check.

    Raises:
        ConfigurationError: there are no certificates at the path, or it is something else.
    """
    if isinstance(verify, ssl.SSLContext) or verify is False:
        return verify
    if verify is True:
        try:
            file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
            with _loading:
                return _usual_certificates(file, folder, os.stat(file).st_mtime_ns if file else 0)
        except OSError as error:
            raise ConfigurationError(
                "No certificates can be read from SSL_CERT_FILE or SSL_CERT_DIR of the environment "
                f"({error.strerror or error})."
            ) from error
    if not isinstance(verify, str | os.PathLike):
        raise ConfigurationError(
            f"verify is {verify!r}: give the path of a PEM file, an ssl.SSLContext, or True or False."
        )
    path = Path(verify)
    try:
        if path.is_dir():
            return ssl.create_default_context(capath=path)
        return ssl.create_default_context(cafile=path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigurationError(f"verify: no certificates can be read from {str(path)!r} ({reason}).") from error


@lru_cache(maxsize=1)
def _usual_certificates(file: str | None, folder: str | None, changed: int) -> ssl.SSLContext:
    """Load what is slow to load: once for all clients of a process, as long as the environment and the file are."""
    return httpx.create_ssl_context()


def timeout_of(value: Seconds | httpx.Timeout | None) -> httpx.Timeout:
    """Return a timeout given as seconds, as a duration or as one of httpx; None is no timeout.

    Raises:
        ConfigurationError: it is something else, or negative.
    """
    if isinstance(value, httpx.Timeout):
        return value
    return httpx.Timeout(None if value is None else seconds_of("timeout", value))


def seconds_of(name: str, value: Seconds) -> float:
    """Return seconds given as a number or as a duration.

    Raises:
        ConfigurationError: it is something else, or negative.
    """
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds >= 0:
        raise ConfigurationError(f"{name} is {value!r}: give a number of seconds, or a timedelta.")
    return seconds


def instance_of(kind: type[V], name: str, value: Any, example: str) -> V:
    """Return an argument that is of a type.

    Raises:
        ConfigurationError: it is not.
    """
    if not isinstance(value, kind):
        raise ConfigurationError(f"{name} is {value!r}: give a {kind.__name__}, such as {example}.")
    return value
