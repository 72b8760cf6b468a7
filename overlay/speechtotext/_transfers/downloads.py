"""Files of the service in a folder: what each is called there, which are there already, and getting the others."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple, TypeAlias

from speechtotext._core.retry import RetryPolicy
from speechtotext._core.steps import Flow, Gather, RunBlocking
from speechtotext._errors import DeadlineExceeded, FileError, SpeechError
from speechtotext._files.errors import file_errors
from speechtotext._files.filesystem import is_own_file, make_own_folders, sync_folder
from speechtotext._files.locked_database import LockedDatabase, open_locked

from .digests import md5_of
from .fetch import StoredFile, fetch
from .file_names import collision_key, folder_keys, safe_name, unused_name
from .part_files import PartFile, part_files

INDEX: Final = ".speechtotext-files.sqlite3"
_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS files (key TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS contents (key TEXT PRIMARY KEY, size INTEGER NOT NULL, md5 BLOB) WITHOUT ROWID",
)

Naming: TypeAlias = Callable[[str], str]


class DownloadedFile(NamedTuple):
    """A downloaded file.

    Args:
        path: path of the file.
        name: name that the service uses.
        kind: kind of its content, such as Transcription.
    """

    path: Path
    name: str
    kind: str | None


class DownloadProgress(NamedTuple):
    """Progress of a download.

    Args:
        files: number of files.
        files_done: number of complete files.
        bytes_done: number of downloaded bytes.
        bytes_total: total number of bytes, if known.
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


class _Content(NamedTuple):
    """What is known of the content of a file that was fetched: its size, and its digest if storage told it."""

    size: int
    md5: bytes | None


