"""Uploads: what is sent for blocks and forms, from where, and how much memory it takes."""

from __future__ import annotations

import asyncio
import email
import gc
import io
import json
import threading
import tracemalloc
from collections.abc import Callable
from contextlib import nullcontext
from email.message import Message
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import File, ServerError, v3_2, v2025_10_15
from speechtotext.v2025_10_15 import models
from unit.flavours import ID, FakeService, Flavour, query_of

MIB = 1024 * 1024
AUDIO = b"RIFF\x00\xff\r\n--boundary"
RESULT = {"durationMilliseconds": 10, "combinedPhrases": [], "phrases": []}
DATASET = {"displayName": "Data", "locale": "en-US", "kind": "Acoustic"}


def parts_of(request: httpx.Request) -> dict[str, Message]:
    """The parts of a multipart/form-data body by their names."""
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + request.content)
    assert message.get_content_type() == "multipart/form-data"
    parts = [part for part in message.walk() if not part.is_multipart()]
    return {str(part.get_param("name", header="Content-Disposition")): part for part in parts}


def transcribed(flavour: Flavour, audio: Any, **arguments: Any) -> dict[str, Message]:
    """The parts of the form that fast transcription of `audio` sends."""
    service = FakeService(httpx.Response(200, json=RESULT))
    flavour.client(v2025_10_15.Client, service).transcriptions.transcribe(audio, **arguments)
    return parts_of(service.request)


@pytest.fixture
def audio_file(tmp_path: Path) -> Path:
    """A small audio file on disk."""
    path = tmp_path / "call.wav"
    path.write_bytes(AUDIO)
    return path


@pytest.mark.parametrize("as_file_object", [False, True], ids=["bytes", "file object"])
def test_a_block_is_sent_as_it_is(flavour: Flavour, as_file_object: bool) -> None:
    service = FakeService(httpx.Response(201))
    block = bytes(range(256))
    body = io.BytesIO(block) if as_file_object else block
    flavour.client(v3_2.Client, service).datasets.upload_block(ID, body, blockid="AAE=")
    assert service.request.method == "PUT"
    assert service.request.content == block
    assert service.request.headers["Content-Type"] == "application/octet-stream"
    assert query_of(service.request) == [("blockid", "AAE=")]


@pytest.mark.parametrize("blockid", ["AAE=", "+/==", "a&blockid=b"])
def test_a_block_id_is_encoded(flavour: Flavour, blockid: str) -> None:
    service = FakeService(httpx.Response(201))
    flavour.client(v2025_10_15.Client, service).datasets.upload_block(ID, b"", blockid=blockid)
    assert query_of(service.request) == [("api-version", "2025-10-15"), ("blockid", blockid)]
    assert b"+" not in service.request.url.query


def test_the_list_of_blocks_is_committed_as_json(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(200))
    blocks = [v3_2.models.CommitBlocksEntry(kind=v3_2.models.BlockKind.LATEST, id="AAE=")]
    flavour.client(v3_2.Client, service).datasets.commit_blocks(ID, blocks)
    assert service.request.url.path.endswith(f"/datasets/{ID}/blocks:commit")
    assert json.loads(service.request.content) == [{"kind": "Latest", "id": "AAE="}]


def test_a_file_is_sent_from_its_path(flavour: Flavour, audio_file: Path) -> None:
    part = transcribed(flavour, audio_file)["audio"]
    assert part.get_payload(decode=True) == AUDIO
    assert part.get_filename() == "call.wav"
    assert part.get_content_type() in ("audio/x-wav", "audio/wav", "audio/vnd.wave")


def test_a_path_can_be_text(flavour: Flavour, audio_file: Path) -> None:
    assert transcribed(flavour, str(audio_file))["audio"].get_payload(decode=True) == AUDIO


def test_bytes_are_sent_under_the_name_of_the_field(flavour: Flavour) -> None:
    part = transcribed(flavour, AUDIO)["audio"]
    assert part.get_payload(decode=True) == AUDIO
    assert part.get_filename() == "audio"


def test_a_file_object_is_sent_under_its_own_name_and_stays_open(flavour: Flavour, audio_file: Path) -> None:
    with audio_file.open("rb") as file:
        part = transcribed(flavour, file)["audio"]
        assert not file.closed
    assert part.get_payload(decode=True) == AUDIO
    assert part.get_filename() == "call.wav"


def test_a_file_object_without_a_name_is_sent(flavour: Flavour) -> None:
    assert transcribed(flavour, io.BytesIO(AUDIO))["audio"].get_payload(decode=True) == AUDIO


@pytest.mark.parametrize("content", [AUDIO, io.BytesIO(AUDIO)], ids=["bytes", "file object"])
def test_a_file_can_be_given_a_name_and_a_media_type(flavour: Flavour, content: Any) -> None:
    if isinstance(content, io.BytesIO):
        content.seek(0)
    part = transcribed(flavour, File(content, name="call.ogg", content_type="audio/ogg"))["audio"]
    assert part.get_payload(decode=True) == AUDIO
    assert part.get_filename() == "call.ogg"
    assert part.get_content_type() == "audio/ogg"


