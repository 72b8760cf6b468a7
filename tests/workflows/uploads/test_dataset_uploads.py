"""`datasets.upload`: a file in blocks, whatever becomes of the connection, the file or the blocks."""

from __future__ import annotations

import errno
import hashlib
import os
import tracemalloc
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from speechtotext import FileError, TransportError, UnexpectedResponse, UploadProgress, v3_1, v3_2, v2024_11_15
from speechtotext.v2025_10_15 import Client, models
from unit.flavours import ID, ORIGIN, Flavour
from workflows.uploads.block_service import DATASET, MIB, BlockService


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A file of two and a half blocks."""
    path = tmp_path / "data.zip"
    path.write_bytes(b"".join(hashlib.sha256(bytes([number])).digest() * (MIB // 32) for number in range(20)))
    return path


def _uploaded(stt: Any, path: Path, **more: Any) -> Any:
    return stt.datasets.upload(path, kind=models.DatasetKind.ACOUSTIC, locale="en-US", display_name="Calls", **more)


@pytest.mark.parametrize("version", [v3_1, v3_2, v2024_11_15])
def test_a_file_is_sent_in_blocks_and_committed(flavour: Flavour, data: Path, version: Any) -> None:
    service = BlockService()
    stt = flavour.client_with(version.Client, service)

    dataset = _uploaded(stt, data)

    assert service.data == data.read_bytes()
    assert len(service.sent) == 3
    assert dataset.status == "Running"
    assert type(dataset) is version.models.Dataset
    assert service.created == [{"kind": "Acoustic", "locale": "en-US", "displayName": "Calls"}]


def test_a_dataset_is_described_as_asked(flavour: Flavour, data: Path) -> None:
    service = BlockService()
    project = models.Project(display_name="P", locale="en-US", self_=f"{ORIGIN}/speechtotext/projects/{ID}")

    _uploaded(
        flavour.client_with(Client, service), data, description="mine", custom_properties={"a": "b"}, project=project
    )

    assert service.created == [
        {
            "kind": "Acoustic",
            "locale": "en-US",
            "displayName": "Calls",
            "description": "mine",
            "customProperties": {"a": "b"},
            "project": {"self": project.self_},
        }
    ]


def test_a_version_without_projects_says_so(flavour: Flavour, data: Path) -> None:
    stt = flavour.client_with(v2024_11_15.Client, BlockService())

    with pytest.raises(ValueError, match="this version of the API has no projects"):
        _uploaded(stt, data, project=f"{ORIGIN}/speechtotext/projects/{ID}")


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_broken_upload_goes_on_with_the_blocks_that_are_missing(flavour: Flavour, data: Path, lost: int) -> None:
    service = BlockService()
    service.cut = {lost}
    stt = flavour.client_with(Client, service)
    with pytest.raises(TransportError) as caught:
        _uploaded(stt, data, concurrency=1)
    assert caught.value.__notes__ == [f"The dataset has been created: resume_upload('{ID}', …) continues the upload."]
    assert service.data is None
    service.sent.clear()
    service.cut = set()

    dataset = stt.datasets.resume_upload(ID, data)

    assert service.data == data.read_bytes()
    assert len(service.sent) == 3 - lost
    assert dataset.status == "Running"


def test_blocks_that_have_changed_are_sent_anew(flavour: Flavour, data: Path) -> None:
    service = BlockService()
    service.cut = {2}
    stt = flavour.client_with(Client, service)
    with pytest.raises(TransportError):
        _uploaded(stt, data, concurrency=1)
    data.write_bytes(b"!" + data.read_bytes()[1:])

    stt.datasets.resume_upload(ID, data)

    assert service.data == data.read_bytes()


def test_an_upload_whose_commit_got_through_is_not_committed_again(flavour: Flavour, data: Path) -> None:
    service = BlockService()
    stt = flavour.client_with(Client, service)
    _uploaded(stt, data)
    service.sent.clear()
    service.data = b"as it was committed"

    stt.datasets.resume_upload(ID, data)

    assert service.sent == []
    assert service.data == b"as it was committed"


def test_what_did_not_arrive_whole_is_told_before_anything_is_committed(flavour: Flavour, data: Path) -> None:
    service = BlockService()
    service.spoil = {1}
    stt = flavour.client_with(Client, service)

    with pytest.raises(
        UnexpectedResponse, match=f"1 of 3 blocks of dataset {ID} are incomplete at the service: upload it again"
    ):
        _uploaded(stt, data)

    assert service.data is None
    service.spoil = set()
    stt.datasets.resume_upload(ID, data)
    assert service.data == data.read_bytes()


def test_a_file_that_changes_meanwhile_is_not_committed(flavour: Flavour, data: Path) -> None:
    service = BlockService()
    stt = flavour.client_with(Client, service)

    def touch(progress: UploadProgress) -> None:
        os.utime(data, ns=(progress.bytes_done, progress.bytes_done))

    with pytest.raises(FileError, match=r"data\.zip changed while it was sent: upload it again"):
        _uploaded(stt, data, on_progress=touch)

    assert service.data is None


def test_a_file_that_becomes_shorter_meanwhile_is_told(flavour: Flavour, data: Path) -> None:
    service = BlockService()

    def cut(progress: UploadProgress) -> None:
        os.truncate(data, 9 * MIB)

    with pytest.raises(FileError, match=r"data\.zip changed while it was sent: upload it again"):
        _uploaded(flavour.client_with(Client, service), data, on_progress=cut, concurrency=1)

    assert service.data is None


def test_a_file_that_cannot_be_read_any_more_is_told(
    flavour: Flavour, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing:
        def __init__(self, file: IO[bytes]) -> None:
            self.seek, self.tell, self.close = file.seek, file.tell, file.close

        def read(self, size: int) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    opened: Any = Path.open
    stt = flavour.client_with(Client, BlockService())
    # The group is imported before files cannot be read any more.
    assert stt.datasets is not None
    monkeypatch.setattr(Path, "open", lambda self, *arguments, **options: Failing(opened(self, *arguments, **options)))

    with pytest.raises(FileError, match=r"data\.zip cannot be read: Input/output error"):
        _uploaded(stt, data)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("empty", "empty is empty"),
        ("missing", "missing cannot be read: No such file or directory"),
        (".", "is not a file"),
    ],
)
def test_a_file_that_cannot_be_sent_is_told_before_anything_is_created(
    flavour: Flavour, tmp_path: Path, name: str, told: str
) -> None:
    (tmp_path / "empty").touch()
    service = BlockService()

    with pytest.raises(FileError, match=told):
        _uploaded(flavour.client_with(Client, service), tmp_path / name)

    assert service.created == []


def test_progress_is_told_block_by_block(flavour: Flavour, data: Path) -> None:
    seen: list[UploadProgress] = []

    _uploaded(flavour.client_with(Client, BlockService()), data, on_progress=seen.append, concurrency=1)

    assert seen == [UploadProgress(ID, done * MIB, 20 * MIB) for done in (8, 16, 20)]


class Counting(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Takes blocks in piece by piece and keeps only their sizes."""

    def __init__(self) -> None:
        self.blocks: dict[str, int] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != "PUT":
            return self._other(request)
        assert isinstance(request.stream, httpx.SyncByteStream)
        self.blocks[request.url.params["blockid"]] = sum(map(len, request.stream))
        return httpx.Response(201)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != "PUT":
            await request.aread()
            return self._other(request)
        assert isinstance(request.stream, httpx.AsyncByteStream)
        size = 0
        async for piece in request.stream:
            size += len(piece)
        self.blocks[request.url.params["blockid"]] = size
        return httpx.Response(201)

    def _other(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/blocks"):
            blocks = [{"name": name, "size": size} for name, size in self.blocks.items()]
            return httpx.Response(200, json={"uncommittedBlocks": blocks})
        return httpx.Response(201 if request.url.path.endswith("/datasets") else 200, json=DATASET)


def test_a_large_file_is_never_held_in_memory(flavour: Flavour, tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.truncate(256 * MIB)
    service = Counting()
    stt = flavour.client_with(Client, service)
    tracemalloc.start()
    try:
        _uploaded(stt, path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(service.blocks.values()) == 256 * MIB
    assert peak < 24 * MIB
