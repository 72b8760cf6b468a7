"""Result files on this disk: read, and checked to be there as they were fetched."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from speechtotext._errors import FileError
from speechtotext._files.errors import file_errors
from speechtotext._files.filesystem import make_folder, make_own_folders, sync_folder
from speechtotext._transfers.file_names import unused_name


class StoredResult(NamedTuple):
    """A result file as it is on the disk.

    Args:
        path: where it is.
        size: in bytes; None if it is not known.
        digest: SHA-256 in hexadecimal; None if it is not known.
        modified: when it was written, in nanoseconds since 1970; None if it is not known.
    """

    path: Path
    size: int | None
    digest: str | None
    modified: int | None


def make_results_folder(folder: Path, below: Path) -> None:
    """Make the folder of a job's results, if it is not there, and return when its name is on the disk.

    Raises:
        FileError: it cannot be made, or is a link, which somebody may have planted.
    """
    with file_errors(below):
        make_folder(folder)
        make_own_folders(folder, below)
        sync_folder(folder)


def read_result(path: Path) -> tuple[StoredResult, str | None]:
    """Return a result file as it is, and which input it is of by its own words.

    Raises:
        FileError: it cannot be read, or holds no transcription.
    """
    # Imported here: its decoder is slow to import.
    from speechtotext._transcripts.result import TranscriptionResult

    try:
        modified = path.stat().st_mtime_ns
        content = path.read_bytes()
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from error
    source = TranscriptionResult.from_bytes(content).source
    return StoredResult(path, len(content), hashlib.sha256(content).hexdigest(), modified), source or None


def checked_result(known: StoredResult) -> StoredResult | None:
    """Return a result file as it is if it is as it was fetched; otherwise None."""
    try:
        seen = known.path.stat()
        if known.digest is None:
            return read_result(known.path)[0]
        if seen.st_size != known.size:
            return None
        # As git does: what was not written since needs not be read.
        if seen.st_mtime_ns != known.modified:
            content = known.path.read_bytes()
            if hashlib.sha256(content).hexdigest() != known.digest:
                return None
    except (OSError, FileError):
        return None
    return known._replace(modified=seen.st_mtime_ns)


def set_aside(path: Path) -> None:
    """Make room for a result that is fetched again; what somebody has written there is kept beside it.

    Raises:
        FileError: it cannot be renamed.
    """
    try:
        if path.stat().st_size:
            kept = unused_name(f"{path.name}.changed", lambda name: os.path.lexists(path.with_name(name)))
            path.replace(path.with_name(kept))
        else:
            path.unlink()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise FileError(f"{path} cannot be replaced: {error.strerror}.") from error
