"""Models: values as the service sent them, in Python's types, and back again without loss."""

from __future__ import annotations

import copy
import html
import io
import json
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.console import Console

from speechtotext import UNSET, v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15
from speechtotext.v3_2 import models
from speechtotext_api.wire import DecodeError

JOB = {"displayName": "Calls", "locale": "en-US"}
MANIFESTS = (
    v3_0.models.ModelManifest,
    v3_1.models.ModelManifest,
    v3_2.models.ModelManifest,
    v2024_11_15.models.ModelManifest,
    v2025_10_15.models.ModelManifest,
)
SAS = "https://store.example.com/a.wav?sv=2022&sig=c2VjcmV0%2Bx%3D&se=2026"


def job(**members: Any) -> models.Transcription:
    """A transcription as the service sends it, with further members of JSON."""
    return models.Transcription.from_dict({**JOB, **members})


# Enums


def test_a_known_value_is_the_member_itself() -> None:
    assert job(status="Succeeded").status is models.Status.SUCCEEDED


def test_a_member_compares_and_prints_as_its_text() -> None:
    known: models.Status | str = models.Status("Succeeded")
    assert known == "Succeeded"
    assert f"{known}" == str(known) == "Succeeded"


def test_a_value_that_is_not_known_is_kept_as_a_value_of_the_enum() -> None:
    status = job(status="Paused").status
    assert isinstance(status, models.Status)
    assert status == "Paused"
    assert f"{status}" == str(status) == status.value == "Paused"


def test_a_value_that_is_not_known_hashes_like_its_text() -> None:
    counts: dict[str, int] = {models.Status("Paused"): 1}
    assert counts["Paused"] == 1
    assert {models.Status("Paused"), models.Status("Paused")} == {"Paused"}


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
@pytest.mark.parametrize("text", ["Paused", "Succeeded"])
def test_a_value_survives_copying_and_pickling(again: Any, text: str) -> None:
    value = again(models.Status(text))
    assert type(value) is models.Status
    assert value == text


def test_a_value_that_is_not_known_does_not_become_known() -> None:
    models.Status("Paused")
    assert [status.value for status in models.Status] == ["NotStarted", "Running", "Succeeded", "Failed"]


def test_a_value_that_is_not_known_is_sent_as_it_came() -> None:
    assert json.loads(json.dumps(job(status="Paused").to_dict()))["status"] == "Paused"


# Properties that are unknown, null, left out, or named like something of Python


def test_unknown_properties_are_kept_and_sent_back() -> None:
    data = {**JOB, "novelty": {"deep": [1, None]}, "other": False}
    assert job(**data).additional_properties == {"novelty": {"deep": [1, None]}, "other": False}
    assert job(**data).to_dict() == data


def test_nulls_are_kept_and_sent_back() -> None:
    data = {**JOB, "description": None, "links": None, "novelty": None}
    assert job(**data).description is None
    assert job(**data).to_dict() == data


def test_a_null_gives_way_to_a_value_that_is_set_later() -> None:
    changed = job(description=None)
    changed.description = "New"
    assert changed.to_dict() == {**JOB, "description": "New"}


def test_what_is_none_is_not_sent() -> None:
    assert models.Transcription(display_name="Calls", locale="en-US").to_dict() == JOB


def test_an_update_leaves_out_what_was_not_said() -> None:
    assert models.TranscriptionUpdate().to_dict() == {}
    assert models.TranscriptionUpdate(display_name="New").to_dict() == {"displayName": "New"}


def test_an_update_sends_none_as_null() -> None:
    update = models.TranscriptionUpdate(description=None, custom_properties=None, project=None)
    assert update.to_dict() == {"description": None, "customProperties": None, "project": None}


def test_an_update_tells_null_from_left_out_when_it_is_read() -> None:
    update = models.TranscriptionUpdate.from_dict({"description": None})
    assert update.description is None
    assert update.display_name is UNSET


def test_unset_is_false_and_one_and_the_same() -> None:
    assert not UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET
    assert repr(UNSET) == "UNSET"


