"""Uploads and downloads whose connections are cut anywhere, and links that end on the way."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from faults.clients import Live
from faults.server import RESET, Received, Reply, Server, Then
from speechtotext import TransportError, v3_2
from speechtotext._transfers import uploads
from unit.flavours import ID
from workflows.stored_files import StoredFiles
from workflows.uploads.block_service import BlockService

BLOCK = 64 << 10
DATA = b"".join(hashlib.sha256(bytes([number])).digest() * 1024 for number in range(9))
"""Four and a half blocks."""
CONTENT = bytes(range(256)) * 12

each_block = pytest.mark.parametrize("block", range(5))


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BLOCK_SIZE", BLOCK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.zip"
    path.write_bytes(DATA)
    return path


def upload(stt: Any, path: Path) -> None:
    stt.datasets.upload(path, kind="Acoustic", locale="en-US", display_name="Calls", concurrency=1)


def cut_at(server: Server, service: BlockService, block: int, times: int, *, acted: bool) -> None:
    """Have the connection reset at a block, so many times, before or after the service has taken it."""
    blocks = count()

    def choose(received: Received) -> Reply:
        cut = received.method == "PUT" and block <= next(blocks) < block + times
        if cut and not acted:
            return RESET
        reply = server.asked(service.answer, received)
        return RESET if cut else reply

    server.reply_by(choose)


@each_block
@pytest.mark.parametrize("acted", [False, True], ids=["not taken", "taken"])
def test_a_block_whose_connection_is_cut_is_sent_again_and_no_other(
    live: Live, server: Server, path: Path, block: int, acted: bool
) -> None:
    service = BlockService()
    cut_at(server, service, block, 1, acted=acted)

    upload(live.client(v3_2, server.url), path)

    assert service.data == DATA
    assert len([request for request in server.requests if request.method == "PUT"]) == 6
    assert len(set(service.sent)) == 5


@each_block
@pytest.mark.parametrize("size", [0, 1, 10_000])
def test_a_block_that_breaks_off_is_sent_again(live: Live, server: Server, path: Path, block: int, size: int) -> None:
    service = BlockService()
    server.serve(service.answer)
    server.break_off("PUT", *[BLOCK] * block, size)

    upload(live.client(v3_2, server.url), path)

    assert service.data == DATA
    assert len(service.sent) == len(set(service.sent)) == 5


@each_block
@pytest.mark.parametrize("acted", [False, True], ids=["not taken", "taken"])
def test_an_upload_goes_on_with_what_the_service_does_not_have(
    live: Live, server: Server, path: Path, block: int, acted: bool
) -> None:
    service = BlockService()
    stt = live.client(v3_2, server.url)
    cut_at(server, service, block, 3, acted=acted)
    with pytest.raises(TransportError):
        upload(stt, path)
    service.sent.clear()
    server.serve(service.answer)

    stt.datasets.resume_upload(ID, path)

    assert service.data == DATA
    assert len(service.sent) == 5 - block - acted


def stored(server: Server, contents: dict[str, bytes] | None = None) -> StoredFiles:
    return StoredFiles(contents or {"a.json": CONTENT}, origin=server.url, store=f"{server.url}/store")


def head_of(reply: Reply) -> int:
    """The size of what comes before the body."""
    return reply.data.index(b"\r\n\r\n") + 4


def cut_short(server: Server, service: StoredFiles, *positions: int, then: Then = Then.CLOSE) -> None:
    """Have the next answers of storage cut at these bytes, counted from the beginning of their bodies."""
    left = list(positions)

    def choose(received: Received) -> Reply:
        reply = server.asked(service, received)
        if not left or not received.target.startswith("/store"):
            return reply
        return replace(reply, data=reply.data[: max(head_of(reply) + left.pop(0), 0)], then=then)

    server.reply_by(choose)


def ranges(service: StoredFiles) -> list[str | None]:
    """What storage was asked for."""
    return [request.headers.get("Range") for request in service.fetches]


@pytest.mark.parametrize("position", [-1000, -100, -1, 0, 1, *range(97, len(CONTENT), 331), len(CONTENT) - 1])
def test_a_download_goes_on_from_where_it_was_cut(live: Live, server: Server, tmp_path: Path, position: int) -> None:
    service = stored(server)
    cut_short(server, service, position)

    live.client(v3_2, server.url).transcriptions.download(ID, tmp_path)

    assert (tmp_path / "a.json").read_bytes() == CONTENT
    assert ranges(service) == [None, f"bytes={position}-" if position > 0 else None]


@pytest.mark.parametrize("position", range(97, len(CONTENT), 997))
def test_a_download_whose_connection_is_reset_is_whole(
    live: Live, server: Server, tmp_path: Path, position: int
) -> None:
    service = stored(server)
    cut_short(server, service, position, then=Then.RESET)

    live.client(v3_2, server.url).transcriptions.download(ID, tmp_path)

    assert (tmp_path / "a.json").read_bytes() == CONTENT


def test_a_download_that_is_cut_time_and_again_is_whole(live: Live, server: Server, tmp_path: Path) -> None:
    service = stored(server)
    cut_short(server, service, *[100] * 30)

    live.client(v3_2, server.url).transcriptions.download(ID, tmp_path)

    assert (tmp_path / "a.json").read_bytes() == CONTENT
    assert ranges(service) == [None, *(f"bytes={start}-" for start in range(100, len(CONTENT), 100))]


def test_links_that_end_in_the_middle_are_renewed_and_the_download_goes_on(
    live: Live, server: Server, tmp_path: Path
) -> None:
    class Short(StoredFiles):
        """Its links end while what they lead to is fetched."""

        def _stored(self, request: httpx.Request) -> httpx.Response:
            response = super()._stored(request)
            self.valid_signature += response.is_success
            return response

    service = Short({"a.json": CONTENT}, origin=server.url, store=f"{server.url}/store")
    cut_short(server, service, 1000, 10_000, 1000)

    live.client(v3_2, server.url).transcriptions.download(ID, tmp_path)

    assert (tmp_path / "a.json").read_bytes() == CONTENT
    # The second time storage has refused the old link.
    assert ranges(service) == [None, *["bytes=1000-"] * 2, *["bytes=2000-"] * 2]
