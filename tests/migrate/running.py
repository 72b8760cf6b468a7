"""Programs run as scripts against the emulator in place of the service: it takes nothing that is not declared."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from speechtotext.emulator import SAMPLE, Emulator

_KEY = "secret"
_SERVICE = "westeurope.api.cognitive.microsoft.com"


class Service:
    """The emulator in place of the service in westeurope; remembers what it was asked for, and what it refused."""

    def __init__(self, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.refused: list[str] = []
        self._client, self._async_client = emulator.http_client(), emulator.async_http_client()

        def answer(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
            return self._seen(self._client.send(request))

        async def answer_async(_: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
            return self._seen(await self._async_client.send(request))

        monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answer_async)

    def run(self, program: str, folder: Path) -> None:
        """Run a program, beside a recording; it may end, but only well."""
        (folder / "call.wav").write_bytes(SAMPLE.read_bytes())
        file = folder / "program.py"
        file.write_bytes(program.encode())
        try:
            runpy.run_path(str(file), run_name="__main__")
        except SystemExit as ended:
            assert not ended.code

    def close(self) -> None:
        self._client.close()

    def _seen(self, response: httpx.Response) -> httpx.Response:
        request = response.request
        assert request.url.host == _SERVICE
        told = f"{request.method} {request.url.raw_path.decode()}"
        self.asked.append(told)
        if not response.is_success:
            self.refused.append(f"{told}: {response.text}")
        return response


@contextmanager
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The service, with a few entities that were made before."""
    outside = httpx.Client(transport=httpx.MockTransport(_outside))
    with Emulator(port=None, transitions="at-once", strict=True, http=outside) as emulator:
        emulator.add_resource("ours", key=_KEY)
        for name in ("First", "Second"):
            body = {"displayName": name, "locale": "en-US", "contentUrls": ["https://example.com/call.wav"]}
            emulator.seed("transcriptions", body, version="v3.2", resource="ours")
        emulator.settle()
        made = Service(emulator, monkeypatch)
        yield made
        made.close()


def _outside(request: httpx.Request) -> httpx.Response:
    """What the emulator meets elsewhere: recordings, texts, and web hooks that answer."""
    if request.url.path.endswith(".wav"):
        return httpx.Response(200, content=SAMPLE.read_bytes())
    return httpx.Response(200, text=request.url.params.get("validationToken", "Some words to learn.\n"))
