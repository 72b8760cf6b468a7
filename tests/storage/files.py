"""Files to upload, and what storages are asked for in tests."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from speechtotext.storage import Storage

MIB: Final = 1 << 20
DAY: Final = timedelta(days=1)


def written(path: Path, size: int, seed: int = 1) -> Path:
    """Write a file of so many bytes, which differ with the seed."""
    path.write_bytes(Random(seed).randbytes(size))
    return path


def put(storage: Storage, name: str, path: Path) -> list[int]:
    """Upload a file; give the progress that was told."""
    return list(storage.put(name, path))


def names(storage: Storage, pattern: str = "**") -> list[str]:
    """The names that a listing gives."""
    return [found.name for found in storage.list(pattern)]
