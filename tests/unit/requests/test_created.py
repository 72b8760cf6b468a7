"""Where a thing that was just made is, when the answer leaves it to the headers to say so."""

from __future__ import annotations

import httpx
import pytest

from speechtotext import id_of, v3_2
from unit.flavours import ID, JOB, ORIGIN, FakeService, Flavour

HERE = f"{ORIGIN}/speechtotext/v3.2/transcriptions/{ID}"
JOB_TO_MAKE = v3_2.models.Transcription(display_name="Calls", locale="en-US")


def test_the_body_says_where_it_is(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(201, json=JOB, headers={"Location": f"{HERE}-elsewhere"}))
    made = flavour.client(v3_2.Client, service).transcriptions.create(JOB_TO_MAKE)
    assert made.self_ == JOB["self"]


def test_without_that_the_location_does(flavour: Flavour) -> None:
    body = {name: value for name, value in JOB.items() if name != "self"}
    service = FakeService(httpx.Response(201, json=body, headers={"Location": HERE}))
    made = flavour.client(v3_2.Client, service).transcriptions.create(JOB_TO_MAKE)
    assert made.self_ == HERE
    assert id_of(made) == ID


def test_a_copy_of_a_model_is_followed_by_its_operation(flavour: Flavour) -> None:
    operation = f"{ORIGIN}/speechtotext/v3.2/operations/models/copy/{ID}"
    body = {"id": ID, "status": "NotStarted"}
    headers = {"Operation-Location": operation, "Retry-After": "5"}
    done = {**body, "self": operation, "status": "Succeeded"}
    service = FakeService(httpx.Response(202, json=body, headers=headers), httpx.Response(200, json=done))
    client = flavour.client(v3_2.Client, service)
    authorization = v3_2.models.ModelCopyAuthorization.from_dict(
        {
            "targetResourceRegion": "eastus",
            "targetResourceId": "target",
            "targetResourceEndpoint": "https://eastus.api.cognitive.microsoft.com",
            "sourceResourceId": "source",
            "expirationDateTime": "2026-01-01T00:00:00Z",
            "id": "authorization",
        }
    )
    copy = client.models.copy(ID, authorization)
    assert copy.self_ == operation
    assert client.operations.wait(copy).status == "Succeeded"


def test_what_the_service_answers_is_not_filled_in_from_a_header_of_a_get(flavour: Flavour) -> None:
    body = {name: value for name, value in JOB.items() if name != "self"}
    service = FakeService(httpx.Response(200, json=body, headers={"Location": HERE}))
    with pytest.raises(ValueError, match="no id in this Transcription"):
        id_of(flavour.client(v3_2.Client, service).transcriptions.get(ID))
