"""The files below a folder, and those that a pattern matches."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Final, NamedTuple

from .input_names import literal_folder

_ANY_DEPTH: Final = "**"


class Found(NamedTuple):
    """An entry of a folder.

    Attributes:
        path: path, which begins with that of the folder.
        relative: path below the folder, with "/" between names.
        source: absolute path with links resolved.
        status: size, time and type; None if it cannot be read.
        problem: why it cannot be read; None if it can.
        is_hidden: whether it is a hidden file or folder, which is not entered.
    """

    path: str
    relative: str
    source: str
    status: os.stat_result | None
    problem: OSError | None = None
    is_hidden: bool = False


def files_below(folder: str) -> Iterator[Found]:
    """Yield the files below a folder in the order of their names, and the folders that are hidden or unreadable.

    Only the names of folders, and those in one folder and in those above it, are in memory. A link to a folder is
    followed unless that was entered before.
    """
    yield from _walk(folder, "", os.path.realpath(folder), set(), None)


def files_matching(pattern: str) -> Iterator[Found]:
    """Yield the files that a pattern matches, and those below folders that it matches, in the order of their names.

    `**` matches any number of folders. A name that begins with a dot is matched by such a name only.
    """
    base, rest = literal_folder(pattern.replace(os.sep, "/"))
    if os.path.isdir(base or os.curdir):
        yield from _walk(
            base, "", os.path.realpath(base or os.curdir), set(), [part for part in rest.split("/") if part]
        )


def _walk(folder: str, relative: str, real: str, entered: set[str], pattern: list[str] | None) -> Iterator[Found]:
    entered.add(real)
    try:
        with os.scandir(folder or os.curdir) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, relative, real, None, error)
        return
    for entry in entries:
        below = f"{relative}/{entry.name}" if relative else entry.name
        matched = _is_matched(below.split("/"), pattern) if pattern is not None else True
        path = os.path.join(folder, entry.name)
        source = os.path.join(real, entry.name)
        if is_link := entry.is_symlink():
            source = os.path.realpath(source)
        if _is_folder(entry):
            if is_link and source in entered:
                continue
            if pattern is None and entry.name.startswith("."):
                yield Found(path, below, source, None, is_hidden=True)
            elif matched or (pattern is not None and _can_lead_to(below.split("/"), pattern)):
                # Everything below a folder that matches is meant.
                yield from _walk(path, below, source, entered, None if matched else pattern)
        elif matched:
            yield _file(path, below, source)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _file(path: str, relative: str, source: str) -> Found:
    try:
        return Found(path, relative, source, os.stat(path))
    except OSError as error:
        return Found(path, relative, source, None, error)


def is_regular(status: os.stat_result) -> bool:
    """Return whether this is the status of a file, and not that of a device, pipe or socket."""
    return stat.S_ISREG(status.st_mode)


def _is_matched(names: list[str], pattern: list[str]) -> bool:
    if not pattern:
        return not names
    if pattern[0] == _ANY_DEPTH:
        if _is_matched(names, pattern[1:]):
            return True
        return bool(names) and not names[0].startswith(".") and _is_matched(names[1:], pattern)
    return bool(names) and _is_name_matched(names[0], pattern[0]) and _is_matched(names[1:], pattern[1:])


def _can_lead_to(names: list[str], pattern: list[str]) -> bool:
    """Return whether a folder can hold what the pattern matches."""
    for position, name in enumerate(names):
        if position == len(pattern):
            return False
        if pattern[position] == _ANY_DEPTH:
            return not any(rest.startswith(".") for rest in names[position:])
        if not _is_name_matched(name, pattern[position]):
            return False
    return len(names) < len(pattern)


def _is_name_matched(name: str, pattern: str) -> bool:
    return fnmatch(name, pattern) and (pattern.startswith(".") or not name.startswith("."))
