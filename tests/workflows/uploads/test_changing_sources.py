"""`datasets.upload` and `resume_upload` of files that change while they are sent, or between two runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import FileError, TransportError, UploadProgress
from speechtotext._files import filesystem
from speechtotext.v3_2 import Client
from unit.flavours import ID, Flavour
from workflows.uploads.block_service import MIB, BlockService

OLD = b"A" * (20 * MIB)
NEW = b"B" * (20 * MIB)
THEN = (1_700_000_000, 1_700_000_000)


@pytest.fixture(params=["change times", "no change times"], autouse=True)
def _system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that tells when a file was changed last, and one that does not, such as Windows."""
    if request.param == "no change times":
        monkeypatch.setattr(filesystem, "HAS_CHANGE_TIME", False)
    elif os.name != "posix":
        pytest.skip("this system has no change times")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A file of two and a half blocks."""
    path = tmp_path / "data.zip"
    replace(path, OLD)
    return path


def replace(path: Path, content: bytes) -> None:
    """Write other content, and have the time of modification be as before."""
    path.write_bytes(content)
    os.utime(path, THEN)


def upload(stt: Any, path: Path, **more: Any) -> None:
    stt.datasets.upload(path, kind="Acoustic", locale="en-US", display_name="Calls", concurrency=1, **more)


def test_a_file_replaced_between_two_runs_is_never_mixed(flavour: Flavour, data: Path) -> None:
    service = BlockService()
    service.cut = {2}
    stt = flavour.client_with(Client, service)
    with pytest.raises(TransportError):
        upload(stt, data)
    replace(data, NEW)

    stt.datasets.resume_upload(ID, data)

    assert service.data == NEW


def test_a_file_replaced_between_two_blocks_is_not_committed(flavour: Flavour, data: Path) -> None:
    service = BlockService()

    def change(progress: UploadProgress) -> None:
        if progress.bytes_done == 8 * MIB:
            replace(data, NEW)

    with pytest.raises(FileError, match=r"data\.zip changed while it was sent: upload it again"):
        upload(flavour.client_with(Client, service), data, on_progress=change)

    assert service.data is None


def test_only_the_blocks_that_changed_are_sent_again(flavour: Flavour, data: Path) -> None:
    service = BlockService()
    service.cut = {2}
    stt = flavour.client_with(Client, service)
    with pytest.raises(TransportError):
        upload(stt, data)
    service.sent.clear()
    replace(data, OLD[: 8 * MIB] + NEW[8 * MIB :])

    stt.datasets.resume_upload(ID, data)

    assert service.data == OLD[: 8 * MIB] + NEW[8 * MIB :]
    assert len(service.sent) == 2


class Changing(BlockService):
    """Has the file replaced while its second block is sent."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        body = b"".join(self._changed(part) for part in request.stream)
        return self._answered(request, body)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        body = b"".join([self._changed(part) async for part in request.stream])
        return self._answered(request, body)

    def _changed(self, part: bytes) -> bytes:
        if len(self.sent) == 1:
            replace(self.path, NEW)
        return part

    def _answered(self, request: httpx.Request, body: bytes) -> httpx.Response:
        return self.answer(httpx.Request(request.method, request.url, headers=request.headers, content=body))


def test_a_block_that_changes_while_it_is_sent_breaks_off(flavour: Flavour, data: Path) -> None:
    service = Changing(data)

    with pytest.raises(FileError, match=r"data\.zip changed while it was sent: upload it again"):
        upload(flavour.client_with(Client, service), data)

    assert [set(content) for content in service.waiting.values()] == [{ord("A")}]
    assert service.data is None


def test_other_changes_than_of_the_content_do_not_matter(flavour: Flavour, data: Path) -> None:
    service = BlockService()
    modes: Iterator[int] = iter((0o600, 0o640, 0o644))

    upload(flavour.client_with(Client, service), data, on_progress=lambda _: data.chmod(next(modes)))

    assert service.data == OLD
