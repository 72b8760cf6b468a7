"""Files of every file system that fsspec knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from speechtotext._errors import ConfigurationError, FileError, TransportError
from speechtotext_api.wire import without_signatures


def file_system(url: str, options: Mapping[str, Any]) -> tuple[Any, str]:
    """Return the file system of a URL, and the path there.

    Args:
        url: such as `s3://BUCKET/PREFIX`.
        options: of the file system.

    Raises:
        ConfigurationError: fsspec or the file system is not installed, or there is no such file system.
    """
    scheme = url.partition("://")[0]
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ConfigurationError(f"{scheme}:// needs fsspec: install speechtotext-client[fsspec].") from None
    try:
        # What others write meanwhile is to be seen.
        fs, path = url_to_fs(url, **{"use_listings_cache": False, **options})
    except ImportError as error:
        reason = without_signatures(str(error)).rstrip(".")
        raise ConfigurationError(f"{scheme}:// needs a library that is not installed: {reason}.") from None
    except ValueError as error:
        reason = without_signatures(str(error)).rstrip(".")
        raise ConfigurationError(f"{scheme}:// is not a storage that fsspec knows ({reason}).") from None
    return fs, str(path)


@contextmanager
def file_system_errors(what: str) -> Iterator[None]:
    """Errors of fsspec and its file systems as errors of this package.

    Args:
        what: cannot be done, as the beginning of a sentence.
    """
    failure: Exception | None = None
    try:
        yield
    except (FileError, ConfigurationError):
        raise
    except FileNotFoundError:
        failure = FileError(f"{without_signatures(what)}: it does not exist.")
    except Exception as error:
        told = " ".join(without_signatures(str(error)).split())[:300].rstrip(".") or "no reason given"
        kind = FileError if isinstance(error, PermissionError) else TransportError
        failure = kind(f"{without_signatures(what)} ({type(error).__name__}): {told}.")
    if failure is not None:
        # Outside the handler, so that the failure does not hold the request with its credentials.
        raise failure


def version_of(info: Mapping[str, Any]) -> str:
    """Return what changes when a file does, of what its file system tells of it."""
    tags = (info.get(name) for name in ("ETag", "etag", "md5", "mtime", "LastModified", "last_modified", "created"))
    return f"{info.get('size')} {next((str(tag) for tag in tags if tag), '')}"