def test_a_property_called_self_is_self_() -> None:
    reference = models.EntityReference(self_="https://example.com/1")
    assert reference.to_dict() == {"self": "https://example.com/1"}
    assert job(self="https://example.com/2").self_ == "https://example.com/2"


@pytest.mark.parametrize("manifest", MANIFESTS, ids=["v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15"])
def test_a_free_form_map_is_a_dict(manifest: Any) -> None:
    properties = {"one": {"self": 1, "none": None}, "two": {"three": [{}]}}
    data = {"model": {"self": "https://example.com/1"}, "modelFiles": [], "properties": properties}
    assert manifest.from_dict(data).properties == properties
    assert manifest.from_dict(data).to_dict() == data


def test_a_map_of_text_is_a_dict() -> None:
    assert job(customProperties={"self": "a", "b": "c"}).custom_properties == {"self": "a", "b": "c"}


def test_what_a_model_was_read_from_is_not_changed_through_it() -> None:
    data = {**JOB, "customProperties": {"a": "b"}, "contentUrls": ["https://example.com"]}
    read = job(**data)
    assert read.custom_properties is not None
    assert read.content_urls is not None
    read.custom_properties["c"] = "d"
    read.content_urls.append("e")
    read.to_dict()["customProperties"]["f"] = "g"
    assert data == {**JOB, "customProperties": {"a": "b"}, "contentUrls": ["https://example.com"]}
    assert "f" not in read.custom_properties


# Dates


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-15T10:30:00Z",
        "2024-01-15T10:30:00.1234567Z",
        "2024-01-15T10:30:00.000Z",
        "2024-01-15T10:30:00.5+02:00",
        "2024-01-15T10:30:00+00:00",
        "2024-01-15T10:30:00",
        "2024-01-15 10:30:00Z",
    ],
)
def test_a_date_is_a_datetime_and_keeps_the_text_it_came_with(text: str) -> None:
    read = job(createdDateTime=text)
    assert isinstance(read.created_date_time, datetime)
    assert read.created_date_time.replace(tzinfo=None, microsecond=0) == datetime(2024, 1, 15, 10, 30)
    assert read.to_dict()["createdDateTime"] == text


def test_a_date_in_utc_is_aware() -> None:
    time = job(createdDateTime="2024-01-15T10:30:00.1234567Z").created_date_time
    assert time == datetime(2024, 1, 15, 10, 30, 0, 123456, tzinfo=UTC)


def test_a_date_that_is_computed_from_another_has_its_own_text() -> None:
    read = job(createdDateTime="2024-01-15T10:30:00.1234567Z")
    assert read.created_date_time is not None
    read.created_date_time += timedelta(days=1)
    assert read.to_dict()["createdDateTime"] == "2024-01-16T10:30:00.123456Z"


