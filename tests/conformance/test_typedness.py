"""That the walk over results would notice what it is there for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from speechtotext.v3_2 import models
from typedness import untyped, written


def transcription(**members: Any) -> models.Transcription:
    return models.Transcription.from_dict({"displayName": "Calls", "locale": "en-US", **members})


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({}, []),
        ({"status": "Running", "model": {"self": "https://example.com"}}, []),
        ({"createdDateTime": "2024-01-01T11:00:00Z", "contentUrls": ["https://example.com"]}, []),
        ({"sparkle": 1}, ["Transcription has no sparkle"]),
        ({"description": None}, ["Transcription has no description"]),
        ({"model": {"self": "https://example.com", "sparkle": 1}}, ["EntityReference has no sparkle"]),
        ({"status": "Paused"}, ["Transcription.status is no known value of Status"]),
    ],
)
def test_what_the_description_does_not_know_is_noticed(members: dict[str, Any], found: list[str]) -> None:
    assert list(untyped(transcription(**members), models.Transcription)) == found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("created_date_time", "2024-01-01T11:00:00Z"),
        ("description", datetime(2024, 1, 1, tzinfo=UTC)),
        ("status", "Running"),
        ("model", {"self": "https://example.com"}),
        ("content_urls", "https://example.com"),
        ("content_urls", [1]),
        ("custom_properties", {"a": 1}),
    ],
)
def test_a_value_of_another_type_than_annotated_is_noticed(name: str, value: object) -> None:
    entity = transcription()
    setattr(entity, name, value)
    assert len(list(untyped(entity, models.Transcription))) == 1


def test_what_may_be_anything_is_noticed() -> None:
    assert list(untyped({"a": 1}, dict[str, Any], "settings")) == ["settings{} may be anything"]


def test_numbers_that_are_written_differently_differ() -> None:
    assert len({written(value) for value in (1, 1.0, True, "1")}) == 4
