"""Calls that only some systems have, each with its counterpart for the others."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, TypeAlias

try:
    _fcntl: Any = import_module("fcntl")
except ImportError:  # Windows
    _fcntl = None

# On Windows `st_ctime` is when the file was created.
HAS_CHANGE_TIME: Final = os.name == "posix"

# Reparse tag of a folder of Windows that leads to another one.
_JUNCTION: Final = 0xA0000003

FileVersion: TypeAlias = tuple[int, ...]

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


def file_version(status: os.stat_result) -> FileVersion | None:
    """Return what differs after every change of a file, even if its time of modification is set back.

    Windows keeps no such time: there it is None, and contents have to be compared.
    """
    if not HAS_CHANGE_TIME:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def file_identity(path: Path) -> str:
    """Return what tells a file from its copies, wherever it is moved to on its disk."""
    status = os.stat(path)
    return f"{status.st_dev}:{status.st_ino}"


def open_new(path: Path) -> IO[bytes]:
    """Open a new file for writing. What had the name is removed; a link is not followed."""
    path.unlink(missing_ok=True)
    return os.fdopen(open_without_following(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), "wb", buffering=0)


def open_own(path: Path) -> IO[bytes] | None:
    """Open a file to write on at its end; None unless it is a file of this user without a second name.

    A symbolic or hard link that somebody has planted would lead to a file elsewhere.
    """
    try:
        if not _is_own(os.lstat(path)):
            return None
        descriptor = open_without_following(path, os.O_WRONLY | os.O_APPEND)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP):
            return None
        raise
    if _is_own(os.fstat(descriptor)):
        return os.fdopen(descriptor, "ab", buffering=0)
    os.close(descriptor)
    return None


def is_own_file(path: Path) -> bool:
    """Return whether a name is free, or that of a file of this user without a second name."""
    try:
        return _is_own(os.lstat(path))
    except (FileNotFoundError, NotADirectoryError):
        return True


def _is_own(status: os.stat_result) -> bool:
    user = getattr(os, "geteuid", lambda: status.st_uid)()
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_uid == user


def make_own_folders(base: Path, folder: Path) -> None:
    """Make the folders that lead from one to another, if they are not there.

    Raises:
        OSError: it leads through a symbolic link, or through a junction of Windows.
    """
    step = base
    for name in folder.relative_to(base).parts:
        step /= name
        with suppress(FileExistsError):
            step.mkdir()
        status = os.lstat(step)
        tag: int = getattr(status, "st_reparse_tag", 0)
        if stat.S_ISLNK(status.st_mode) or tag == _JUNCTION:
            raise OSError(errno.ELOOP, f"{step} is a link, which the client does not follow", str(step))
        if not stat.S_ISDIR(status.st_mode):
            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(step))


def create_private(path: Path) -> None:
    """Create an empty file that only its owner can read; Windows gives it the permissions of its folder.

    Raises:
        FileExistsError: there is a file, a folder or a link of this name.
    """
    # A file object closes itself when a signal ends the work before its next line; a descriptor would stay open.
    open(path, "xb", buffering=0, opener=partial(os.open, mode=0o600)).close()


def has_locks(folder: Path) -> bool:
    """Return whether files in a folder can be locked, as far as it can be tried; some network drives cannot."""
    if _fcntl is None:
        return True
    try:
        with TemporaryFile(dir=folder) as file:
            _fcntl.lockf(file.fileno(), _fcntl.LOCK_EX | _fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _UNSUPPORTED
    return True


def _link_refused(path: Path) -> OSError:
    return OSError(errno.ELOOP, "It is a symbolic link, which the client does not follow", str(path))
