"""Datasets from local files: created, sent in blocks, looked over and committed. Flows, for every version."""

from __future__ import annotations

import os
import stat
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple, Protocol

import httpx

from speechtotext._core.observed_flows import observed
from speechtotext._core.steps import Flow, Gather, RunBlocking, Send
from speechtotext._errors import FileError, InvalidArgument, SpeechError, UnexpectedResponse
from speechtotext._files.filesystem import FileVersion, file_version
from speechtotext._telemetry import UPLOADED, record
from speechtotext_api.calls import HasSelf, Request, id_of

# The service takes blocks of up to 8 MiB (published file, Datasets_UploadBlock).
BLOCK_SIZE: Final = 8 << 20
_PIECE: Final = 1 << 20


class UploadProgress(NamedTuple):
    """Progress of an upload.

    Args:
        dataset: id of the dataset, for `resume_upload`.
        bytes_done: number of uploaded bytes.
        bytes_total: total number of bytes.
    """

    dataset: str
    bytes_done: int
    bytes_total: int


Notify = Callable[[UploadProgress], object]


class BlocksApi(Protocol):
    """What makes the requests for the blocks of datasets."""

    @property
    def get_request(self) -> Callable[..., Request[Any]]: ...

    @property
    def get_blocks_request(self) -> Callable[..., Request[Any]]: ...

    @property
    def upload_block_request(self) -> Callable[..., Request[Any]]: ...

    @property
    def commit_blocks_request(self) -> Callable[..., Request[Any]]: ...


