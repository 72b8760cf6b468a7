"""The result files that origins name: files, folders, patterns, URLs of fsspec, journals."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from glob import has_magic, iglob
from pathlib import Path
from typing import Any, Final, TypeAlias

from speechtotext._errors import FileError, InvalidArgument
from speechtotext._recordings.saving import journal_of
from speechtotext_api.wire import without_signatures

from .entries import Entry, is_url
from .journals import is_journal, journal_entries
from .remote import file_system, file_system_errors, version_of

Origin: TypeAlias = str | os.PathLike[str]
"""Where results come from: a path, a pattern, or a URL of fsspec."""

_ENDING: Final = ".json"
# Spark, Arrow and Dask pass over such names as well.
_HIDDEN: Final = (".", "_")


def find(
    origins: Origin | Iterable[Origin], options: Mapping[str, Any], seen: set[str] | None = None
) -> Iterator[Entry]:
    """Yield the result files, each once, in the order of the origins and by name.

    Args:
        origins: files, folders, patterns, journals or URLs, or one of them.
        options: of the file systems of URLs.
        seen: those that were yielded before.

    Raises:
        FileError: an origin does not exist, or a pattern matches no file.
    """
    given = [origins] if isinstance(origins, str | os.PathLike) else origins
    seen = set() if seen is None else seen
    for origin in given:
        for entry in _of_origin(_text_of(origin), options):
            name = entry.location or entry.key
            if name not in seen:
                seen.add(name)
                yield entry


def _text_of(origin: Origin) -> str:
    if not isinstance(origin, str | os.PathLike) or not isinstance(text := os.fspath(origin), str) or not text:
        raise InvalidArgument(f"Invalid origin {origin!r}: give a path, a pattern or a URL.")
    return text


def _of_origin(origin: str, options: Mapping[str, Any]) -> Iterator[Entry]:
    if is_url(origin):
        yield from _of_url(origin, options)
    elif not os.path.lexists(origin) and has_magic(origin):
        names = sorted(iglob(origin, recursive=True))
        if not names:
            raise FileError(f"No file matches {origin}.")
        for name in names:
            # A folder that matches is not opened: `**` matches what is in it as well.
            if os.path.isfile(name):
                yield from _of_file(name)
    elif os.path.isdir(origin):
        yield from _of_folder(origin)
    elif os.path.isfile(origin):
        yield from _of_file(origin)
    else:
        raise FileError(f"{origin} does not exist.")


def _of_file(path: str) -> Iterator[Entry]:
    try:
        if is_journal(Path(path)):
            yield from journal_entries(Path(os.path.abspath(path)))
            return
        found = os.stat(path)
    except OSError as error:
        # Another program may be removing files: reading it tells what is wrong.
        yield Entry(key=os.path.abspath(path), version=str(error.errno), location=os.path.abspath(path))
        return
    yield _file_entry(path, found)


def _file_entry(path: str, found: os.stat_result) -> Entry:
    location = os.path.abspath(path)
    return Entry(key=location, version=f"{found.st_size} {found.st_mtime_ns}", location=location, size=found.st_size)


def _of_folder(folder: str) -> Iterator[Entry]:
    """Yield the results in a folder and below; a folder of `transcribe_all` by its journal."""
    for path, folders, names in os.walk(folder, onerror=_raise):
        journal = journal_of(Path(os.path.abspath(path)))
        if journal.is_file():
            folders.clear()
            yield from journal_entries(journal)
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in sorted(names):
            file = os.path.join(path, name)
            # Reading a pipe would wait for whoever writes to it.
            if _is_result_name(name) and (os.path.isfile(file) or not os.path.exists(file)):
                yield from _of_file(file)


def _raise(error: OSError) -> None:
    raise FileError(f"{error.filename} cannot be read: {error.strerror}.") from error


def _is_result_name(name: str) -> bool:
    return name.lower().endswith(_ENDING) and not name.startswith(_HIDDEN)


def _of_url(url: str, options: Mapping[str, Any]) -> Iterator[Entry]:
    fs, path = file_system(url, options)
    with file_system_errors(f"{url} cannot be listed"):
        if is_pattern := _is_pattern(path):
            found = fs.glob(path, detail=True)
        elif (info := fs.info(path))["type"] == "directory":
            root = f"{path.rstrip('/')}/"
            found = {
                name: each
                for name, each in fs.find(path, detail=True).items()
                if _is_result_path(name.removeprefix(root))
            }
        else:
            yield _url_entry(str(fs.unstrip_protocol(info["name"])), info)
            return
    files = {name: each for name, each in found.items() if each["type"] == "file"}
    if not files and is_pattern:
        raise FileError(f"No file matches {without_signatures(url)}.")
    for name in sorted(files):
        yield _url_entry(str(fs.unstrip_protocol(name)), files[name])


def _is_pattern(path: str) -> bool:
    # What follows a question mark in a web address is its query.
    return "*" in path if path.startswith(("http://", "https://")) else has_magic(path)


def _url_entry(url: str, info: Mapping[str, Any]) -> Entry:
    # The key is kept, the permission that a URL carries is not.
    return Entry(key=without_signatures(url), version=version_of(info), location=url, size=int(info.get("size") or 0))


def _is_result_path(path: str) -> bool:
    *folders, name = path.split("/")
    return _is_result_name(name) and not any(folder.startswith(_HIDDEN) for folder in folders)