@pytest.mark.parametrize("again", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_copied_or_pickled_model_is_the_same_json(again: Any) -> None:
    read = job(createdDateTime="2024-01-15T10:30:00.1234567Z", status="Paused", novelty=None)
    assert again(read).to_dict() == read.to_dict()


# What is not as described


@pytest.mark.parametrize(
    ("members", "place"),
    [
        ({"displayName": None}, "Transcription.displayName"),
        ({"displayName": 5}, "Transcription.displayName"),
        ({"locale": ["confidential"]}, "Transcription.locale"),
        ({"contentUrls": "confidential"}, "Transcription.contentUrls"),
        ({"contentUrls": [5]}, "Transcription.contentUrls"),
        ({"customProperties": ["confidential"]}, "Transcription.customProperties"),
        ({"customProperties": {"a": 5}}, "Transcription.customProperties"),
        ({"createdDateTime": "confidential"}, "Transcription.createdDateTime"),
        ({"createdDateTime": 5}, "Transcription.createdDateTime"),
        ({"status": False}, "Transcription.status"),
        ({"properties": {"wordLevelTimestampsEnabled": "confidential"}}, "wordLevelTimestampsEnabled"),
        ({"properties": {"channels": [0.5]}}, "TranscriptionProperties.channels"),
        ({"properties": "confidential"}, "Transcription.properties"),
        ({"model": "confidential"}, "Transcription.model"),
    ],
)
def test_a_wrong_type_is_refused_with_model_and_property_but_no_value(members: dict[str, Any], place: str) -> None:
    with pytest.raises(DecodeError) as caught:
        job(**members)
    assert place in str(caught.value)
    assert "confidential" not in str(caught.value)


@pytest.mark.parametrize("name", ["displayName", "locale"])
def test_a_missing_required_property_is_named(name: str) -> None:
    with pytest.raises(DecodeError, match=f"Transcription.{name} is missing"):
        models.Transcription.from_dict({key: value for key, value in JOB.items() if key != name})


def test_a_missing_required_object_is_named() -> None:
    with pytest.raises(DecodeError, match=r"Transcription\.properties is missing"):
        v2025_10_15.models.Transcription.from_dict(JOB)


@pytest.mark.parametrize("data", [None, [], "text", 5, True])
def test_what_is_no_object_is_no_model(data: Any) -> None:
    with pytest.raises(DecodeError, match="Transcription"):
        models.Transcription.from_dict(data)


def test_a_null_in_a_map_is_told_as_one() -> None:
    with pytest.raises(DecodeError, match=r"Transcription\.customProperties .*null"):
        job(customProperties={"a": None})


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert models.EditsSummary.from_dict({"numberOfEdits": 7.0}).number_of_edits == 7


# What is shown


@pytest.mark.parametrize(
    "shown",
    [
        models.FileLinks(content_url=SAS),
        models.Transcription(display_name="Calls", locale="en-US", content_urls=[SAS]),
        models.EntityReference(self_=SAS),
        models.TranscriptionUpdate(custom_properties={"source": SAS}),
        models.FileLinks.from_dict({"novelty": SAS}),
        models.File(links=models.FileLinks(content_url=SAS)),
    ],
    ids=lambda shown: type(shown).__name__,
)
def test_a_shown_model_hides_the_signature_of_a_url_and_nothing_else(shown: Any) -> None:
    assert "c2VjcmV0" not in repr(shown) + drawn(shown)
    assert "sig=***&se=2026" in html.unescape(shown._repr_html_())
    assert "sig=***&se=2026" in drawn(shown)


@pytest.mark.parametrize(
    "shown",
    [
        models.WebHookProperties(secret="hunter2"),
        models.WebHookPropertiesUpdate(secret="hunter2"),
        models.WebHookUpdate(properties=models.WebHookPropertiesUpdate(secret="hunter2")),
        v3_1.models.ModelCopy(target_subscription_key="hunter2"),
    ],
    ids=lambda shown: type(shown).__name__,
)
def test_a_shown_model_hides_secrets(shown: Any) -> None:
    assert "hunter2" not in repr(shown) + drawn(shown) + shown._repr_html_()
    assert "='***'" in repr(shown)
    assert "='***'" in drawn(shown)


def drawn(shown: object) -> str:
    """What rich prints on a wide terminal."""
    console = Console(width=1000, file=io.StringIO())
    console.print(shown)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_shown_update_tells_that_the_secret_is_left_as_it_is() -> None:
    assert repr(models.WebHookPropertiesUpdate()) == "WebHookPropertiesUpdate()"
    assert repr(models.WebHookPropertiesUpdate(secret=None)) == "WebHookPropertiesUpdate(secret=None)"


# Equality


def test_models_are_equal_by_value() -> None:
    assert job(status="Failed", novelty=1) == job(status="Failed", novelty=1)
    assert job(status="Failed") != job(status="Running")
    assert job(novelty=1) != job(novelty=2)


def test_models_of_two_versions_are_not_equal() -> None:
    data = {"self": "https://example.com/1"}
    one: object = v3_1.models.EntityReference.from_dict(data)
    assert one != v3_2.models.EntityReference.from_dict(data)


def test_a_model_takes_no_attribute_that_it_does_not_have() -> None:
    changed: Any = job()
    with pytest.raises(AttributeError):
        changed.dispaly_name = "Calls"
