"""A further version: the emulator serves it from its document alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from speechtotext.emulator import Emulator
from speechtotext.emulator._contract import documents
from upstream.sources import ROOT

_FURTHER = "2026-05-15-preview"


@pytest.fixture
def emulator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """Knows the committed versions, and a later preview with an operation of its own."""
    for file in (ROOT / "spec").glob("*/openapi.json"):
        (tmp_path / file.parent.name).symlink_to(file.parent)
    document = json.loads((ROOT / "spec" / "2025-10-15" / "openapi.json").read_text())
    operation = document["paths"]["/transcriptions/locales"]["get"]
    document["paths"]["/transcriptions/moods"] = {"get": {**operation, "operationId": "Transcriptions_ListMoods"}}
    (tmp_path / _FURTHER).mkdir()
    (tmp_path / _FURTHER / "openapi.json").write_text(json.dumps(document))
    monkeypatch.setattr(documents, "_PACKAGED", tmp_path)
    documents.documents.cache_clear()
    with Emulator(port=None) as emulator:
        yield emulator
    documents.documents.cache_clear()


def test_a_preview_stands_before_its_version_and_after_older_ones() -> None:
    names = ["2026-05-15", "v3.2-preview.10", "2026-05-15-preview", "v3.2", "v3.10", "2024-11-15", "v3.2-preview.2"]

    assert sorted(names, key=documents._release_order) == [
        "v3.2-preview.2",
        "v3.2-preview.10",
        "v3.2",
        "v3.10",
        "2024-11-15",
        "2026-05-15-preview",
        "2026-05-15",
    ]


def test_a_version_is_served_from_its_document(emulator: Emulator) -> None:
    with emulator.http_client() as http:
        query = f"{emulator.endpoint}/speechtotext/projects?api-version={_FURTHER}"
        headers = {"Ocp-Apim-Subscription-Key": emulator.key}
        made = http.post(query, json={"displayName": "Calls", "locale": "en-US"}, headers=headers)
        listed = http.get(query, headers=headers)

    assert made.status_code == 201
    assert made.json()["self"].endswith(f"?api-version={_FURTHER}")
    assert [project["displayName"] for project in listed.json()["values"]] == ["Calls"]


def test_an_operation_that_it_does_not_implement_is_named(emulator: Emulator) -> None:
    with emulator.http_client() as http:
        answer = http.get(
            f"{emulator.endpoint}/speechtotext/transcriptions/moods?api-version={_FURTHER}",
            headers={"Ocp-Apim-Subscription-Key": emulator.key},
        )

    assert answer.status_code == 501
    assert answer.json()["error"]["message"] == (
        f"The emulator does not implement Transcriptions_ListMoods of {_FURTHER}."
    )
