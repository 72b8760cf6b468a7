"""An update that deletes something says so in the media type that has a word for it."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from speechtotext import v3_0, v3_2, v2025_10_15
from unit.flavours import ID, JOB, FakeService, Flavour

MERGE_PATCH = "application/merge-patch+json"


@pytest.mark.parametrize("module", [v3_0, v3_2, v2025_10_15])
@pytest.mark.parametrize(
    ("members", "media_type"),
    [
        ({"display_name": "New"}, "application/json"),
        ({"description": None}, MERGE_PATCH),
        ({"display_name": "New", "description": None}, MERGE_PATCH),
    ],
)
def test_null_goes_out_as_a_merge_patch(
    flavour: Flavour, module: Any, members: dict[str, Any], media_type: str
) -> None:
    answer = {**JOB, "properties": {"timeToLiveHours": 48}}
    service = FakeService(httpx.Response(200, json=answer))
    body = module.models.TranscriptionUpdate(**members)
    flavour.client(module.Client, service).transcriptions.update(ID, body)
    assert service.request.headers["Content-Type"] == media_type
    assert json.loads(service.request.read()) == body.to_dict()
