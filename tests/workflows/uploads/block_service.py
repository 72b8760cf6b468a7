"""A service that takes datasets in blocks, and loses or spoils those that it is told to."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx

from unit.flavours import ID, ORIGIN

MIB = 1 << 20
DATASET = {
    "self": f"{ORIGIN}/speechtotext/datasets/{ID}",
    "displayName": "Calls",
    "kind": "Acoustic",
    "locale": "en-US",
}


class BlockService(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A service that takes blocks as the published file says, and puts them together when they are committed."""

    def __init__(self) -> None:
        self.created: list[dict[str, Any]] = []
        self.waiting: dict[str, bytes] = {}
        self.committed: dict[str, bytes] = {}
        self.data: bytes | None = None
        self.sent: list[str] = []
        self.cut: set[int] = set()
        self.spoil: set[int] = set()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        return self.answer(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return self.answer(request)

    def answer(self, request: httpx.Request) -> httpx.Response:
        path, content = request.url.path, request.content
        if request.method == "POST" and path.endswith("/datasets"):
            self.created.append(json.loads(content))
            return httpx.Response(201, json=DATASET)
        if request.method == "PUT":
            return self._block(request.url.params["blockid"], request.headers["Content-Length"], content)
        if path.endswith("/blocks"):
            lists = {"committedBlocks": self.committed, "uncommittedBlocks": self.waiting}
            return httpx.Response(200, json={name: _listed(blocks) for name, blocks in lists.items() if blocks})
        if path.endswith("/blocks:commit"):
            names = [entry["id"] for entry in json.loads(content)]
            self.committed = {name: {**self.committed, **self.waiting}[name] for name in names}
            self.waiting = {}
            self.data = b"".join(self.committed.values())
            return httpx.Response(200)
        return httpx.Response(200, json={**DATASET, "status": "NotStarted" if self.data is None else "Running"})

    def _block(self, name: str, length: str, content: bytes) -> httpx.Response:
        number = len(self.sent)
        self.sent.append(name)
        assert int(length) == len(content) <= 8 * MIB
        assert len(base64.b64decode(name, validate=True)) <= 64
        assert len({len(other) for other in self.sent}) == 1
        if number in self.cut:
            raise httpx.WriteError("connection reset")
        self.waiting[name] = content[:-1] if number in self.spoil else content
        return httpx.Response(201)


def _listed(blocks: dict[str, bytes]) -> list[dict[str, Any]]:
    return [{"name": name, "size": len(content)} for name, content in blocks.items()]
