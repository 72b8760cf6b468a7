"""Where a data set is written: a folder of this machine, or a URL of fsspec."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final, Protocol

from speechtotext._core.file_flows import run_file_flow
from speechtotext._errors import FileError
from speechtotext._files.filesystem import make_folder, sync_file, sync_folder
from speechtotext._files.locked_database import open_locked
from speechtotext.tables._sources.entries import is_url
from speechtotext.tables._sources.remote import file_system, file_system_errors
from speechtotext_api.wire import without_signatures

# Readers pass over what begins with an underscore.
STATE_FOLDER: Final = "_speechtotext"
_STAGING: Final = f"{STATE_FOLDER}/staging"
_LOCK: Final = f"{STATE_FOLDER}/lock.sqlite3"


class Target(Protocol):
    """Files below a folder or URL, by their names there: they appear as a whole."""

    def list(self, folder: str) -> list[str]:
        """Return the names of the files in a folder and below; none if there is no such folder."""
        ...

    def read(self, name: str) -> bytes | None:
        """Return what a file holds; None if there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Write a small file."""
        ...

    def put(self, file: Path, name: str) -> None:
        """Move a local file there. One that is there is replaced."""
        ...

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        ...

    def hold(self) -> AbstractContextManager[object]:
        """Keep other runs from writing there, as far as that is possible."""
        ...

    def staging(self) -> AbstractContextManager[Path]:
        """Make a local folder for files that are not complete, and delete it afterwards."""
        ...


def open_target(to: str | os.PathLike[str], options: Mapping[str, Any]) -> Target:
    """Return the place of a data set.

    Args:
        to: path or URL.
        options: of the file system of a URL.

    Raises:
        FileError: the folder cannot be made.
        ConfigurationError: the URL needs a library that is not installed.
    """
    text = os.fspath(to)
    if not is_url(text):
        return LocalTarget(Path(text))
    fs, path = file_system(text, options)
    # By a file:// URL, a folder is locked and synced as by its path.
    return LocalTarget(Path(path)) if "file" in fs.protocol else RemoteTarget(text, fs, path)


class LocalTarget:
    """A folder of this machine. What was written is on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with _written(folder):
            make_folder(folder / STATE_FOLDER)

    def list(self, folder: str) -> list[str]:
        return [
            path.relative_to(self.folder).as_posix() for path in (self.folder / folder).rglob("*") if path.is_file()
        ]

    def read(self, name: str) -> bytes | None:
        path = self.folder / name
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FileError(f"{path} cannot be read: {error.strerror}.") from error

    def write(self, name: str, content: bytes) -> None:
        with self.staging() as folder:
            path = folder / "file"
            with _written(self.folder / name):
                path.write_bytes(content)
            self.put(path, name)

    def put(self, file: Path, name: str) -> None:
        target = self.folder / name
        with _written(target):
            make_folder(target.parent)
            sync_file(file)
            file.replace(target)
            sync_folder(target.parent)

    def delete(self, name: str) -> None:
        with _written(self.folder / name):
            (self.folder / name).unlink(missing_ok=True)

    @contextmanager
    def hold(self) -> Iterator[None]:
        with closing(run_file_flow(open_locked(self.folder / _LOCK, _prepare))):
            # Of runs that were killed.
            shutil.rmtree(self.folder / _STAGING, ignore_errors=True)
            yield

    @contextmanager
    def staging(self) -> Iterator[Path]:
        with _written(self.folder):
            # On the same file system, so that files can be renamed to where they belong.
            (self.folder / _STAGING).mkdir(exist_ok=True)
            folder = Path(tempfile.mkdtemp(dir=self.folder / _STAGING))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


class RemoteTarget:
    """A URL of fsspec. In object stores a file appears when it is complete."""

    def __init__(self, url: str, fs: Any, path: str) -> None:
        self._url = without_signatures(url)
        self._fs = fs
        self._root = path.rstrip("/")

    def list(self, folder: str) -> list[str]:
        with file_system_errors(f"{self._url}/{folder} cannot be listed"):
            try:
                found = self._fs.find(f"{self._root}/{folder}")
            except FileNotFoundError:
                return []
            return [str(name).removeprefix(f"{self._root}/") for name in found]

    def read(self, name: str) -> bytes | None:
        with file_system_errors(f"{self._url}/{name} cannot be read"):
            try:
                content: bytes = self._fs.cat_file(f"{self._root}/{name}")
            except FileNotFoundError:
                return None
        return content

    def write(self, name: str, content: bytes) -> None:
        with file_system_errors(f"{self._url}/{name} cannot be written"):
            self._make_parent(name)
            self._fs.pipe_file(f"{self._root}/{name}", content)

    def put(self, file: Path, name: str) -> None:
        with file_system_errors(f"{self._url}/{name} cannot be written"):
            self._make_parent(name)
            self._fs.put_file(str(file), f"{self._root}/{name}")
        file.unlink(missing_ok=True)

    def delete(self, name: str) -> None:
        with file_system_errors(f"{self._url}/{name} cannot be deleted"):
            if self._fs.exists(f"{self._root}/{name}"):
                self._fs.rm_file(f"{self._root}/{name}")

    def hold(self) -> AbstractContextManager[object]:
        return nullcontext()

    @contextmanager
    def staging(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="speechtotext-") as folder:
            yield Path(folder)

    def _make_parent(self, name: str) -> None:
        self._fs.makedirs(f"{self._root}/{name}".rpartition("/")[0], exist_ok=True)


def _prepare(connection: sqlite3.Connection, path: Path, *, new: bool) -> None:
    """Nothing: the database holds nothing but a lock."""


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}.") from error
