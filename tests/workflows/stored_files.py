"""A service whose entity has files, and the storage that they lie in: both misbehave as they are told to."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator

import httpx

from unit.flavours import ID, ORIGIN

STORE = "https://store.blob.core.windows.net"


class StoredFiles:
    """Answers for the service and for storage.

    Args:
        contents: the files' contents by name; names may be the same, then give pairs.
        page: how many files a page lists.
        signed: whether links carry their own permission.
        origin: where the service is.
        store: where storage is.
    """

    def __init__(
        self,
        contents: dict[str, bytes] | list[tuple[str, bytes]],
        *,
        page: int = 100,
        signed: bool = True,
        origin: str = ORIGIN,
        store: str = STORE,
    ) -> None:
        self.contents = list(contents.items()) if isinstance(contents, dict) else contents
        self.kinds = ["TranscriptionReport" if "report" in name else "Transcription" for name, _ in self.contents]
        self.requests: list[httpx.Request] = []
        self.valid_signature = 0
        self.answers: list[httpx.Response | Exception] = []
        self.cuts: list[int] = []
        self._page = page
        self._signed = signed
        self._files = f"{origin}/speechtotext/v3.2/transcriptions/{ID}/files"
        self._store = store

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if str(request.url).startswith(self._store):
            return self._stored(request)
        last = request.url.path.rpartition("/")[2]
        if last != "files":
            return _json(self._file(int(last)))
        skip = int(request.url.params.get("skip", 0))
        listed = range(len(self.contents))[skip : skip + self._page]
        body: dict[str, object] = {"values": [self._file(number) for number in listed]}
        if skip + self._page < len(self.contents):
            body["@nextLink"] = f"{self._files}?skip={skip + self._page}"
        return _json(body)

    @property
    def fetches(self) -> list[httpx.Request]:
        """The requests that went to storage."""
        return [request for request in self.requests if str(request.url).startswith(self._store)]

    def link(self, number: int) -> str:
        """Where the content of a file is."""
        signature = f"?sv=2024&sig=s{self.valid_signature}" if self._signed else ""
        return f"{self._store}/results/{number}{signature}"

    def _file(self, number: int) -> dict[str, object]:
        name, content = self.contents[number]
        return {
            "self": f"{self._files}/{number}",
            "name": name,
            "kind": self.kinds[number],
            "properties": {"size": len(content)},
            "links": {"contentUrl": self.link(number)},
        }

    def _stored(self, request: httpx.Request) -> httpx.Response:
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        if self._signed and request.url.params["sig"] != f"s{self.valid_signature}":
            return httpx.Response(403, headers={"x-ms-error-code": "AuthenticationFailed"})
        content = self.contents[int(request.url.path.rpartition("/")[2])][1]
        headers = {"ETag": f'"{hash(content):x}"'}
        start = 0
        if found := re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", "")):
            start = int(found[1])
            if start >= len(content):
                return httpx.Response(416)
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        rest = content[start:]
        stream = CutShort(rest, self.cuts.pop(0) if self.cuts else None)
        headers["Content-Length"] = str(len(rest))
        return httpx.Response(206 if start else 200, headers=headers, stream=stream)


def _json(body: object) -> httpx.Response:
    # Escaped, so that names may hold anything.
    return httpx.Response(200, content=json.dumps(body), headers={"Content-Type": "application/json"})


class CutShort(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that breaks off after so many bytes."""

    def __init__(self, content: bytes, after: int | None) -> None:
        self._content = content
        self._after = after

    def __iter__(self) -> Iterator[bytes]:
        if self._after is None:
            yield self._content
            return
        yield self._content[: self._after]
        raise httpx.ReadError("connection reset")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk
