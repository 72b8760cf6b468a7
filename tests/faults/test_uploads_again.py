"""Uploads that meet a fault: sent again from where they began, or not at all."""

from __future__ import annotations

import email
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from faults.clients import REFUSED, RESULT, Clock, Credential, Live
from faults.server import RESET, Received, Reply, Server, answer
from speechtotext import AuthenticationError, ServerError, SpeechError, TransportError, v3_2, v2025_10_15

HEAD = b"what was read before"
AUDIO = bytes(range(256)) * 2000


class Pipe(io.RawIOBase):
    """Bytes that can be read once."""

    def __init__(self, content: bytes) -> None:
        self._inner = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._inner.readinto(buffer)


def in_memory(folder: Path, start: int) -> IO[bytes]:
    file = io.BytesIO(HEAD[:start] + AUDIO)
    file.seek(start)
    return file


def on_disk(folder: Path, start: int) -> IO[bytes]:
    path = folder / "call.wav"
    path.write_bytes(HEAD[:start] + AUDIO)
    file = path.open("rb")
    file.seek(start)
    return file


def block(stt: Any, file: Any) -> None:
    stt.datasets.upload_block("x", file, blockid="AAAA")


def form(stt: Any, file: Any) -> None:
    stt.transcriptions.transcribe(file)


def sent_bytes(request: Received) -> bytes:
    """The bytes of the file in a request, be it a form or the file itself."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + request.body)
    if not message.is_multipart():
        return request.body
    (part,) = (part for part in message.walk() if part.get_param("name", header="Content-Disposition") == "audio")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


Upload = Callable[[Any, Any], None]

each_upload = pytest.mark.parametrize(
    ("upload", "good"),
    [pytest.param(block, answer(201), id="block"), pytest.param(form, answer(200, RESULT), id="form")],
)
each_file = pytest.mark.parametrize("opened", [in_memory, on_disk])


@each_upload
@each_file
@pytest.mark.parametrize("start", [0, len(HEAD)], ids=["from its start", "from its middle"])
def test_a_file_is_sent_again_from_where_it_began(
    live: Live, server: Server, tmp_path: Path, upload: Upload, good: Reply, opened: Any, start: int
) -> None:
    server.reply(answer(503), answer(503), good)
    with opened(tmp_path, start) as file:
        upload(live.client(v2025_10_15, server.url), file)
    assert [len(sent_bytes(request)) for request in server.requests] == [len(AUDIO)] * 3
    assert {sent_bytes(request) for request in server.requests} == {AUDIO}


@each_upload
@each_file
def test_a_file_is_sent_again_with_a_renewed_token(
    live: Live, server: Server, tmp_path: Path, upload: Upload, good: Reply, opened: Any
) -> None:
    server.reply(REFUSED, good)
    with opened(tmp_path, 0) as file:
        upload(live.client(v2025_10_15, server.url, credential=Credential()), file)
    assert [sent_bytes(request) == AUDIO for request in server.requests] == [True, True]


def test_a_path_is_sent_again(live: Live, server: Server, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(AUDIO)
    server.reply(answer(503), answer(200, RESULT))
    live.client(v2025_10_15, server.url).transcriptions.transcribe(path)
    assert [sent_bytes(request) == AUDIO for request in server.requests] == [True, True]


@each_upload
def test_a_stream_is_sent_whole(live: Live, server: Server, upload: Upload, good: Reply) -> None:
    server.reply(good)
    upload(live.client(v2025_10_15, server.url), Pipe(AUDIO))
    assert [sent_bytes(request) == AUDIO for request in server.requests] == [True]


@each_upload
def test_a_pipe_of_the_system_is_sent_whole(live: Live, server: Server, upload: Upload, good: Reply) -> None:
    server.reply(good)
    reading, writing = os.pipe()
    os.write(writing, b"RIFF")
    os.close(writing)
    with open(reading, "rb") as file:
        upload(live.client(v2025_10_15, server.url), file)
    assert [sent_bytes(request) for request in server.requests] == [b"RIFF"]


FAULTS: list[Any] = [
    pytest.param(answer(503), ServerError, id="503"),
    pytest.param(answer(500), ServerError, id="500"),
    pytest.param(RESET, TransportError, id="reset"),
    pytest.param(REFUSED, AuthenticationError, id="401"),
]


@each_upload
@pytest.mark.parametrize(("fault", "error"), FAULTS)
def test_a_stream_is_sent_once(
    live: Live,
    server: Server,
    clock: Clock,
    upload: Upload,
    good: Reply,
    fault: Reply,
    error: type[SpeechError],
) -> None:
    server.reply(fault, good)
    with pytest.raises(error):
        upload(live.client(v2025_10_15, server.url, credential=Credential()), Pipe(AUDIO))
    assert len(server.requests) == 1
    assert clock.waits == []


def test_a_form_that_may_have_arrived_is_sent_once(live: Live, server: Server) -> None:
    server.reply(RESET, answer(200, RESULT))
    with pytest.raises(TransportError):
        live.client(v2025_10_15, server.url).transcriptions.transcribe(AUDIO)
    assert len(server.requests) == 1


def test_a_block_that_may_have_arrived_is_sent_again(live: Live, server: Server) -> None:
    server.reply(RESET, answer(201))
    live.client(v3_2, server.url).datasets.upload_block("x", io.BytesIO(AUDIO), blockid="AAAA")
    assert [request.body == AUDIO for request in server.requests] == [True, True]
