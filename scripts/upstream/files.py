"""Reading files that others made: regular ones of a bounded size, whatever stands under their names."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from build_error import BuildError

LARGEST_FILE = 32 * 2**20

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_regular(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a file without waiting for anybody to write them.

    Raises:
        FileNotFoundError: there is none, and no link either.
        OSError: it cannot be read.
        BuildError: it is a link to nothing, no regular file, or too large; the end of a sentence.
    """
    try:
        # Opening a named pipe would wait for its other end.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        link = next((each for each in (path, *path.parents) if each.is_symlink() and not each.exists()), None)
        if link is None:
            raise
        raise BuildError(f"{link} is a link to {os.readlink(link)}, which is missing") from None
    with open(descriptor, "rb") as file:
        kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
        if kind in _KINDS:
            raise BuildError(f"{path} is {_KINDS[kind]}, not a file")
        body = file.read(largest + 1)
    if len(body) > largest:
        raise BuildError(f"{path} has more than {largest} bytes")
    return body
