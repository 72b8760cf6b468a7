"""`transcribe_file`: a local file transcribed at once, its answer read like the result of a job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import FileInput, UnexpectedResponse, v2024_11_15
from speechtotext.v2025_10_15 import Client, models
from unit.flavours import FakeService, Flavour

ANSWER = {
    "durationMilliseconds": 2500,
    "combinedPhrases": [{"channel": 0, "text": "Hello there."}],
    "phrases": [
        {
            "channel": 0,
            "offsetMilliseconds": 500,
            "durationMilliseconds": 2000,
            "text": "Hello there.",
            "locale": "en-US",
            "confidence": 0.9,
            "words": [{"text": "Hello", "offsetMilliseconds": 500, "durationMilliseconds": 700}],
        }
    ],
}


@pytest.mark.parametrize("kind", ["path", "text", "bytes", "file"])
def test_a_file_is_transcribed_and_saved_as_subtitles(flavour: Flavour, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "call.wav"
    path.write_bytes(b"RIFF")
    service = FakeService(httpx.Response(200, json=ANSWER))
    with path.open("rb") as file:
        inputs: dict[str, FileInput] = {"path": path, "text": str(path), "bytes": b"RIFF", "file": file}

        result = flavour.client(Client, service).transcriptions.transcribe_file(
            inputs[kind], definition=models.TranscribeDefinition(locales=["en-US"])
        )

    assert result.text == "Hello there."
    assert result.phrases[0].offset.total_seconds() == 0.5
    result.save(tmp_path / "call.srt")
    assert (tmp_path / "call.srt").read_text() == "1\n00:00:00,500 --> 00:00:02,500\nHello there.\n\n"
    assert b'"locales":["en-US"]' in service.request.content.replace(b" ", b"")
    assert b"RIFF" in service.request.content


@pytest.mark.parametrize("version", [v2024_11_15])
def test_the_older_dated_version_has_it_too(flavour: Flavour, version: Any) -> None:
    service = FakeService(httpx.Response(200, json=ANSWER))

    assert flavour.client(version.Client, service).transcriptions.transcribe_file(b"RIFF").text == "Hello there."


def test_an_answer_that_is_none_is_told(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(200, json={**ANSWER, "phrases": "none"}))

    with pytest.raises(UnexpectedResponse, match="Transcriptions_Transcribe was answered with"):
        flavour.client(Client, service).transcriptions.transcribe_file(b"RIFF")
