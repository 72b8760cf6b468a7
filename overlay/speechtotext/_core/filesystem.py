"""Calls that only some systems have, each with its counterpart for the others."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

try:
    _fcntl: Any = import_module("fcntl")
except ImportError:  # Windows
    _fcntl = None

# Answers of file systems that have no locks, or cannot flush a folder.
_UNSUPPORTED: Final = frozenset(
    (errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF)
)


def sync_file(path: Path) -> None:
    """Return when the content of a file is on the disk, so that it survives a loss of power."""
    # Windows flushes only what is open for writing.
    descriptor = os.open(path, os.O_RDWR)
    try:
        sync_descriptor(descriptor)
    finally:
        os.close(descriptor)


def sync_descriptor(descriptor: int) -> None:
    """Return when the content of an open file is on the disk, so that it survives a loss of power.

    On macOS `fsync` only hands it to the drive, which may keep it in memory: there `F_FULLFSYNC` is asked for.
    """
    full_sync = getattr(_fcntl, "F_FULLFSYNC", None)
    if full_sync is not None:
        # Network drives do not have it.
        with suppress(OSError):
            _fcntl.fcntl(descriptor, full_sync)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names of the files in a folder are on the disk.

    Windows cannot open a folder, and needs not: NTFS logs changes of names by itself.
    """
    flags = getattr(os, "O_DIRECTORY", None)
    if flags is None:
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | flags)
    except PermissionError:
        # One may write a folder that one may not read.
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder, and those that it lies in, and return when their names are on the disk."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def open_without_following(path: Path, flags: int, mode: int = 0o600) -> int:
    """Open a file, unless its name is a symbolic link, and return its descriptor.

    Where the system has no `O_NOFOLLOW`, what was opened is compared with what has the name.

    Raises:
        OSError: with ELOOP for a symbolic link; or as `os.open`.
    """
    no_follow = getattr(os, "O_NOFOLLOW", None)
    # Text mode of Windows would change line ends.
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    if no_follow is not None:
        return os.open(path, flags | no_follow, mode)
    if path.is_symlink():
        raise _link_refused(path)
    descriptor = os.open(path, flags, mode)
    try:
        if not os.path.samestat(os.fstat(descriptor), os.lstat(path)):
            raise _link_refused(path)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read; Windows gives it the permissions of its folder.

    Raises:
        FileExistsError: there is a file, a folder or a link of this name.
    """
    os.close(open_without_following(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def has_locks(folder: Path) -> bool:
    """Return whether files in a folder can be locked; some network drives cannot."""
    if _fcntl is None:
        return True
    with TemporaryFile(dir=folder) as file:
        try:
            _fcntl.lockf(file.fileno(), _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _UNSUPPORTED
    return True


def _link_refused(path: Path) -> OSError:
    return OSError(errno.ELOOP, "It is a symbolic link, which is not followed", str(path))
