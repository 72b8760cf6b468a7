"""Request bodies of transcriptions in each API version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import click
import pytest

from speechtotext.cli._commands.request_bodies import (
    TranscriptionOptions,
    batch_transcription,
    fast_transcription_definition,
)

PLAIN = TranscriptionOptions(
    name="Calls",
    locales=("en-US",),
    diarize=False,
    max_speakers=None,
    word_timestamps=False,
    model_url=None,
    time_to_live=None,
)
OPTIONS = {
    "nothing else": PLAIN,
    "speakers": replace(PLAIN, diarize=True),
    "at most three speakers": replace(PLAIN, diarize=True, max_speakers=3),
    "words": replace(PLAIN, word_timestamps=True),
    "kept for three days": replace(PLAIN, time_to_live=timedelta(days=3)),
    "kept for an hour and a minute": replace(PLAIN, time_to_live=timedelta(minutes=61)),
    "two languages": replace(PLAIN, locales=("en-US", "de-DE")),
}
NUMBERED = {"diarizationEnabled": True}
KEPT = {"timeToLiveHours": 48}
BOTH = {"wordLevelTimestampsEnabled": True, "displayFormWordLevelTimestampsEnabled": True}
CANDIDATES = {"languageIdentification": {"candidateLocales": ["en-US", "de-DE"]}}


@pytest.mark.parametrize(
    ("name", "v3_0", "v3_2", "dated"),
    [
        ("nothing else", {}, {}, KEPT),
        ("speakers", NUMBERED, NUMBERED, KEPT | {"diarization": {"enabled": True}}),
        (
            "at most three speakers",
            None,
            NUMBERED | {"diarization": {"speakers": {"minCount": 1, "maxCount": 3}}},
            KEPT | {"diarization": {"enabled": True, "maxSpeakers": 3}},
        ),
        ("words", {"wordLevelTimestampsEnabled": True}, BOTH, KEPT | BOTH),
        ("kept for three days", {"timeToLive": "PT72H"}, {"timeToLive": "PT72H"}, {"timeToLiveHours": 72}),
        ("kept for an hour and a minute", {"timeToLive": "PT2H"}, {"timeToLive": "PT2H"}, {"timeToLiveHours": 2}),
        ("two languages", None, CANDIDATES, KEPT | CANDIDATES),
    ],
)
def test_a_wish_in_the_words_of_each_version(
    name: str, v3_0: dict[str, Any] | None, v3_2: dict[str, Any], dated: dict[str, Any]
) -> None:
    expected = {"v3.0": v3_0, "v3.1": v3_2, "v3.2": v3_2, "2024-11-15": dated, "2025-10-15": dated}
    for version, properties in expected.items():
        if properties is None:
            with pytest.raises(click.ClickException, match=r"^API version v3\.0 "):
                batch_transcription(version, OPTIONS[name])
        else:
            body = batch_transcription(version, OPTIONS[name])
            assert body == {"displayName": "Calls", "locale": "en-US", "properties": properties}


def test_a_model_is_named_by_its_url() -> None:
    assert batch_transcription("v3.2", replace(PLAIN, model_url="https://x/models/1"))["model"] == {
        "self": "https://x/models/1"
    }


def test_a_fast_transcription_takes_languages_and_speakers() -> None:
    assert fast_transcription_definition(OPTIONS["two languages"]) == {"locales": ["en-US", "de-DE"]}
    assert fast_transcription_definition(OPTIONS["at most three speakers"]) == {
        "locales": ["en-US"],
        "diarization": {"enabled": True, "maxSpeakers": 3},
    }