def test_a_file_does_not_show_its_content() -> None:
    assert "RIFF" not in repr(File(AUDIO, name="call.wav"))


def test_the_definition_goes_beside_the_audio_as_json(flavour: Flavour) -> None:
    definition = models.TranscribeDefinition(locales=["en-US"], channels=[0, 1])
    parts = transcribed(flavour, AUDIO, definition=definition)
    assert list(parts) == ["definition", "audio"] or list(parts) == ["audio", "definition"]
    assert json.loads(str(parts["definition"].get_payload())) == {"locales": ["en-US"], "channels": [0, 1]}
    assert parts["definition"].get_filename() is None


def test_without_a_definition_only_the_audio_is_sent(flavour: Flavour) -> None:
    assert list(transcribed(flavour, AUDIO)) == ["audio"]


def test_the_fields_of_a_form_go_beside_its_file(flavour: Flavour, audio_file: Path) -> None:
    service = FakeService(httpx.Response(201, json=DATASET))
    flavour.client(v3_2.Client, service).datasets.upload_form(
        audio_file, display_name="Größe", locale="en-US", kind="Acoustic", custom_properties='{"a": "b"}'
    )
    parts = parts_of(service.request)
    text = {name: part.get_payload(decode=True) for name, part in parts.items() if name != "data"}
    assert text == {
        "displayName": "Größe".encode(),
        "locale": b"en-US",
        "kind": b"Acoustic",
        "customProperties": b'{"a": "b"}',
    }
    assert parts["data"].get_filename() == "call.wav"


def test_a_form_without_a_file_is_multipart_too(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(201, json=DATASET))
    flavour.client(v3_2.Client, service).datasets.upload_form(display_name="Data", locale="en-US", kind="Acoustic")
    assert set(parts_of(service.request)) == {"displayName", "locale", "kind"}


class Measuring(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Takes in the body of a request piece by piece, as a network would, and keeps none of it."""

    def __init__(self, answer: httpx.Response, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.received = 0
        self._answer = answer
        self._meanwhile = meanwhile

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        for piece in request.stream:
            self.received += len(piece)
        self._meanwhile()
        return self._answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        async for piece in request.stream:
            self.received += len(piece)
        self._meanwhile()
        return self._answer


def open_files(path: Path) -> int:
    """How many file objects this process holds open on `path`."""
    files = [thing for thing in gc.get_objects() if isinstance(thing, io.BufferedReader)]
    return sum(not file.closed and str(file.name) == str(path) for file in files)


def test_a_large_file_is_streamed_from_disk(flavour: Flavour, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with path.open("wb") as file:
        file.truncate(64 * MIB)
    transport = Measuring(httpx.Response(200, json=RESULT))
    client = flavour.client_with(v2025_10_15.Client, transport)
    # What it needs is imported before memory is measured.
    client.transcriptions.transcribe(b"RIFF")
    tracemalloc.start()
    try:
        client.transcriptions.transcribe(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert transport.received > 64 * MIB
    assert peak < 8 * MIB


@pytest.mark.parametrize("status", [200, 500])
def test_a_file_that_was_opened_is_closed_afterwards(flavour: Flavour, audio_file: Path, status: int) -> None:
    open_meanwhile: list[int] = []
    transport = Measuring(
        httpx.Response(status, json=RESULT), meanwhile=lambda: open_meanwhile.append(open_files(audio_file))
    )
    client = flavour.client_with(v2025_10_15.Client, transport)
    with pytest.raises(ServerError) if status == 500 else nullcontext():
        client.transcriptions.transcribe(audio_file)
    assert open_meanwhile == [1]
    assert open_files(audio_file) == 0


def test_a_missing_file_is_reported_as_python_does(flavour: Flavour) -> None:
    client = flavour.client(v2025_10_15.Client, FakeService())
    with pytest.raises(FileNotFoundError) as caught:
        client.transcriptions.transcribe("no such file.wav")
    assert caught.value.__cause__ is None


class WatchedFile(io.BytesIO):
    """A file that keeps which threads have read it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.readers: set[int] = set()

    def read(self, size: int | None = -1) -> bytes:
        self.readers.add(threading.get_ident())
        return super().read(size)


@pytest.mark.parametrize("call", ["transcribe", "upload_block"])
def test_an_asynchronous_client_reads_files_off_the_event_loop(call: str) -> None:
    file = WatchedFile(AUDIO)

    async def main() -> None:
        answer = httpx.Response(200, json=RESULT)
        http = httpx.AsyncClient(transport=httpx.MockTransport(FakeService(answer)))
        stt = v2025_10_15.AsyncClient(region="westeurope", key="key", http_client=http)
        if call == "transcribe":
            await stt.transcriptions.transcribe(file)
        else:
            await stt.datasets.upload_block(ID, file, blockid="AAE=")

    asyncio.run(main())
    assert file.readers
    assert threading.get_ident() not in file.readers
