"""What the changes between 2024-11-15 and 2025-10-15 do to requests and answers, change by change."""

from __future__ import annotations

from typing import Any

import pytest

from speechtotext import NotExpressible, v2024_11_15
from unit.flavours import ID, FakeService, Flavour
from versions.moving import NEW, answering, speaking


def transcribe(flavour: Flavour, **definition: Any) -> FakeService:
    service = answering({"durationMilliseconds": 1, "combinedPhrases": [], "phrases": []})
    client = speaking(flavour, v2024_11_15, service)
    client.transcriptions.transcribe(b"RIFF", definition=v2024_11_15.models.TranscribeDefinition(**definition))
    return service


def test_fast_transcription_takes_no_models(flavour: Flavour) -> None:
    with pytest.raises(NotExpressible, match="submit a batch transcription"):
        transcribe(flavour, models={"en-US": f"{NEW}/models/{ID}"})


def test_fast_transcription_without_models_goes_on(flavour: Flavour) -> None:
    service = transcribe(flavour, locales=["en-US"], models={})
    assert b'{"locales": ["en-US"]}' in service.request.content
