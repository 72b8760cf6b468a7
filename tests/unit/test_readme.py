"""The README's programs run as they stand there, against a service that answers from memory."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from sources import ROOT

_PROGRAMS = re.findall(
    r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)

_JOB = {
    "self": "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions/ba7ea6f5",
    "displayName": "Support calls",
    "locale": "en-US",
    "status": "Succeeded",
    "properties": {"timeToLiveHours": 48},
}
_FILE = {"name": "contenturl_0.json", "kind": "Transcription", "links": {"contentUrl": "https://storage.example/0"}}
_PHRASE = {"offsetMilliseconds": 40, "durationMilliseconds": 320, "text": "Hello.", "confidence": 0.9}
_FAST = {"durationMilliseconds": 2000, "combinedPhrases": [{"text": "Hello."}], "phrases": [_PHRASE]}
_NOBODY = {"code": "NotFound", "message": "The specified entity cannot be found."}


def _answer(request: httpx.Request) -> httpx.Response:
    assert request.headers["Ocp-Apim-Subscription-Key"]
    path, method = request.url.path, request.method
    if path.endswith("00000000-0000-0000-0000-000000000000"):
        return httpx.Response(404, json=_NOBODY)
    answers: dict[tuple[str, str], tuple[int, Any]] = {
        ("GET", "transcriptions"): (200, {"values": [_JOB]}),
        ("GET", "base"): (200, {"values": [{"displayName": "Base", "locale": "en-US"}]}),
        ("GET", "files"): (200, {"values": [_FILE]}),
        ("POST", "transcriptions"): (201, _JOB),
        ("POST", "transcriptions:submit"): (201, _JOB),
        ("POST", "transcriptions:transcribe"): (200, _FAST),
    }
    by_method: dict[str, tuple[int, Any]] = {"GET": (200, _JOB), "PATCH": (200, _JOB), "DELETE": (204, None)}
    status, body = answers.get((method, path.rpartition("/")[2])) or by_method[method]
    return httpx.Response(status, json=body) if body is not None else httpx.Response(status)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer_async(_: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return _answer(request)

    def answer(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        request.read()
        return _answer(request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", answer_async)
    monkeypatch.setenv("SPEECH_KEY", "key")
    monkeypatch.setenv("SPEECH_REGION", "westeurope")


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("program", _PROGRAMS, ids=[str(number) for number in range(len(_PROGRAMS))])
def test_a_program_of_the_readme_runs(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    exec(compile(program, "README.md", "exec"), {"__name__": "__main__"})


def test_the_readme_has_programs() -> None:
    assert len(_PROGRAMS) == 10


def test_the_nox_sessions_that_the_readme_names_exist() -> None:
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    named = set(re.findall(r"nox -s ([\w-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert {name for name in named if f"def {name.replace('-', '_')}(" not in noxfile} == set()
