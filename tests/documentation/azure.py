"""An emulator that answers in place of Azure for the programs of the documentation."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from speechtotext.emulator import SAMPLE, Emulator

JOB = "ba7ea6f5-3065-40b7-b49a-a90f48584683"
MODEL = "9a1bbd9e-1d6b-4a3c-9a56-4ab2f2a7ad35"
SOURCE = "/subscriptions/00000000/resourceGroups/speech/providers/Microsoft.CognitiveServices/accounts/my-resource"
WORDS = "Hello. How can I help you today?"


def _recording(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=SAMPLE.read_bytes())


@contextmanager
def answering_for_azure() -> Iterator[Emulator]:
    """Answer for every host but this machine, and find the sample recording at every other URL."""
    recordings = httpx.Client(transport=httpx.MockTransport(_recording))
    with Emulator(port=None, transitions="at-once", http=recordings, transcripts=lambda _: WORDS) as emulator:
        sync, asynchronous = emulator.http_client(), emulator.async_http_client()
        real, real_async = httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request

        def answer(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
            # A program that starts an emulator of its own means that one.
            own = request.url.host == "127.0.0.1"
            return real(transport, request) if own else sync._transport.handle_request(request)

        async def answer_async(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
            if request.url.host == "127.0.0.1":
                return await real_async(transport, request)
            return await asynchronous._transport.handle_async_request(request)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(httpx.HTTPTransport, "handle_request", answer)
            patch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answer_async)
            patch.setenv("SPEECH_KEY", "YOUR-KEY")
            patch.setenv("SPEECH_REGION", "westeurope")
            yield emulator
        sync.close()


@pytest.fixture(scope="module")
def one_emulator() -> Iterator[Emulator]:
    """One for all programs of a module: starting one takes longer than most programs."""
    with answering_for_azure() as emulator:
        yield emulator


@pytest.fixture
def azure(one_emulator: Emulator) -> Emulator:
    """An emulator in the state that the programs begin with: two resources, a finished job, a model."""
    one_emulator.reset()
    one_emulator.add_resource("mine", key="YOUR-KEY", id=SOURCE)
    one_emulator.add_resource("other", key="OTHER-KEY", region="eastus")
    about = {"displayName": "Calls", "locale": "en-US"}
    job = about | {"contentUrls": ["https://example.com/call.wav"], "properties": {"timeToLiveHours": 48}}
    one_emulator.seed("transcriptions", job, version="2025-10-15", id=JOB, resource="mine")
    one_emulator.seed("models", about | {"text": "Contoso"}, version="v3.2", id=MODEL, resource="mine")
    one_emulator.settle()
    return one_emulator


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the files that the programs read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "call.wav").write_bytes(SAMPLE.read_bytes())
    for folder in ("calls", "results", "texts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "calls" / "monday.wav").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "list.txt").write_text("https://example.com/call.wav\n", encoding="utf-8")
    (tmp_path / "words.txt").write_text("Contoso Electrics\n", encoding="utf-8")
    with ZipFile(tmp_path / "calls.zip", "w") as calls:
        calls.write(SAMPLE, "call.wav")
        calls.writestr("trans.txt", f"call.wav\t{WORDS}\n")
    # Result files of the service have this shape.
    phrase = {"offset": "PT0S", "duration": "PT2S", "nBest": [{"confidence": 0.9, "display": WORDS}]}
    result = {"source": "https://example.com/call.wav", "recognizedPhrases": [phrase]}
    for name in ("call.json", "results/call.json"):
        (tmp_path / name).write_text(json.dumps(result), encoding="utf-8")
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    monkeypatch.setitem(sys.modules, "airflow", ModuleType("airflow"))
    monkeypatch.setitem(sys.modules, "airflow.sdk", _airflow())
    return tmp_path


def _airflow() -> ModuleType:
    """Stand in for Airflow, which takes minutes to install: tasks and flows run when they are called."""
    sdk = ModuleType("airflow.sdk")

    def decorator(*functions: Any, **options: object) -> Any:
        return functions[0] if functions else lambda function: function

    sdk.__dict__.update(dag=decorator, task=decorator)
    return sdk
