"""Files of the service in a folder: what each is called there, which are there already, and getting the others."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import IO, Final, NamedTuple, TypeAlias

import httpx

from ._errors import FileError
from ._fetching import Body, StoredFile, fetched
from ._file_names import folded, free_name, safe_name
from ._flows import Do, Flow, Together
from ._retry import RetryPolicy
from ._sqlite import held, transaction

INDEX: Final = ".speechtotext-files.sqlite3"
_PART: Final = re.compile(r"\.(.+)\.[0-9a-f-]+\.part", re.DOTALL)
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS files (key TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID"

Naming: TypeAlias = Callable[[str], str]


class DownloadedFile(NamedTuple):
    """A file that is there.

    Args:
        path: where it is.
        name: what the service calls it.
        kind: what it holds, such as Transcription.
    """

    path: Path
    name: str
    kind: str | None


class DownloadProgress(NamedTuple):
    """How far a download is.

    Args:
        files: how many files there are in all.
        files_done: how many of them are there.
        bytes_done: how many bytes have come.
        bytes_total: how many there will be, as far as the service tells.
    """

    files: int
    files_done: int
    bytes_done: int
    bytes_total: int


class _Counter:
    """Counts what comes, in whichever threads."""

    def __init__(self, files: list[StoredFile], notify: Callable[[DownloadProgress], object] | None) -> None:
        self._seen = DownloadProgress(len(files), 0, 0, sum(file.size or 0 for file in files))
        self._notify = notify
        self._lock = Lock()

    def add(self, *, files: int = 0, size: int = 0) -> None:
        if self._notify is not None:
            with self._lock:
                seen = self._seen
                self._seen = seen._replace(files_done=seen.files_done + files, bytes_done=seen.bytes_done + size)
                self._notify(self._seen)


class _Part(Body):
    """The part of a file that has come so far, beside where it will be: a hidden file whose name tells the content's
    entity tag, so that another process can go on with it."""

    def __init__(self, target: Path, begun: Path | None, counter: _Counter) -> None:
        super().__init__()
        self._target = target
        self._path = begun
        self._file: IO[bytes] | None = None
        self._position = begun.stat().st_size if begun is not None else 0
        self._counter = counter

    @property
    def position(self) -> int:
        return self._position

    def restart(self) -> None:
        self.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        self._counter.add(size=-self._position)
        self._path, self._position = None, 0

    def continues(self, etag: str | None) -> bool:
        return etag is not None and self._path == self._named(etag)

    def begin(self, response: httpx.Response) -> bool:
        wanted = super().begin(response)
        if wanted and self._file is None:
            self._path = self._named(self.etag)
            self._file = self._path.open("ab", buffering=0)
        return wanted

    def write(self, data: bytes) -> None:
        assert self._file is not None
        self._file.write(data)
        self._position += len(data)
        self._counter.add(size=len(data))

    def finish(self) -> None:
        """Put the file where it is to be."""
        self.close()
        assert self._path is not None
        os.replace(self._path, self._target)
        self._counter.add(files=1)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _named(self, etag: str | None) -> Path:
        tag = sha256(etag.encode()).hexdigest()[:12] if etag is not None else "-"
        return self._target.with_name(f".{self._target.name}.{tag}.part")


class _Plan(NamedTuple):
    """Where a file is to be, and the part of it that is there already."""

    file: StoredFile
    target: Path
    part: Path | None


def download(
    listing: Flow[list[StoredFile]],
    folder: str | os.PathLike[str],
    *,
    limit: int,
    retry: RetryPolicy,
    on_progress: Callable[[DownloadProgress], object] | None,
    named: Naming = safe_name,
) -> Flow[list[DownloadedFile]]:
    """The steps of getting files into a folder, those that are not there.

    Args:
        listing: the steps of finding them.
        limit: how many are fetched at a time.
        named: makes a file's name safe.

    Raises:
        FileError: the folder or a file cannot be written. What has come is kept; a further run goes on from it.
    """
    files = yield from listing
    counter = _Counter(files, on_progress)
    index = Path(folder) / INDEX
    with closing((yield from held(index, _SCHEMA))) as database:
        plans = yield Do(lambda: _planned(database, index, files, named))
        yield Together((_got(plan, counter, retry) for plan in plans), limit)
    return [DownloadedFile(plan.target, plan.file.name, plan.file.kind) for plan in plans]


def _got(plan: _Plan, counter: _Counter, retry: RetryPolicy) -> Flow[None]:
    if (yield Do(plan.target.is_file)):
        counter.add(files=1, size=plan.file.size or 0)
        return
    part = _Part(plan.target, plan.part, counter)
    counter.add(size=part.position)
    try:
        yield from fetched(plan.file, part, retry)
        yield Do(part.finish)
    except OSError as error:
        raise FileError(f"{plan.target} cannot be written: {error.strerror}.") from error
    finally:
        part.close()


def _planned(database: sqlite3.Connection, index: Path, files: Iterable[StoredFile], named: Naming) -> list[_Plan]:
    """Where each file is to be: once chosen, a name stays, so that a second run knows what is there."""
    folder = index.parent
    with transaction(database, index):
        names: dict[str, str] = dict(database.execute("SELECT key, name FROM files"))
        taken = {folded(name) for name in (*names.values(), *os.listdir(folder))}
        for file in files:
            if file.key not in names:
                names[file.key] = free_name(named(file.name), taken)
                taken.add(folded(names[file.key]))
                database.execute("INSERT INTO files VALUES (?, ?)", (file.key, names[file.key]))
    targets = {file.key: folder / names[file.key] for file in files}
    parts = dict(_parts({target.parent for target in targets.values()}))
    return [_Plan(file, targets[file.key], parts.get(targets[file.key])) for file in files]


def _parts(folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """By the files that they are of, the parts that are there."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        for name in os.listdir(folder):
            if found := _PART.fullmatch(name):
                yield folder / found[1], folder / name
