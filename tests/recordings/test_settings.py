"""Settings by name, as requests of each API version: checked against the documents of the service."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechtotext import InvalidArgument
from speechtotext._recordings.settings import Profanity, TranscriptionSettings, batch_body, fast_definition

SPEC = Path(__file__).parents[2] / "spec"
VERSIONS = ("v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15")
NUMBERED, DATED = VERSIONS[:3], VERSIONS[3:]
MODEL = "https://westeurope.api.cognitive.microsoft.com/speechtotext/models/1aae1070-7972-47e9-a977-87e3b05c457d"

texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
locales = st.sampled_from(["en-US", "de-DE", "fr-FR", "ja-JP"])
any_settings = st.builds(
    TranscriptionSettings,
    locale=st.one_of(st.none(), st.just("auto"), locales, st.lists(locales, unique=True)),
    diarize=st.booleans(),
    max_speakers=st.none() | st.integers(2, 35),
    words=st.booleans(),
    phrases=st.lists(texts, max_size=3),
    profanity=st.none() | st.sampled_from(get_args(Profanity)),
    channels=st.lists(st.integers(0, 1), max_size=2),
    model=st.none() | st.just(MODEL) | st.just("mai-transcribe"),
    enhanced=st.booleans(),
    prompt=st.lists(texts, max_size=2) | texts,
    display_name=texts,
    time_to_live=st.none() | st.timedeltas(timedelta(minutes=1), timedelta(days=31)),
)


@cache
def validator(version: str, schema: str) -> jsonschema_rs.Draft4Validator:
    """What checks against a schema of the service, which here refuses members that it does not name."""
    document = json.loads((SPEC / version / "openapi.json").read_text())
    for described in document["components"]["schemas"].values():
        if "properties" in described:
            described["additionalProperties"] = False
    found = {"$ref": f"#/components/schemas/{schema}", "components": document["components"]}
    return jsonschema_rs.Draft4Validator(found, validate_formats=True)


@given(any_settings, st.sampled_from(VERSIONS))
def test_a_body_is_what_the_service_describes_or_the_setting_is_named(
    settings: TranscriptionSettings, version: str
) -> None:
    try:
        body = batch_body(version, settings)
    except InvalidArgument as refused:
        assert names_an_argument(refused)
    else:
        validator(version, "Transcription").validate(body)


@given(any_settings, st.sampled_from(DATED))
def test_a_definition_is_what_the_service_describes_or_the_setting_is_named(
    settings: TranscriptionSettings, version: str
) -> None:
    try:
        definition = fast_definition(version, settings)
    except InvalidArgument as refused:
        assert names_an_argument(refused)
    else:
        validator(version, "TranscribeDefinition").validate(definition)


def names_an_argument(refused: InvalidArgument) -> bool:
    return str(refused).replace(":", " ").replace(",", " ").split()[0] in TranscriptionSettings.__dataclass_fields__


EVERYTHING = TranscriptionSettings(
    locale=["en-US", "de-DE"],
    max_speakers=3,
    words=True,
    profanity="Removed",
    channels=[0, 1],
    model=MODEL,
    display_name="Calls",
    time_to_live=timedelta(days=2, minutes=1),
)


@pytest.mark.parametrize("version", NUMBERED[1:])
def test_the_body_of_a_numbered_version(version: str) -> None:
    assert batch_body(version, EVERYTHING) == {
        "displayName": "Calls",
        "locale": "en-US",
        "model": {"self": MODEL},
        "properties": {
            "channels": [0, 1],
            "diarization": {"speakers": {"minCount": 1, "maxCount": 3}},
            "diarizationEnabled": True,
            "displayFormWordLevelTimestampsEnabled": True,
            "languageIdentification": {"candidateLocales": ["en-US", "de-DE"]},
            "profanityFilterMode": "Removed",
            "timeToLive": "PT49H",
            "wordLevelTimestampsEnabled": True,
        },
    }


@pytest.mark.parametrize("version", DATED)
def test_the_body_of_a_dated_version(version: str) -> None:
    assert batch_body(version, EVERYTHING)["properties"] == {
        "channels": [0, 1],
        "diarization": {"enabled": True, "maxSpeakers": 3},
        "displayFormWordLevelTimestampsEnabled": True,
        "languageIdentification": {"candidateLocales": ["en-US", "de-DE"]},
        "profanityFilterMode": "Removed",
        "timeToLiveHours": 49,
        "wordLevelTimestampsEnabled": True,
    }


def test_the_definition_with_the_enhanced_mode() -> None:
    settings = TranscriptionSettings(
        locale="en-US", phrases=["Contoso"], prompt="Spell numbers out.", model="mai-transcribe-2", diarize=True
    )

    assert fast_definition("2025-10-15", settings) == {
        "locales": ["en-US"],
        "diarization": {"enabled": True},
        "phraseList": {"phrases": ["Contoso"]},
        "enhancedMode": {
            "enabled": True,
            "task": "transcribe",
            "prompt": ["Spell numbers out."],
            "model": "mai-transcribe-2",
        },
    }


def test_without_a_locale_fast_transcription_detects_the_language() -> None:
    assert fast_definition("2024-11-15", TranscriptionSettings(locale="auto")) == {}


def test_a_model_of_fast_transcription_is_that_of_its_locale() -> None:
    settings = TranscriptionSettings(locale="de-DE", model=MODEL)

    assert fast_definition("2024-11-15", settings) == {"locales": ["de-DE"], "models": {"de-DE": MODEL}}


REFUSED_IN_BATCH = [
    ("2025-10-15", {"phrases": ["Contoso"]}, "phrases: batch transcription takes no phrase list"),
    ("2025-10-15", {"prompt": "Be brief."}, "enhanced, prompt: batch transcription has no enhanced mode"),
    ("2025-10-15", {"locale": "auto"}, "locale: batch transcription needs one"),
    ("2025-10-15", {"time_to_live": timedelta(hours=5)}, "time_to_live is 5:00:00: the minimum is 6 hours"),
    ("2025-10-15", {"locale": ["en-US"] * 11}, "locale has 11 candidates: batch transcription takes 10 at most"),
    ("2025-10-15", {"model": "mai-transcribe"}, "model is 'mai-transcribe': expected the URL of a model"),
    ("v3.0", {"locale": ["en-US", "de-DE"]}, "locale: API version v3.0 detects no language"),
    ("v3.0", {"max_speakers": 3}, "max_speakers is 3: API version v3.0 separates two speakers"),
]


@pytest.mark.parametrize(("version", "given_settings", "sentence"), REFUSED_IN_BATCH)
def test_a_setting_that_batch_transcription_does_not_have_is_refused(
    version: str, given_settings: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InvalidArgument, match=sentence):
        batch_body(version, TranscriptionSettings(**{"locale": "en-US", **given_settings}))


REFUSED_IN_FAST = [
    ("v3.2", {}, "API version v3.2 has no fast transcription: use batch transcription, or version 2025-10-15"),
    ("2024-11-15", {"phrases": ["Contoso"]}, "phrases: API version 2024-11-15 has none"),
    ("2024-11-15", {"enhanced": True}, "enhanced, prompt: API version 2024-11-15 has none"),
    ("2025-10-15", {"model": MODEL}, "model: give one locale, which the model is for"),
]


@pytest.mark.parametrize(("version", "given_settings", "sentence"), REFUSED_IN_FAST)
def test_a_setting_that_fast_transcription_does_not_have_is_refused(
    version: str, given_settings: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InvalidArgument, match=sentence):
        fast_definition(version, TranscriptionSettings(**given_settings))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("locale", [""]),
        ("phrases", "Contoso"),
        ("prompt", [1]),
        ("profanity", "masked"),
        ("channels", [-1]),
        ("channels", "01"),
        ("max_speakers", 1),
        ("max_speakers", 36),
        ("display_name", ""),
        ("time_to_live", timedelta(0)),
        ("time_to_live", timedelta(days=32)),
    ],
)
def test_an_invalid_setting_is_named(name: str, value: Any) -> None:
    with pytest.raises(InvalidArgument, match=f"^{name} "):
        TranscriptionSettings(**{name: value})
