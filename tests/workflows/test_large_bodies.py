"""Bodies that are made to fill memory: compressed a thousandfold, endless, or errors of a hundred megabytes."""

from __future__ import annotations

import json
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import InvalidRequest, RetryPolicy, ServerError, SpeechError, StorageError, UnexpectedResponse
from speechtotext.v3_2 import Client
from unit.flavours import ID, Flavour
from workflows.stored_files import StoredFiles

MIB = 1 << 20
MOST = 32 * MIB
ERROR_SIZE = 64 << 10
JSON = {"Content-Type": "application/json"}


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Pieces of 64 KiB, which are counted as they are taken."""

    def __init__(self, pieces: Callable[[], Iterator[bytes]]) -> None:
        self._pieces = pieces
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces():
            self.taken += len(piece)
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def cut(content: bytes) -> Body:
    return Body(lambda: (content[start : start + (64 << 10)] for start in range(0, len(content), 64 << 10)))


def endless() -> Body:
    piece = b"a" * (64 << 10)
    return Body(lambda: iter(lambda: piece, b""))


def packed(pieces: Iterable[bytes]) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([packer.compress(piece) for piece in pieces]) + packer.flush()


@pytest.fixture(scope="module")
def bombs() -> dict[str, bytes]:
    """1 GiB of spaces, compressed once and several times over."""
    once = packed(b" " * MIB for _ in range(1024))
    twice = packed([once])
    return {"gzip": once, "gzip, gzip": twice, "gzip,gzip,gzip": packed([twice])}


def peak(work: Callable[[], object]) -> int:
    """Bytes that Python takes meanwhile at most."""
    tracemalloc.start()
    try:
        with suppress(SpeechError):
            work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def client(flavour: Flavour, answer: Callable[[], httpx.Response]) -> Any:
    return flavour.client(Client, lambda _: answer(), retry=RetryPolicy(attempts=1))


each_coding = pytest.mark.parametrize("coding", ["gzip", "gzip, gzip", "gzip,gzip,gzip"])


@each_coding
def test_a_response_that_grows_without_end_is_refused(flavour: Flavour, bombs: dict[str, bytes], coding: str) -> None:
    headers = {**JSON, "Content-Encoding": coding}
    stt = client(flavour, lambda: httpx.Response(200, headers=headers, stream=cut(bombs[coding])))
    with pytest.raises(UnexpectedResponse, match="a body that cannot be read") as caught:
        stt.transcriptions.get(ID)
    assert len(str(caught.value)) < 1000

    assert peak(lambda: stt.transcriptions.get(ID)) < MOST


@each_coding
def test_a_file_that_grows_without_end_is_refused(
    flavour: Flavour, bombs: dict[str, bytes], coding: str, tmp_path: Path
) -> None:
    class Packed(StoredFiles):
        def _stored(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, headers={"Content-Encoding": coding}, stream=cut(bombs[coding]))

    stt = flavour.client(Client, Packed({"a.json": b"0123456789"}), retry=RetryPolicy(attempts=1))
    with pytest.raises(UnexpectedResponse, match=r"Fetching a\.json failed"):
        stt.transcriptions.download(ID, tmp_path)

    assert list(tmp_path.glob(".*.part")) == []
    assert peak(lambda: stt.transcriptions.download(ID, tmp_path)) < MOST
    assert peak(lambda: list(stt.transcriptions.results(ID))) < MOST


@each_coding
def test_an_error_that_grows_without_end_is_an_error(flavour: Flavour, bombs: dict[str, bytes], coding: str) -> None:
    headers = {**JSON, "Content-Encoding": coding}
    stt = client(flavour, lambda: httpx.Response(400, headers=headers, stream=cut(bombs[coding])))
    with pytest.raises(InvalidRequest) as caught:
        stt.transcriptions.get(ID)

    assert len(caught.value.response.content) <= ERROR_SIZE
    assert peak(lambda: stt.transcriptions.get(ID)) < MOST


def test_of_an_endless_error_64_kib_are_read(flavour: Flavour) -> None:
    body = endless()
    stt = client(flavour, lambda: httpx.Response(500, stream=body))

    with pytest.raises(ServerError):
        stt.transcriptions.get(ID)

    assert body.taken <= 2 * ERROR_SIZE


def test_of_an_endless_error_of_storage_64_kib_are_read(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": b"0123456789"})
    body = endless()
    service.answers = [httpx.Response(400, stream=body)]
    stt = flavour.client(Client, service, retry=RetryPolicy(attempts=1))

    with pytest.raises(StorageError):
        stt.transcriptions.download(ID, tmp_path)

    assert body.taken <= 2 * ERROR_SIZE


def test_an_error_of_100_mb_keeps_its_code_and_the_beginning_of_its_message(flavour: Flavour) -> None:
    head = b'{"error": {"code": "InvalidLocale", "message": "The \\"locale\\" is ' + b"long, " * 20_000
    length = str(100 * MIB)
    body = Body(lambda: iter([head, *[b"a" * (64 << 10)] * 1600]))
    stt = client(flavour, lambda: httpx.Response(400, headers={**JSON, "Content-Length": length}, stream=body))

    with pytest.raises(InvalidRequest) as caught:
        stt.transcriptions.get(ID)

    assert caught.value.code == "InvalidLocale"
    assert caught.value.message.startswith('The "locale" is long, long,')
    assert len(caught.value.message) == 1000
    assert len(str(caught.value)) < 1500
    assert body.taken < MIB


def test_a_response_of_more_than_the_client_takes_is_refused(flavour: Flavour) -> None:
    content = json.dumps({"displayName": "x" * 5000, "locale": "en-US"}).encode()

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=JSON, stream=cut(content))

    stt = flavour.client(Client, answer, max_response_size=5000)
    with pytest.raises(UnexpectedResponse, match=r"larger than 5000 bytes.* larger max_response_size"):
        stt.transcriptions.get(ID)

    assert flavour.client(Client, answer, max_response_size=6000).transcriptions.get(ID).display_name == "x" * 5000


def test_a_file_on_disk_may_be_larger_than_a_response(flavour: Flavour, tmp_path: Path) -> None:
    service = StoredFiles({"a.json": b"0" * 10_000})
    stt = flavour.client(Client, service, max_response_size=5000)

    (file,) = stt.transcriptions.download(ID, tmp_path)

    assert file.path.stat().st_size == 10_000
    with pytest.raises(SpeechError, match=r"Fetching a\.json failed: it is larger than 5000 bytes"):
        list(stt.transcriptions.results(ID))


def test_a_file_of_unknown_size_on_disk_is_bounded(flavour: Flavour, tmp_path: Path) -> None:
    class Unlisted(StoredFiles):
        def _file(self, number: int) -> dict[str, object]:
            return {name: value for name, value in super()._file(number).items() if name != "properties"}

    service = Unlisted({"a.json": b""})
    body = endless()
    service.answers = [httpx.Response(200, stream=body)]
    stt = flavour.client(Client, service, max_response_size=MIB)

    with pytest.raises(UnexpectedResponse, match=r"Fetching a\.json failed: it is larger than 1048576 bytes"):
        stt.transcriptions.download(ID, tmp_path)

    assert list(tmp_path.glob(".*.part")) == []
    assert body.taken < 4 * MIB
