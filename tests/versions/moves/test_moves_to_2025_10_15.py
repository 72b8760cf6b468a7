"""What the changes between 2024-11-15 and 2025-10-15 do to requests and answers, change by change."""

from __future__ import annotations

from typing import Any

from speechtotext import v2024_11_15
from unit.flavours import ID, ORIGIN, FakeService, Flavour
from versions.moving import answering, speaking


def transcribe(flavour: Flavour, **definition: Any) -> FakeService:
    service = answering({"durationMilliseconds": 1, "combinedPhrases": [], "phrases": []})
    client = speaking(flavour, v2024_11_15, service)
    client.transcriptions.transcribe(b"RIFF", definition=v2024_11_15.models.TranscribeDefinition(**definition))
    return service


def test_models_of_fast_transcription_are_named_as_the_newer_version_does(flavour: Flavour) -> None:
    service = transcribe(flavour, models={"en-US": f"{ORIGIN}/speechtotext/models/{ID}?api-version=2024-11-15"})

    assert f"{ORIGIN}/speechtotext/models/{ID}?api-version=2025-10-15".encode() in service.request.content


def test_a_definition_of_fast_transcription_goes_on_as_it_is(flavour: Flavour) -> None:
    service = transcribe(flavour, locales=["en-US"])
    assert b'{"locales": ["en-US"]}' in service.request.content
