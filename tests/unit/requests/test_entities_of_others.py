"""Entities and URLs of another collection, or of another resource, are refused before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from speechtotext import InvalidArgument, v3_2, v2025_10_15
from unit.flavours import ID, JOB, ORIGIN, FakeService, Flavour

ELSEWHERE = "https://eastus.api.cognitive.microsoft.com"
OTHER_ID = "11111111-2222-3333-4444-555555555555"


def url(collection: str, origin: str = ORIGIN) -> str:
    return f"{origin}/speechtotext/v3.2/{collection}/{ID}"


DATASET = v3_2.models.Dataset(kind="Language", display_name="Data", locale="en-US", self_=url("datasets"))
UPDATE = v3_2.models.TranscriptionUpdate(display_name="New")

CALLS: dict[str, Callable[[Any, Any], object]] = {
    "get": lambda jobs, given: jobs.get(given),
    "delete": lambda jobs, given: jobs.delete(given),
    "update": lambda jobs, given: jobs.update(given, UPDATE),
    "list_files": lambda jobs, given: jobs.list_files(given).all(),
    "wait": lambda jobs, given: jobs.wait(given),
    "wait_all": lambda jobs, given: list(jobs.wait_all([given])),
    "files": lambda jobs, given: jobs.files(given).all(),
    "results": lambda jobs, given: list(jobs.results(given)),
    "report": lambda jobs, given: jobs.report(given),
    "download": lambda jobs, given: jobs.download(given, "never-made"),
}
each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@each_call
@pytest.mark.parametrize("given", [DATASET, url("datasets"), url("models/base")], ids=["entity", "URL", "base model"])
def test_an_entity_of_another_collection_is_refused(
    flavour: Flavour, call: Callable[[Any, Any], object], given: Any
) -> None:
    service = FakeService()
    with pytest.raises(InvalidArgument, match=r"which is not a URL of /transcriptions/…"):
        call(flavour.client(v3_2.Client, service).transcriptions, given)
    assert service.requests == []


@each_call
@pytest.mark.parametrize(
    "origin", [ELSEWHERE, "https://evil.example", "https://westeurope.api.cognitive.microsoft.com:8443"]
)
def test_an_entity_of_another_host_is_refused(
    flavour: Flavour, call: Callable[[Any, Any], object], origin: str
) -> None:
    service = FakeService()
    with pytest.raises(InvalidArgument, match="which belongs to another resource than this client's"):
        call(flavour.client(v3_2.Client, service).transcriptions, url("transcriptions", origin))
    assert service.requests == []


def test_the_file_of_another_transcription_is_refused(flavour: Flavour) -> None:
    file = f"{ORIGIN}/speechtotext/v3.2/transcriptions/{OTHER_ID}/files/{ID}"
    with pytest.raises(InvalidArgument, match="does not belong to the id that was given"):
        flavour.client(v3_2.Client, FakeService()).transcriptions.get_file(ID, file)


@pytest.mark.parametrize(
    ("origin", "named"),
    [
        ("https://contoso.cognitiveservices.azure.com", ORIGIN),
        (ORIGIN, "https://contoso.cognitiveservices.azure.com"),
        ("https://contoso.services.ai.azure.com", ORIGIN),
        (ORIGIN, "https://WestEurope.api.cognitive.microsoft.com:443"),
        ("http://127.0.0.1:8080", "http://localhost:8080"),
    ],
)
def test_hosts_that_may_be_of_one_resource_pass(flavour: Flavour, origin: str, named: str) -> None:
    service = FakeService(httpx.Response(200, json=JOB))
    flavour.client(v3_2.Client, service, endpoint=origin).transcriptions.get(url("transcriptions", named))
    assert service.request.url.path == f"/speechtotext/v3.2/transcriptions/{ID}"


def test_a_host_that_the_service_has_named_to_this_client_passes(flavour: Flavour) -> None:
    named = url("transcriptions", "https://behind.example")
    service = FakeService(httpx.Response(200, json={"values": [{**JOB, "self": named}]}), httpx.Response(204))
    stt = flavour.client(v3_2.Client, service, endpoint="https://gateway.example")
    (job,) = stt.transcriptions.list().all()
    stt.transcriptions.delete(job)
    assert str(service.requests[1].url) == f"https://gateway.example/speechtotext/v3.2/transcriptions/{ID}"


def test_a_derived_client_knows_the_hosts_that_the_first_one_has_learnt(flavour: Flavour) -> None:
    named = url("transcriptions", "https://behind.example")
    service = FakeService(httpx.Response(200, json={**JOB, "self": named}), httpx.Response(204))
    stt = flavour.client(v3_2.Client, service, endpoint="https://gateway.example")
    job = stt.transcriptions.get(ID)
    stt.with_options(timeout=5).transcriptions.delete(job)
    assert len(service.requests) == 2


def test_the_url_of_a_file_is_no_transcription(flavour: Flavour) -> None:
    with pytest.raises(InvalidArgument, match="which is not a URL of /transcriptions/…"):
        flavour.client(v3_2.Client, FakeService()).transcriptions.get(f"{url('transcriptions')}/files/{OTHER_ID}")


def test_urls_of_another_version_of_the_api_are_of_the_same_entity(flavour: Flavour) -> None:
    service = FakeService(httpx.Response(204))
    flavour.client(v2025_10_15.Client, service).transcriptions.delete(url("transcriptions"))
    assert service.request.url.path == f"/speechtotext/transcriptions/{ID}"


@pytest.mark.parametrize("suffix", ["/files", "/files/", "/", "?api-version=2025-10-15"])
def test_urls_that_lead_on_from_an_entity_are_taken_for_it(flavour: Flavour, suffix: str) -> None:
    service = FakeService(httpx.Response(200, json={"values": []}))
    flavour.client(v3_2.Client, service).transcriptions.list_files(url("transcriptions") + suffix).all()
    assert service.request.url.path == f"/speechtotext/v3.2/transcriptions/{ID}/files"
