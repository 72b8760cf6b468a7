"""A server for `transfers.py`, in a process of its own: files to fetch, and a dataset whose blocks it counts and drops.

A job whose id is a number has one file of so many MiB; the job `many` has 1,000 files of 256 KiB.
"""

from __future__ import annotations

import io
import json
import re
import socket
import threading
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

FILES = 1000
FILE_SIZE = 256 << 10
BASE = "/speechtotext/v3.2"
DATASET = {"kind": "Acoustic", "locale": "en-US", "displayName": "Calls"}
_PAGE = 100
_PIECE = b"x" * (1 << 20)
_DROPPED = bytearray(16 << 20)

Query = dict[str, list[str]]


class Server:
    """A thread for each connection."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.origin = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._pages = [answer(self._page(skip)) for skip in range(0, FILES, _PAGE)]
        self._blocks: dict[str, int] = {}

    def serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _page(self, skip: int) -> dict[str, object]:
        values = [self._file("many", number, f"store/{number}", FILE_SIZE) for number in range(skip, skip + _PAGE)]
        page: dict[str, object] = {"values": values}
        if skip + _PAGE < FILES:
            page["@nextLink"] = f"{self.origin}{BASE}/transcriptions/many/files?skip={skip + _PAGE}"
        return page

    def _file(self, job: str, number: int, path: str, size: int) -> dict[str, object]:
        return {
            "self": f"{self.origin}{BASE}/transcriptions/{job}/files/{number}",
            "name": f"contenturl_{number}.json",
            "kind": "Transcription",
            "properties": {"size": size},
            "links": {"contentUrl": f"{self.origin}/{path}?sv=2024&sig=x"},
        }

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(OSError), connection, connection.makefile("rb") as stream:
            while line := stream.readline().decode():
                method, target, _ = line.split()
                url, size = urlsplit(target), body_size(stream)
                drop(stream, size)
                query = parse_qs(url.query)
                if method == "PUT":
                    self._blocks[query["blockid"][0]] = size
                self._answer(connection, f"{method} {url.path.removeprefix(BASE)}", query)

    def _answer(self, connection: socket.socket, request: str, query: Query) -> None:
        if request.startswith("GET /store/"):
            connection.sendall(head(FILE_SIZE, ETag='"1"') + _PIECE[:FILE_SIZE])
        elif found := re.fullmatch(r"GET /large/(\d+)", request):
            connection.sendall(head(int(found[1]) << 20, ETag='"1"'))
            for _ in range(int(found[1])):
                connection.sendall(_PIECE)
        elif request == "GET /transcriptions/many/files":
            connection.sendall(self._pages[int(query.get("skip", ["0"])[0]) // _PAGE])
        elif found := re.fullmatch(r"GET /transcriptions/(\d+)/files", request):
            connection.sendall(answer({"values": [self._file(found[1], 0, f"large/{found[1]}", int(found[1]) << 20)]}))
        elif request == "GET /datasets/1/blocks":
            blocks = [{"name": name, "size": size} for name, size in self._blocks.items()]
            connection.sendall(answer({"uncommittedBlocks": blocks}))
        else:
            if request == "POST /datasets":
                self._blocks = {}
            connection.sendall(answer({"self": f"{self.origin}{BASE}/datasets/1", **DATASET}))


def body_size(stream: io.BufferedReader) -> int:
    """Reads the headers of a request and tells the size of the body that follows them."""
    size = 0
    while line := stream.readline().strip():
        if line.lower().startswith(b"content-length:"):
            size = int(line.partition(b":")[2])
    return size


def drop(stream: io.BufferedReader, size: int) -> None:
    if size:
        stream.readinto(memoryview(_DROPPED)[:size])


def head(size: int, **headers: str) -> bytes:
    lines = [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(["HTTP/1.1 200 OK", f"Content-Length: {size}", *lines, "", ""]).encode()


def answer(body: object) -> bytes:
    data = json.dumps(body).encode()
    return head(len(data), **{"Content-Type": "application/json"}) + data


if __name__ == "__main__":
    server = Server()
    print(server.origin, flush=True)
    server.serve()
