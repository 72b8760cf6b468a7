"""The README's programs run as they stand there, against the emulator in place of Azure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest

from speechtotext.emulator import SAMPLE, Emulator
from upstream.sources import ROOT

_PROGRAMS = re.findall(
    r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
# Programs that need storage run in the tests of storage.
_PROGRAMS = [program for program in _PROGRAMS if "speechtotext.storage" not in program]
_JOB = "ba7ea6f5-3065-40b7-b49a-a90f48584683"
_MODEL = "9a1bbd9e-1d6b-4a3c-9a56-4ab2f2a7ad35"
_SOURCE = "/subscriptions/00000000/resourceGroups/speech/providers/Microsoft.CognitiveServices/accounts/my-resource"


def _recording(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=SAMPLE.read_bytes())


@pytest.fixture
def emulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """Answers for whichever host a program asks, and finds the sample recording wherever one is said to be."""
    recordings = httpx.Client(transport=httpx.MockTransport(_recording))
    with Emulator(port=None, transitions="at-once", http=recordings) as emulator:
        emulator.add_resource("mine", key="YOUR-KEY", id=_SOURCE)
        emulator.add_resource("other", key="OTHER-KEY", region="eastus")
        about = {"displayName": "Calls", "locale": "en-US"}
        urls = ["https://example.com/call.wav"]
        emulator.seed("transcriptions", {**about, "contentUrls": urls}, version="v3.2", id=_JOB, resource="mine")
        emulator.seed("models", {**about, "text": "Contoso"}, version="v3.2", id=_MODEL, resource="mine")
        emulator.settle()
        sync, asynchronous = emulator.http_client(), emulator.async_http_client()

        real = httpx.HTTPTransport.handle_request

        def answer(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
            # A program that starts an emulator of its own means that.
            own = request.url.host == "127.0.0.1"
            return real(transport, request) if own else sync._transport.handle_request(request)

        async def answer_async(_: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
            return await asynchronous._transport.handle_async_request(request)

        monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answer_async)
        monkeypatch.setenv("SPEECH_KEY", "YOUR-KEY")
        monkeypatch.setenv("SPEECH_REGION", "westeurope")
        yield emulator
        sync.close()


@pytest.mark.usefixtures("emulator")
@pytest.mark.parametrize("program", _PROGRAMS, ids=[str(number) for number in range(len(_PROGRAMS))])
def test_a_program_of_the_readme_runs(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "call.wav").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "words.txt").write_text("Contoso Electrics\n", encoding="utf-8")
    with ZipFile(tmp_path / "calls.zip", "w") as calls:
        calls.write(SAMPLE, "call.wav")
        calls.writestr("trans.txt", "call.wav\tHello. How can I help you today?\n")

    exec(compile(program, "README.md", "exec"), {"__name__": "__main__"})


def test_the_readme_has_programs() -> None:
    assert len(_PROGRAMS) == 19


def test_the_nox_sessions_that_the_readme_names_exist() -> None:
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    named = set(re.findall(r"nox -s ([\w-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert {name for name in named if f"def {name.replace('-', '_')}(" not in noxfile} == set()
