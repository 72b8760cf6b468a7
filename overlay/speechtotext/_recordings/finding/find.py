"""Find the recordings that inputs name: files, folders, patterns, lists, URLs and storages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final, Protocol, TypeAlias

from speechtotext._batches.inputs import is_absolute_url, is_plain_url, normalized
from speechtotext._errors import InvalidArgument, SpeechError
from speechtotext._redaction import source_of
from speechtotext.storage import StoredObject
from speechtotext_api.wire import without_signatures

from .audio_files import file_fault, size_fault
from .folders import Found, files_below, files_matching, is_regular
from .input_names import WEB_SCHEMES, divided, has_wildcard, is_collapsed_url, literal_folder, scheme_of
from .lists import read_list
from .places import place_of_path, place_of_url, reason_to_skip
from .recording import Fault, FaultKind, Recording, Skipped

STANDARD_INPUT: Final = "-"


class ListedStorage(Protocol):
    """The part of a storage that is needed to find recordings in it."""

    def list(self, pattern: str) -> Iterator[StoredObject]:
        """Yield the objects whose names a pattern matches; `**` matches any number of folders."""
        ...


OpenStorage: TypeAlias = Callable[[str], ListedStorage]


def find_recordings(
    inputs: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    open_storage: OpenStorage,
) -> Iterator[Recording | Skipped]:
    """Yield the recordings that inputs name, and what they cover beyond those.

    An input is the path of a file or folder, a pattern (`*`, `?`, `[…]`, `**`), `-` for a list on standard input, an
    http(s) URL, or the URL of a storage, `az://ACCOUNT/CONTAINER/PREFIX` or `s3://BUCKET/PREFIX`, which may hold a
    pattern. A path that exists is no pattern. An input that names nothing, and one that cannot be transcribed, is a
    recording with a fault: it never keeps others from being found.

    Everything is found as it is asked for, and nothing is kept: a recording that several inputs name is yielded several
    times, with the same `source`, for the caller to tell. So memory stays flat, for a million URLs, too.

    Args:
        inputs: the inputs, or one of them.
        open_storage: returns the storage that a URL such as `az://account/container` names.

    Raises:
        InvalidArgument: an input is no text or path, or standard input is no list.
    """
    given = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
    finder = _Finder(open_storage)
    for entry in given:
        if type(entry) is str and is_plain_url(entry):
            # Most of very many are like this, and take a while to take apart.
            yield Recording("url", entry, entry, entry, place_of_url(entry))
        else:
            yield from finder.find(_as_text(entry))


def _as_text(entry: object) -> str:
    text = os.fspath(entry) if isinstance(entry, os.PathLike) else entry
    if not isinstance(text, str) or not text:
        raise InvalidArgument(f"inputs has {without_signatures(repr(entry))}: give paths and URLs as text")
    return text


class _Finder:
    def __init__(self, open_storage: OpenStorage) -> None:
        self._open_storage = open_storage

    def find(self, entry: str) -> Iterator[Recording | Skipped]:
        if entry == STANDARD_INPUT:
            for line in read_list(_standard_input()):
                yield from self._named(line)
        else:
            yield from self._named(entry)

    def _named(self, entry: str) -> Iterator[Recording | Skipped]:
        scheme = scheme_of(entry)
        if scheme in WEB_SCHEMES:
            yield _of_url(entry)
        elif scheme:
            yield from self._stored(entry)
        else:
            yield from self._local(entry)

    def _local(self, entry: str) -> Iterator[Recording | Skipped]:
        path = entry if os.path.lexists(entry) else os.path.expanduser(entry)
        try:
            status = os.stat(path)
        except (OSError, ValueError) as error:
            yield from self._absent(entry, path, error)
            return
        if not os.path.isdir(path):
            yield self._of_file(Found(path, os.path.basename(path), os.path.realpath(path), status), entry)
            return
        yield from _or_skipped(self._of_files(files_below(path)), entry, "no files are in this folder")

    def _absent(self, entry: str, path: str, error: OSError | ValueError) -> Iterator[Recording | Skipped]:
        if is_collapsed_url(entry):
            yield _faulty(
                without_signatures(entry),
                "InvalidUrl",
                "A slash is missing after the scheme: give URLs as text, not as paths.",
            )
        elif has_wildcard(path) and not os.path.lexists(path):
            yield from _or_skipped(self._of_files(files_matching(path)), entry, "no file matches this pattern")
        elif isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
            yield _faulty(entry, "NotFound", "No such file or folder.")
        else:
            yield _faulty(entry, "NotReadable", f"The file cannot be read: {error.strerror or error}.")

    def _of_files(self, found: Iterable[Found]) -> Iterator[Recording | Skipped]:
        """Yield the files of a folder or pattern: those that are plainly no recordings are skipped by their names."""
        for file in found:
            name = os.path.basename(file.path)
            reason = reason_to_skip(name) if file.problem is None else None
            if file.is_hidden:
                yield Skipped(file.path, "a hidden folder")
            elif reason is not None:
                yield Skipped(file.path, reason)
            else:
                yield self._of_file(file, file.path)

    def _of_file(self, file: Found, shown: str) -> Recording:
        size = modified = None
        if file.status is None:
            fault: Fault | None = _unreadable(file.problem)
        elif not is_regular(file.status):
            fault = Fault("NotReadable", "This is a device, pipe or socket, not a file.")
        else:
            size, modified = file.status.st_size, file.status.st_mtime_ns
            fault = file_fault(file.source, size)
        place = place_of_path(file.relative)
        return Recording("file", file.source, file.source, shown, place, size, modified, fault)

    def _stored(self, entry: str) -> Iterator[Recording | Skipped]:
        root, pattern = divided(entry)
        folder, rest = literal_folder(pattern)
        below = folder if has_wildcard(rest) or not rest else f"{folder}{rest}/"
        try:
            storage = self._open_storage(root)
            found = self._listed(storage, folder, rest)
            yield from _or_skipped(
                (_of_object(root, folder, below, item) for item in found if not item.name.endswith("/")),
                entry,
                "no object of the storage matches",
            )
        except SpeechError as error:
            yield _faulty(without_signatures(entry), "NotReadable", without_signatures(str(error)))
        except Exception as error:
            # File systems of others raise what they like, and one input stops no other.
            told = without_signatures(f"The storage cannot be listed: {type(error).__name__}: {error}")
            yield _faulty(without_signatures(entry), "NotReadable", told)

    def _listed(self, storage: ListedStorage, folder: str, rest: str) -> Iterator[StoredObject]:
        if has_wildcard(rest):
            yield from storage.list(folder + rest)
            return
        exact = iter(storage.list(folder + rest)) if rest else iter(())
        first = next(exact, None)
        if first is not None:
            yield first
        # A name without wildcard is an object, a folder, or both.
        yield from storage.list(f"{folder}{rest}/**" if rest else f"{folder}**")


def _standard_input() -> BinaryIO:
    """Return standard input without a buffer, whose lock would keep the interpreter from ending."""
    try:
        return open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)
    except (OSError, ValueError):
        return sys.stdin.buffer


def _or_skipped(found: Iterator[Recording | Skipped], entry: str, reason: str) -> Iterator[Recording | Skipped]:
    is_empty = True
    for item in found:
        is_empty = False
        yield item
    if is_empty:
        yield Skipped(entry, reason, is_input=True)


def _of_url(url: str) -> Recording:
    if not is_absolute_url(url):
        return _faulty(without_signatures(url), "InvalidUrl", "Expected https://HOST/NAME.")
    shown = source_of(url)
    return Recording("url", normalized(shown), url, shown, place_of_url(shown))


def _of_object(root: str, folder: str, below: str, item: StoredObject) -> Recording | Skipped:
    url = f"{root}/{item.name}"
    reason = reason_to_skip(item.name.rpartition("/")[2])
    if reason is not None:
        return Skipped(url, reason)
    fault = size_fault(item.size)
    inner = item.name.removeprefix(below)
    place = place_of_path(item.name.removeprefix(folder) if inner == item.name else inner)
    return Recording("stored", url, url, url, place, item.size, fault=fault)


def _faulty(entry: str, kind: FaultKind, message: str) -> Recording:
    is_url = bool(scheme_of(entry))
    place = place_of_url(entry) if is_url else place_of_path(os.path.basename(entry))
    source = entry if is_url else os.path.realpath(entry) if "\0" not in entry else entry
    return Recording("url" if is_url else "file", source, source, entry, place, fault=Fault(kind, message))


def _unreadable(problem: OSError | None) -> Fault:
    if isinstance(problem, FileNotFoundError):
        return Fault("NotFound", "No such file: a symbolic link is broken, or the file was removed.")
    return Fault("NotReadable", f"The file cannot be read: {problem.strerror if problem else 'no reason is known'}.")
