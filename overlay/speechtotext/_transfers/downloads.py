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

from speechtotext._core.filesystem import make_folder, sync_file, sync_folder
from speechtotext._core.flows import Flow, Gather, RunBlocking
from speechtotext._core.locked_database import LockedDatabase, file_errors, open_locked
from speechtotext._core.retry import RetryPolicy
from speechtotext._errors import DeadlineExceeded, SpeechError

from .fetch import ReceivedBody, StoredFile, fetch
from .file_names import collision_key, safe_name, unused_name

INDEX: Final = ".speechtotext-files.sqlite3"
_PART: Final = re.compile(r"\.(.+)\.[0-9a-f-]+\.part", re.DOTALL)
# In the name of a part: its content cannot be told from other content.
_UNTAGGED: Final = "-"
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


class _Part(ReceivedBody):
    """The part of a file that has come so far, beside where it will be: a hidden file whose name tells the content's
    entity tag, so that another process can go on with it."""

    def __init__(self, target: Path, begun: Path | None, counter: _Counter) -> None:
        super().__init__()
        self._target = target
        self._path = begun
        self._tag = begun.name.split(".")[-2] if begun is not None else _UNTAGGED
        self._file: IO[bytes] | None = None
        self._size = 0
        self._counter = counter
        if begun is not None:
            with file_errors(target):
                self._size = begun.stat().st_size
            counter.add(size=self._size)

    @property
    def position(self) -> int:
        return self._size if self._tag != _UNTAGGED else 0

    def restart(self) -> None:
        self.close()
        if self._path is not None:
            with file_errors(self._target):
                self._path.unlink(missing_ok=True)
        self._counter.add(size=-self._size)
        self._path, self._tag, self._size = None, _UNTAGGED, 0

    def continues(self, etag: str) -> bool:
        return self._tag == _tag_of(etag)

    def write(self, data: bytes) -> None:
        with file_errors(self._target):
            if self._file is None:
                self._file = self._opened()
            left = memoryview(data)
            while left:
                # A disk that is nearly full takes less than it is given.
                written = self._file.write(left)
                self._size += written
                left = left[written:]
        self._counter.add(size=len(data))

    def finish(self) -> None:
        """Put the file where it is to be."""
        with file_errors(self._target):
            # Of an empty file nothing has been written.
            file = self._file or self._opened()
            file.close()
            # Before it has its name: after a power failure, a file of this name is whole.
            sync_file(Path(file.name))
            os.replace(file.name, self._target)
        self._counter.add(files=1)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> IO[bytes]:
        if self._path is None:
            self._tag = _tag_of(self.etag) if self.etag is not None else _UNTAGGED
            self._path = self._target.with_name(f".{self._target.name}.{self._tag}.part")
        # What there may be of this name, but is not continued, is overwritten.
        return self._path.open("ab" if self._size else "wb", buffering=0)


def _tag_of(etag: str) -> str:
    return sha256(etag.encode()).hexdigest()[:12]


class _Plan(NamedTuple):
    """Where a file is to be, whether it is there already, and the part of it that is."""

    file: StoredFile
    target: Path
    there: bool
    part: Path | None


def download(
    listing: Flow[list[StoredFile]],
    folder: str | os.PathLike[str],
    *,
    limit: int,
    retry: RetryPolicy,
    on_progress: Callable[[DownloadProgress], object] | None,
    named: Naming = safe_name,
    on_failure: Callable[[StoredFile, SpeechError], None] | None = None,
) -> Flow[list[DownloadedFile]]:
    """The steps of getting files into a folder, those that are not there.

    Args:
        listing: the steps of finding them.
        limit: how many are fetched at a time.
        named: makes a file's name safe.
        on_failure: called with each file that cannot be had, and why, in place of ending; it may raise.

    Raises:
        FileError: the folder or a file cannot be written. What has come is kept; a further run goes on from it.
    """
    # A listing that changes while it is read can name a file twice.
    files = list({file.key: file for file in (yield from listing)}.values())
    counter = _Counter(files, on_progress)
    index = Path(folder) / INDEX
    with closing((yield from open_locked(index, _make_table))) as database:
        plans = yield RunBlocking(lambda: _planned(database, files, named))
        there: list[bool] = yield Gather((_tried(plan, counter, retry, on_failure) for plan in plans), limit)
        yield RunBlocking(lambda: _sync_folders(plans))
    found = [plan for plan, is_there in zip(plans, there, strict=True) if is_there]
    return [DownloadedFile(plan.target, plan.file.name, plan.file.kind) for plan in found]


def _tried(
    plan: _Plan, counter: _Counter, retry: RetryPolicy, on_failure: Callable[[StoredFile, SpeechError], None] | None
) -> Flow[bool]:
    """The steps of getting one file; gives whether it is there."""
    try:
        yield from _fetch_to_disk(plan, counter, retry)
    except DeadlineExceeded:
        raise
    except SpeechError as error:
        if on_failure is None:
            raise
        on_failure(plan.file, error)
        return False
    return True


def _sync_folders(plans: Iterable[_Plan]) -> None:
    for folder in {plan.target.parent for plan in plans}:
        with file_errors(folder):
            sync_folder(folder)


def _make_table(connection: sqlite3.Connection, path: Path, *, new: bool) -> None:
    connection.execute(_SCHEMA)


def _fetch_to_disk(plan: _Plan, counter: _Counter, retry: RetryPolicy) -> Flow[None]:
    if plan.there:
        counter.add(files=1, size=plan.file.size or 0)
        return
    with closing(_Part(plan.target, plan.part, counter)) as part:
        yield from fetch(plan.file, part, retry)
        yield RunBlocking(part.finish)


def _planned(database: LockedDatabase, files: Iterable[StoredFile], named: Naming) -> list[_Plan]:
    """Where each file is to be: once chosen, a name stays, so that a second run knows what is there."""
    folder = database.path.parent
    with file_errors(folder), database.transaction() as changes:
        names: dict[str, str] = dict(changes.execute("SELECT key, name FROM files"))
        taken = set(map(collision_key, names.values()))
        for file in files:
            if file.key not in names:
                name = unused_name(
                    named(file.name), lambda name: collision_key(name) in taken or os.path.lexists(folder / name)
                )
                taken.add(collision_key(name))
                names[file.key] = name
                changes.execute("INSERT INTO files VALUES (?, ?)", (file.key, name))
        targets = {file.key: folder / names[file.key] for file in files}
        parts = dict(_parts({target.parent for target in targets.values()}))
        return [_Plan(file, target := targets[file.key], target.is_file(), parts.get(target)) for file in files]


def _parts(folders: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """By the files that they are of, the parts that are there."""
    for folder in folders:
        make_folder(folder)
        for name in os.listdir(folder):
            if found := _PART.fullmatch(name):
                yield folder / found[1], folder / name
