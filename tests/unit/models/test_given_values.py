"""Objects are made of whatever is certain in its meaning; everything else is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from inspect import signature
from typing import Any
from uuid import UUID

import httpx
import pytest

from speechtotext import InvalidArgument, SpeechError, v3_0, v3_2, v2025_10_15
from speechtotext_api.wire import DecodeError
from unit.flavours import ID, JOB, ORIGIN, FakeService, Flavour
from unit.specification import MODULES, model, model_names

MODEL = f"{ORIGIN}/speechtotext/v3.2/models/{ID}"


def transcription(**members: Any) -> v3_2.models.Transcription:
    return v3_2.models.Transcription(**{"display_name": "Calls", "locale": "en-US", **members})


def properties(**members: Any) -> v3_2.models.TranscriptionProperties:
    return v3_2.models.TranscriptionProperties(**members)


@pytest.mark.parametrize(
    ("made", "member", "sent"),
    [
        (
            lambda: transcription(content_urls=("https://example.com/a.wav",)),
            "contentUrls",
            ["https://example.com/a.wav"],
        ),
        (lambda: transcription(properties={"diarizationEnabled": True}), "properties", {"diarizationEnabled": True}),
        (lambda: transcription(properties={"diarization_enabled": True}), "properties", {"diarizationEnabled": True}),
        (lambda: transcription(model=MODEL), "model", {"self": MODEL}),
        (lambda: transcription(model={"self": MODEL}), "model", {"self": MODEL}),
        (lambda: transcription(status="Running"), "status", "Running"),
        (lambda: transcription(created_date_time="2026-01-31T12:00:00Z"), "createdDateTime", "2026-01-31T12:00:00Z"),
        (lambda: properties(time_to_live=timedelta(hours=48)), "timeToLive", "P2D"),
        (lambda: properties(time_to_live=timedelta(days=1, hours=6, seconds=1.5)), "timeToLive", "P1DT6H1.5S"),
        (lambda: properties(channels=range(2)), "channels", [0, 1]),
    ],
)
def test_what_is_certain_is_taken(made: Callable[[], Any], member: str, sent: object) -> None:
    assert made().to_dict()[member] == sent


def test_hours_may_be_a_timedelta() -> None:
    kept = v2025_10_15.models.TranscriptionProperties(time_to_live_hours=timedelta(days=2))
    assert kept.to_dict() == {"timeToLiveHours": 48}


def test_an_entity_stands_for_a_reference_to_it() -> None:
    custom = v3_2.models.CustomModel(display_name="Terms", locale="en-US", self_=MODEL)
    assert transcription(model=custom).to_dict()["model"] == {"self": MODEL}


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (
            lambda: transcription(content_urls="https://example.com/a.wav"),
            "content_urls of Transcription is 'https://example.com/a.wav' (str): give a list of strings, such as "
            "['https://example.com/a.wav'].",
        ),
        (
            lambda: transcription(content_urls=[5]),
            "an item of content_urls of Transcription is 5 (int): give a string.",
        ),
        (lambda: transcription(display_name=None), "display_name of Transcription is None: give a string."),
        (lambda: transcription(custom_properties=["a"]), "custom_properties of Transcription is ['a'] (list)"),
        (lambda: transcription(custom_properties={"a": 5}), "'a' in custom_properties of Transcription is 5 (int)"),
        (lambda: transcription(custom_properties={5: "a"}), "a key of custom_properties of Transcription is 5 (int)"),
        (lambda: transcription(properties={"diarisation": True}), "holds 'diarisation', which TranscriptionProperties"),
        (lambda: transcription(properties=5), "give a TranscriptionProperties or a dict."),
        (lambda: transcription(model="whisper"), "give the entity, its URL or its id, or an EntityReference."),
        (
            lambda: transcription(created_date_time="yesterday"),
            "created_date_time of Transcription is 'yesterday' (str)",
        ),
        (lambda: transcription(additional_properties=5), "additional_properties of Transcription is 5 (int)"),
        (
            lambda: properties(diarization_enabled="true"),
            "diarization_enabled of TranscriptionProperties is 'true' (str)",
        ),
        (lambda: properties(channels="0"), "give a list of integers, such as ['0']."),
        (lambda: properties(time_to_live=-timedelta(hours=1)), "give a duration that is not negative."),
        (
            lambda: v2025_10_15.models.TranscriptionProperties(time_to_live_hours="48"),  # type: ignore[arg-type]
            "time_to_live_hours of TranscriptionProperties is '48' (str): give a number of hours, as an integer or a "
            "timedelta.",
        ),
        (
            lambda: v2025_10_15.models.TranscriptionProperties(time_to_live_hours=timedelta(minutes=90)),
            "time_to_live_hours of TranscriptionProperties",
        ),
    ],
)
def test_what_is_of_the_wrong_type_is_refused_by_name(made: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        made()
    assert sentence in str(refused.value)


def test_a_secret_of_the_wrong_type_is_not_shown() -> None:
    with pytest.raises(InvalidArgument) as refused:
        v3_2.models.WebHookProperties(secret=b"hunter2")  # type: ignore[arg-type]
    assert "hunter2" not in str(refused.value)


def test_an_attribute_that_is_set_to_the_wrong_type_is_refused_when_it_is_sent(flavour: Flavour) -> None:
    job = transcription(content_urls=["https://example.com/a.wav"])
    job.content_urls = "https://example.com/b.wav"  # type: ignore[assignment]
    with pytest.raises(InvalidArgument, match="content_urls of Transcription"):
        flavour.client(v3_2.Client, FakeService()).transcriptions.create(job)


@pytest.mark.parametrize("argument", ["given", 5, ["given"], None])
def test_a_body_that_is_no_object_is_refused_by_name(flavour: Flavour, argument: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"body is .*: give a Transcription or a dict"):
        flavour.client(v3_2.Client, FakeService()).transcriptions.create(argument)


def test_a_dict_is_a_body(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(201, json=JOB))
    body = {"displayName": "Calls", "locale": "en-US", "content_urls": ["https://example.com/a.wav"]}
    flavour.client(v3_2.Client, service).transcriptions.create(body)
    sent = {"displayName": "Calls", "locale": "en-US", "contentUrls": ["https://example.com/a.wav"]}
    assert json.loads(service.request.read()) == sent


def test_a_dict_that_lacks_what_is_required_is_refused_by_name(flavour: Flavour) -> None:
    with pytest.raises(InvalidArgument, match="body lacks 'locale', which Transcription needs: add it"):
        flavour.client(v3_2.Client, FakeService()).transcriptions.create({"displayName": "Calls"})


@pytest.mark.parametrize("reference", [ID, UUID(ID)])
def test_an_id_in_place_of_a_reference_becomes_the_url_of_that_entity(flavour: Flavour, reference: Any) -> None:
    service = FakeService(httpx.Response(201, json=JOB))
    flavour.client(v3_2.Client, service).transcriptions.create(
        transcription(content_urls=["https://example.com/a.wav"], model=reference)
    )
    assert f'"model":{{"self":"{MODEL}"}}' in service.request.read().decode()


def test_an_id_becomes_the_url_that_the_version_has(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(201, json={**JOB, "properties": {"timeToLiveHours": 48}}))
    body = v2025_10_15.models.Transcription(
        display_name="Calls",
        locale="en-US",
        content_urls=["https://example.com/a.wav"],
        properties={"time_to_live_hours": 48},
        model=ID,
    )
    flavour.client(v2025_10_15.Client, service).transcriptions.submit(body)
    assert f"{ORIGIN}/speechtotext/models/{ID}?api-version=2025-10-15" in service.request.read().decode()


def test_custom_properties_are_sent_as_they_are(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(201, json=JOB))
    body = transcription(content_urls=["https://example.com/a.wav"], custom_properties={"self": "/models/1"})
    flavour.client(v3_2.Client, service).transcriptions.create(body)
    assert json.loads(service.request.read())["customProperties"] == {"self": "/models/1"}


def test_the_id_of_a_base_model_leads_to_the_base_models() -> None:
    custom = v3_0.models.Model(display_name="Terms", locale="en-US", base_model=ID)
    assert custom.to_dict()["baseModel"] == {"self": f"/models/base/{ID}"}


def test_errors_of_reading_are_errors_of_the_package() -> None:
    with pytest.raises(SpeechError) as refused:
        v3_2.models.Transcription.from_dict({"displayName": 5, "locale": "en-US"})
    assert isinstance(refused.value, DecodeError)


def test_times_are_taken_with_their_zone() -> None:
    assert transcription(created_date_time=datetime(2026, 1, 31, 12, tzinfo=UTC)).to_dict()["createdDateTime"] == (
        "2026-01-31T12:00:00Z"
    )


@pytest.mark.parametrize("version", MODULES)
def test_every_property_of_every_model_refuses_another_type(version: str) -> None:
    count = 0
    for name in model_names(version):
        kind = model(version, name)
        for attribute, parameter in signature(kind).parameters.items():
            if parameter.annotation in ("Any", "Any | None"):
                continue
            required = [each.name for each in signature(kind).parameters.values() if each.default is each.empty]
            # What is checked first is told first.
            members = dict.fromkeys(required) | {attribute: object()}
            with pytest.raises(InvalidArgument, match=f"^({'|'.join(members)}) of {name} is "):
                kind(**members)
            count += 1
    assert count > 200