class _Plan(NamedTuple):
    """Where a file is to be, what is known of its content if it is there, and the part of it that is there."""

    file: StoredFile
    target: Path
    there: _Content | None
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
        limit: maximum number of concurrent downloads.
        named: makes a file's name safe.
        on_failure: called with each file that cannot be had, and why, in place of ending; it may raise.

    Raises:
        FileError: the folder or a file cannot be written. What has come is kept; a further run goes on from it.
    """
    # A listing that changes while it is read can name a file twice.
    files = list({file.key: file for file in (yield from listing)}.values())
    counter = _Counter(files, on_progress)
    index = Path(folder) / INDEX
    yield RunBlocking(lambda: _require_own_index(index))
    fetched: dict[str, _Content] = {}
    with closing((yield from open_locked(index, _make_tables))) as database:
        plans = yield RunBlocking(lambda: _planned(database, Path(folder), files, named))
        work = (_tried(plan, Path(folder), fetched, counter, retry, on_failure) for plan in plans)
        try:
            there: list[bool] = yield Gather(work, limit)
        except BaseException:
            # Here, because a flow that is cancelled takes no further steps. Otherwise they are fetched once more.
            with suppress(SpeechError):
                _note(database, Path(folder), plans, fetched)
            raise
        yield RunBlocking(lambda: _note(database, Path(folder), plans, fetched))
    found = [plan for plan, is_there in zip(plans, there, strict=True) if is_there]
    return [DownloadedFile(plan.target, plan.file.name, plan.file.kind) for plan in found]


def _tried(
    plan: _Plan,
    folder: Path,
    fetched: dict[str, _Content],
    counter: _Counter,
    retry: RetryPolicy,
    on_failure: Callable[[StoredFile, SpeechError], None] | None,
) -> Flow[bool]:
    """The steps of getting one file; gives whether it is there."""
    try:
        yield from _fetch_to_disk(plan, folder, fetched, counter, retry)
    except DeadlineExceeded:
        raise
    except SpeechError as error:
        if on_failure is None:
            raise
        on_failure(plan.file, error)
        return False
    return True


def _fetch_to_disk(
    plan: _Plan, folder: Path, fetched: dict[str, _Content], counter: _Counter, retry: RetryPolicy
) -> Flow[None]:
    if plan.there is not None and (plan.there.md5 is None or (yield RunBlocking(lambda: _is_undamaged(plan)))):
        counter.add(files=1, size=plan.there.size)
        return
    part: PartFile = yield RunBlocking(
        lambda: PartFile(folder, plan.target, plan.part, lambda size: counter.add(size=size)),
        discard=PartFile.close,
    )
    with closing(part):
        yield from fetch(plan.file, part, retry)
        yield RunBlocking(part.finish)
    fetched[plan.file.key] = _Content(part.size, part.md5)
    counter.add(files=1)


def _is_undamaged(plan: _Plan) -> bool:
    """Return whether a file still has the digest that storage told."""
    with file_errors(plan.target):
        return plan.there is not None and md5_of(plan.target) == plan.there.md5


def _require_own_index(index: Path) -> None:
    with file_errors(index):
        if not is_own_file(index):
            raise FileError(f"{index} is a link, or belongs to somebody else: remove it.")


def _sync_folders(folder: Path, plans: Sequence[_Plan]) -> None:
    """Return when the names of the files are on the disk."""
    parents = {parent for plan in plans for parent in plan.target.parents if parent.is_relative_to(folder)}
    with file_errors(folder):
        for parent in parents:
            sync_folder(parent)


def _make_tables(connection: sqlite3.Connection, path: Path, *, new: bool) -> None:
    for statement in _SCHEMA:
        connection.execute(statement)


def _note(database: LockedDatabase, folder: Path, plans: Sequence[_Plan], fetched: Mapping[str, _Content]) -> None:
    """Remember what the content of files should be, so that a second run can tell whether they are whole.

    Before that, their names are written to the disk, as their contents were: the index never says more than is there.
    """
    _sync_folders(folder, plans)
    with database.transaction() as changes:
        changes.executemany(
            "INSERT OR REPLACE INTO contents VALUES (?, ?, ?)",
            [(key, content.size, content.md5) for key, content in fetched.items()],
        )


def _planned(database: LockedDatabase, folder: Path, files: Sequence[StoredFile], named: Naming) -> list[_Plan]:
    """Return where each file is to be, and what is there of it."""
    with database.transaction() as changes:
        names = _chosen_names(changes, folder, files, named)
        known = {key: _Content(size, md5) for key, size, md5 in changes.execute("SELECT key, size, md5 FROM contents")}
    targets = {file.key: folder / names[file.key] for file in files}
    folders = {target.parent for target in targets.values()}
    with file_errors(folder):
        for below in folders:
            make_own_folders(folder, below)
        parts = dict(part_files(folders))
        return [
            _Plan(file, target := targets[file.key], _content_of(target, file, known.get(file.key)), parts.get(target))
            for file in files
        ]


def _chosen_names(
    changes: sqlite3.Connection, folder: Path, files: Sequence[StoredFile], named: Naming
) -> dict[str, str]:
    """Return the name of each file: once chosen, a name stays, so that a second run knows what is there."""
    names: dict[str, str] = dict(changes.execute("SELECT key, name FROM files"))
    safe = {file.key: named(file.name) for file in files if file.key not in names}
    taken = set(map(collision_key, names.values()))
    # A file must not have the name of a folder that another one lies in.
    taken.update(key for name in (*names.values(), *safe.values()) for key in folder_keys(name))
    for key, wished in safe.items():
        name = unused_name(wished, lambda name: collision_key(name) in taken or os.path.lexists(folder / name))
        taken.add(collision_key(name))
        names[key] = name
        changes.execute("INSERT INTO files VALUES (?, ?)", (key, name))
    return names


def _content_of(target: Path, file: StoredFile, known: _Content | None) -> _Content | None:
    """Return what is known of a file that is there and of the right size; None if it is to be fetched."""
    try:
        status = os.lstat(target)
    except (FileNotFoundError, NotADirectoryError):
        return None
    sizes = {size for size in (file.size, None if known is None else known.size) if size is not None}
    if not stat.S_ISREG(status.st_mode) or sizes != {status.st_size}:
        return None
    return known or _Content(status.st_size, None)