class UploadSource(NamedTuple):
    """A file to send, as it was when its sending began.

    Args:
        path: of the file.
        size: in bytes.
        modified: when it was last modified, in nanoseconds.
        version: differs after every change, where the system tells; see `file_version`.
    """

    path: Path
    size: int
    modified: int
    version: FileVersion | None

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> UploadSource:
        """Return a file and its present state.

        Raises:
            FileError: it is not there, is empty, or is not a file.
        """
        with _reading(path):
            seen = os.stat(path)
        if not stat.S_ISREG(seen.st_mode):
            raise FileError(f"{os.fspath(path)} is not a file.")
        if not seen.st_size:
            raise FileError(f"{os.fspath(path)} is empty.")
        return cls(Path(path), seen.st_size, seen.st_mtime_ns, file_version(seen))

    def is_surely_unchanged(self) -> bool:
        """Return whether the system tells that the file has not changed; if not, its content has to be compared.

        Raises:
            FileError: it has changed.
        """
        now = UploadSource.of(self.path)
        if (now.size, now.modified) != (self.size, self.modified):
            raise changed_file(self.path)
        return self.version is not None and now.version == self.version

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks that the file is sent in."""
        for number, start in enumerate(range(0, self.size, BLOCK_SIZE)):
            yield Block(self, number, start, min(BLOCK_SIZE, self.size - start))

    def pieces(self, size: int) -> Iterator[bytes]:
        """Yield the content in pieces of so many bytes; the last one may be shorter.

        Raises:
            FileError: the file cannot be read, or has become shorter.
        """
        with _reading(self.path), self.path.open("rb") as file:
            for start in range(0, self.size, size):
                wanted = min(size, self.size - start)
                content = file.read(wanted)
                if len(content) < wanted:
                    raise changed_file(self.path)
                yield content

    def require_unchanged(self, names: Iterable[str]) -> None:
        """Check the file after it was sent.

        Args:
            names: ids of the blocks that were sent.

        Raises:
            FileError: it has changed.
        """
        if not self.is_surely_unchanged() and any(
            block.name() != name for block, name in zip(self.blocks(), names, strict=True)
        ):
            raise changed_file(self.path)


class Block(NamedTuple):
    """A part of a file."""

    source: UploadSource
    number: int
    start: int
    size: int

    def name(self) -> str:
        """Return the id of the block, which tells its place and its content.

        So a block of an earlier state of the file is never taken for one of its present state, even if size and time
        of modification are the same. Ids are Base64 of at most 64 bytes, all of one length (published file,
        Datasets_UploadBlock).

        Raises:
            FileError: the file cannot be read.
        """
        digest = sha256()
        with closing(self.open()) as content:
            while piece := content.read(_PIECE):
                digest.update(piece)
        return b64encode(self.number.to_bytes(4) + digest.digest()).decode()

    def open(self) -> FileSlice:
        """Open the content of the block, to be read piece by piece.

        Raises:
            FileError: the file cannot be read.
        """
        with _reading(self.source.path):
            return FileSlice(self)

    def open_as(self, name: str) -> FileSlice:
        """Open the content to send it under an id.

        If it is not the content of that id any more, reading its last piece raises FileError, so that the request
        breaks off and the service does not take the block.
        """
        with _reading(self.source.path):
            return FileSlice(self, name)


class FileSlice:
    """A part of a file, as a file of its own."""

    def __init__(self, block: Block, name: str | None = None) -> None:
        self._block = block
        self._name = name
        self._path = block.source.path
        self._file = self._path.open("rb", buffering=0)
        self._start = block.start
        self._size = block.size
        self.seek(0)

    def read(self, size: int = -1) -> bytes:
        left = self._size - self.tell()
        wanted = left if size < 0 else min(size, left)
        with _reading(self._path):
            data = self._file.read(wanted)
        if wanted and not data:
            raise changed_file(self._path)
        if wanted and len(data) == left and self._name is not None:
            self._require_content_of(self._name)
        return data

    def tell(self) -> int:
        return self._file.tell() - self._start

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self.tell(), os.SEEK_END: self._size}[whence]
        return self._file.seek(self._start + base + offset) - self._start

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()

    def _require_content_of(self, name: str) -> None:
        if not self._block.source.is_surely_unchanged() and self._block.name() != name:
            raise changed_file(self._path)


@contextmanager
def _reading(path: str | os.PathLike[str]) -> Iterator[None]:
    """Errors of a file that is read as FileError."""
    try:
        yield
    except OSError as error:
        raise FileError(f"{os.fspath(path)} cannot be read: {error.strerror}.") from error


def changed_file(path: Path) -> FileError:
    """Return the error for a file that changes while it is sent."""
    return FileError(f"{path} changed while it was sent: upload it again.")


class _Counter:
    def __init__(self, dataset: str, source: UploadSource, notify: Notify | None) -> None:
        self._seen = UploadProgress(dataset, 0, source.size)
        self._notify = notify
        self._lock = Lock()

    def add(self, size: int) -> None:
        if self._notify is not None:
            with self._lock:
                self._seen = self._seen._replace(bytes_done=self._seen.bytes_done + size)
                self._notify(self._seen)


def upload(
    api: BlocksApi, create: Request[Any], path: str | os.PathLike[str], limit: int, notify: Notify | None
) -> Flow[Any]:
    """The steps of making a dataset of a file. Gives the dataset as it is when its import begins."""
    source = yield RunBlocking(lambda: UploadSource.of(path))
    dataset, _ = yield Send(create)
    identifier = id_of(dataset)
    try:
        return (yield from _send(api, identifier, source, limit, notify))
    except SpeechError as error:
        error.add_note(f"The dataset has been created: resume_upload({identifier!r}, …) continues the upload.")
        raise


def resume(api: BlocksApi, dataset: str, path: str | os.PathLike[str], limit: int, notify: Notify | None) -> Flow[Any]:
    """The steps of sending what a dataset still lacks of a file."""
    source = yield RunBlocking(lambda: UploadSource.of(path))
    return (yield from _send(api, dataset, source, limit, notify))


def _send(api: BlocksApi, dataset: str, source: UploadSource, limit: int, notify: Notify | None) -> Flow[Any]:
    """The steps of sending the blocks that are not there, of looking whether all are, and of committing them."""
    steps = _send_blocks(api, dataset, source, limit, notify)
    return observed("upload", steps, {"speechtotext.dataset": dataset, "speechtotext.upload.size": source.size})


def _send_blocks(api: BlocksApi, dataset: str, source: UploadSource, limit: int, notify: Notify | None) -> Flow[Any]:
    counter = _Counter(dataset, source, notify)
    there = yield from _staged_blocks(api, dataset)
    names: list[str] = yield Gather(
        (_sent(api, dataset, block, there.sizes, counter) for block in source.blocks()), limit
    )
    yield RunBlocking(lambda: source.require_unchanged(names))
    there = yield from _staged_blocks(api, dataset)
    lost = sum(there.sizes.get(name) != block.size for name, block in zip(names, source.blocks(), strict=True))
    if lost:
        raise UnexpectedResponse(
            f"{lost} of {len(names)} blocks of dataset {dataset} are incomplete at the service: upload it again.",
            there.response,
        )
    if there.uncommitted or set(names) != set(there.sizes):
        yield Send(api.commit_blocks_request(dataset, [{"kind": "Latest", "id": name} for name in names]))
    made, _ = yield Send(api.get_request(dataset))
    return made


def _sent(api: BlocksApi, dataset: str, block: Block, there: Mapping[str, int], counter: _Counter) -> Flow[str]:
    """Return the steps of sending a block that is not there; they give its id."""
    name: str = yield RunBlocking(block.name)
    if there.get(name) != block.size:
        with closing(block.open_as(name)) as content:
            yield Send(api.upload_block_request(dataset, content, blockid=name))
        record(UPLOADED, block.size, {"speechtotext.upload.target": "dataset"})
    counter.add(block.size)
    return name


class _StagedBlocks(NamedTuple):
    """The blocks of a dataset that the service has, with their sizes."""

    sizes: Mapping[str, int]
    uncommitted: bool
    response: httpx.Response


def _staged_blocks(api: BlocksApi, dataset: str) -> Flow[_StagedBlocks]:
    blocks, response = yield Send(api.get_blocks_request(dataset))
    uncommitted = blocks.uncommitted_blocks or ()
    sizes = {block.name: block.size for block in (*(blocks.committed_blocks or ()), *uncommitted)}
    return _StagedBlocks(sizes, bool(uncommitted), response)


def dataset_of(
    model: Any,
    kind: object,
    locale: str,
    display_name: str,
    description: str | None,
    custom_properties: Mapping[str, str] | None,
    project: str | HasSelf | None,
) -> Any:
    """The dataset to create, as the version's model has it.

    Raises:
        InvalidArgument: the version has no projects.
    """
    if project is not None and not hasattr(model, "project"):
        raise InvalidArgument("this version of the API has no projects")
    given = {
        "kind": kind,
        "locale": locale,
        "display_name": display_name,
        "description": description,
        "custom_properties": custom_properties,
        "project": project,
    }
    return model(**{name: value for name, value in given.items() if value is not None})
