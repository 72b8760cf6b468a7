"""Files that are there as a whole or not at all."""

from __future__ import annotations

import secrets
from pathlib import Path

from speechtotext._errors import FileError


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside the target and rename; what was there before is replaced.

    Raises:
        FileError: it cannot be written. What was there before still is.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}.") from error
