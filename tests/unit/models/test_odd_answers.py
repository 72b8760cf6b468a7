"""One odd member of an answer takes nothing else down: reading that attribute alone raises."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from speechtotext import UnexpectedResponse, v3_2, v2025_10_15
from speechtotext_api.wire import DecodeError
from unit.flavours import ORIGIN, FakeService, Flavour
from unit.specification import MODULES, model, model_names, schemas

JOB = {
    "self": f"{ORIGIN}/speechtotext/v3.2/transcriptions/ba7ea6f5-3065-40b7-b49a-a90f48584683",
    "displayName": "Calls",
    "locale": "en-US",
    "status": "Succeeded",
    "createdDateTime": "2026-01-01T00:00:00Z",
}

ODD = [
    ({"customProperties": {"retryCount": 0}}, "custom_properties"),
    ({"status": 5}, "status"),
    ({"createdDateTime": ""}, "created_date_time"),
    ({"createdDateTime": "yesterday"}, "created_date_time"),
    ({"contentUrls": "https://a.example/call.wav"}, "content_urls"),
    ({"properties": "none"}, "properties"),
    ({"displayName": None}, "display_name"),
    ({"model": [1]}, "model"),
]


@pytest.mark.parametrize(("member", "attribute"), ODD)
def test_an_odd_member_is_told_when_it_is_read(flavour: Flavour, member: dict[str, Any], attribute: str) -> None:
    answer = {**JOB, **member}
    service = FakeService(httpx.Response(200, json={"values": [JOB, answer]}), httpx.Response(200, json=answer))
    stt = flavour.client(v3_2.Client, service)

    plain, odd = list(stt.transcriptions.list())
    alone = stt.transcriptions.get(JOB["self"])

    assert plain.display_name == "Calls"
    assert odd.to_dict() == alone.to_dict() == answer
    assert odd == alone != plain
    assert "<unreadable>" in repr(odd)
    assert odd.locale == "en-US"
    with pytest.raises(UnexpectedResponse, match=rf"Transcription\.{attribute} cannot be read"):
        getattr(odd, attribute)


def test_a_job_of_an_older_version_is_read(flavour: Flavour) -> None:
    answer = {**JOB, "properties": {"wordLevelTimestampsEnabled": False, "languageIdentification": {}}, "model": {}}
    stt = flavour.client(v2025_10_15.Client, FakeService(httpx.Response(200, json=answer)))

    job = stt.transcriptions.wait(stt.transcriptions.get(JOB["self"]))

    assert job.properties.word_level_timestamps_enabled is False
    assert job.to_dict() == answer
    with pytest.raises(UnexpectedResponse, match=r"time_to_live_hours cannot be read from the response: it is missing"):
        _ = job.properties.time_to_live_hours


@pytest.mark.parametrize(("member", "attribute"), ODD)
def test_a_strict_client_refuses_the_answer_at_once(flavour: Flavour, member: dict[str, Any], attribute: str) -> None:
    stt = flavour.client(v3_2.Client, FakeService(httpx.Response(200, json={**JOB, **member})), strict=True)

    with pytest.raises(UnexpectedResponse):
        stt.transcriptions.get(JOB["self"])


def test_an_odd_entity_is_copied_and_pickled_like_any_other() -> None:
    odd = v3_2.models.Transcription.from_dict({**JOB, "customProperties": 5}, strict=False)

    for again in (copy.copy(odd), copy.deepcopy(odd), pickle.loads(pickle.dumps(odd))):
        assert again == odd
        assert again.to_dict() == odd.to_dict()


def test_an_attribute_that_no_model_has_is_an_attribute_error() -> None:
    job = v3_2.models.Transcription.from_dict(JOB)

    with pytest.raises(AttributeError, match="has no attribute 'colour'"):
        job.colour  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(job, "colour")


def oddities(version: str) -> Iterator[tuple[str, str, Any]]:
    """Models, members of them, and values that do not fit, for every property of every model of a version."""
    for name in model_names(version):
        for key, schema in schemas(version)[name]["properties"].items():
            kind = schema.get("type")
            yield name, key, None
            yield name, key, 5 if kind not in ("integer", "number") else "five"
            yield name, key, ["odd"] if kind != "array" else {"odd": True}


@pytest.mark.parametrize("version", MODULES)
def test_each_property_of_each_model_can_be_odd(version: str) -> None:
    count = 0
    for name, key, value in oddities(version):
        odd = {key: value}
        read = model(version, name).from_dict(odd, strict=False)
        assert read.to_dict() == odd, (name, key, value)
        assert repr(read)
        try:
            model(version, name).from_dict(odd)
        except DecodeError:
            count += 1
    assert count > 500
