"""Files that are there as a whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from speechtotext._errors import FileError


def write_atomically(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write beside the target and rename; what was there before is replaced. A device or pipe is written to as it is.

    Args:
        path: the target.
        content: its new content.
        private: whether only the user may read and write it, from the beginning on.

    Raises:
        FileError: it cannot be written. What was there before still is.
    """
    if _is_device_or_pipe(path):
        _write_into(path, content)
        return
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            with open(part, "xb", opener=_private if private else None) as opened:
                opened.write(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}.") from error


def _is_device_or_pipe(path: Path) -> bool:
    # Such as /dev/stdout, which is a link.
    return path.exists() and not path.is_file() and not path.is_dir()


def _write_into(path: Path, content: bytes) -> None:
    try:
        with open(path, "wb") as opened:
            opened.write(content)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}.") from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
