"""Suggested programs: they give the text that the original program gave, played against the emulator of its version."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from migrate.request_corpus import EXPECTED, FOLDER, results
from speechtotext.emulator import SAMPLE, Emulator
from speechtotext.migrate import migrate_text

SERVICE = "https://westeurope.api.cognitive.microsoft.com"

FLOWS = [
    *(name for name in EXPECTED if name.startswith("flows/")),
    "requests/plain_v31.py",
    "requests/session_class.py",
    "httpx/sync_base_url.py",
    "httpx/async_gather.py",
    "aiohttp/poll.py",
    "urllib/plain.py",
    "curl/flow_v31.sh",
    "notebooks/flow.ipynb",
]


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    def outside(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=SAMPLE.read_bytes())

    http = httpx.Client(transport=httpx.MockTransport(outside))
    with Emulator(port=0, key="secret", transitions="at-once", strict=True, http=http) as started:
        yield started


def test_there_are_enough() -> None:
    assert len(FLOWS) >= 20


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", FLOWS)
def test_the_suggested_program_gives_the_same_text(
    name: str, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPEECH_KEY", "secret")
    shutil.copy(SAMPLE, "audio.wav")
    before = _run(FOLDER / name, emulator)

    suggestion = results()[name].suggestion
    after = _run_python(suggestion.replace('region="westeurope"', f'endpoint="{emulator.endpoint}"'))

    assert before.strip()
    assert after == before


@pytest.mark.parametrize(("title", "is_filled"), [("night {night}", True), ("one night", False)])
def test_a_suggestion_says_where_the_program_fills_in_a_value(title: str, is_filled: bool) -> None:
    program = f"""
import requests
night = input()
job = requests.post(
    "{SERVICE}/speechtotext/v3.2/transcriptions",
    json={{"displayName": f"{title}", "locale": "en-US", "contentUrls": ["https://example.com/call.wav"]}},
).json()
files = requests.get(job["links"]["files"]).json()["values"]
print(requests.get(files[0]["links"]["contentUrl"]).json()["combinedRecognizedPhrases"][0]["display"])
"""

    suggestion = migrate_text(program, "v2025_10_15").suggestion

    assert "stt.transcriptions.create(" in suggestion
    assert ("# Replace {}: " in suggestion) is is_filled


def _run(program: Path, emulator: Emulator) -> str:
    """Run a program as it is, but for the host; return what it prints."""
    code = program.read_text("utf-8")
    if program.suffix == ".ipynb":
        cells = [cell["source"] for cell in json.loads(code)["cells"] if cell["cell_type"] == "code"]
        code = "".join(line for cell in cells for line in [*cell, "\n"] if not line.startswith("%"))
    code = code.replace(SERVICE, emulator.endpoint)
    code = code.replace('f"https://{self.region}.api.cognitive.microsoft.com/', f'f"{emulator.endpoint}/')
    code = code.replace(
        '"https://%s.api.cognitive.microsoft.com/speechtotext/v3.2/" % region',
        f'"{emulator.endpoint}/speechtotext/v3.2/"',
    )
    if program.suffix == ".sh":
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", code], capture_output=True, text=True, check=True, env=environment, timeout=60
        )
        return done.stdout
    return _run_python(code)


def _run_python(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "program.py", "exec"), {"__name__": "__main__"})
    return printed.getvalue()
