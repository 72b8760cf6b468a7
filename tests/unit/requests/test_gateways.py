"""Listings behind a gateway: page links are followed on the client's own endpoint, whatever host they name."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from speechtotext import v3_1, v3_2, v2025_10_15
from unit.flavours import ORIGIN, FakeService, Flavour

GATEWAY = "https://contoso.azure-api.net/speech"
QUERY = "skip=100&top=100"
PATH = "/speechtotext/v3.2/transcriptions"


def page(name: str, then: str | None = None) -> httpx.Response:
    job = {"self": f"{ORIGIN}{PATH}/{uuid4()}", "displayName": name, "locale": "en-US", "status": "Succeeded"}
    body: dict[str, Any] = {"values": [{**job, "properties": {"timeToLiveHours": 48}}]}
    return httpx.Response(200, json=body if then is None else {**body, "@nextLink": then})


LINKS = [
    f"https://westeurope.api.cognitive.microsoft.com{PATH}?{QUERY}",
    f"http://10.0.0.4:8080{PATH}?{QUERY}",
    f"//behind.example.com{PATH}?{QUERY}",
    f"https://someone@behind.example.com{PATH}?{QUERY}#end",
    f"{PATH}?{QUERY}",
    f"?{QUERY}",
    f"transcriptions?{QUERY}",
    f"  {PATH}?{QUERY}\n",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("endpoint", [ORIGIN, GATEWAY, "https://gateway.example.com:8443/a/b"])
def test_the_next_page_is_asked_from_the_own_endpoint(flavour: Flavour, endpoint: str, link: str) -> None:
    service = FakeService(page("a", link), page("b"))
    jobs = flavour.client(v3_2.Client, service, endpoint=endpoint).transcriptions.list()
    assert [job.display_name for job in jobs] == ["a", "b"]
    assert [str(request.url) for request in service.requests] == [
        f"{endpoint}{PATH}",
        f"{endpoint}{PATH}?{QUERY}",
    ]


@pytest.mark.parametrize("link", [f"{GATEWAY}{PATH}?{QUERY}", f"https://behind.example.com/internal{PATH}?{QUERY}"])
def test_a_base_path_is_neither_doubled_nor_mixed_with_that_of_another_host(flavour: Flavour, link: str) -> None:
    service = FakeService(page("a", link), page("b"))
    flavour.client(v3_2.Client, service, endpoint=GATEWAY).transcriptions.list().all()
    assert str(service.requests[1].url) == f"{GATEWAY}{PATH}?{QUERY}"


@pytest.mark.parametrize("link", ["", "  "])
def test_an_empty_link_is_the_end(flavour: Flavour, link: str) -> None:
    service = FakeService(page("a", link))
    assert len(flavour.client(v3_2.Client, service).transcriptions.list().all()) == 1


@pytest.mark.parametrize("link", LINKS[:2])
def test_the_link_that_a_page_hands_out_leads_to_the_own_endpoint(flavour: Flavour, link: str) -> None:
    jobs = flavour.client(v3_2.Client, FakeService(page("a", link), page("b")), endpoint=GATEWAY).transcriptions.list()
    first = jobs.page()
    assert first.next_link == f"{GATEWAY}{PATH}?{QUERY}"
    assert jobs.page(first.next_link).items[0].display_name == "b"


def test_a_link_that_was_kept_from_elsewhere_is_followed_on_the_own_endpoint(flavour: Flavour) -> None:
    service = FakeService(page("b"))
    flavour.client(v3_2.Client, service, endpoint=GATEWAY).transcriptions.list().page(f"{ORIGIN}{PATH}?{QUERY}")
    assert str(service.request.url) == f"{GATEWAY}{PATH}?{QUERY}"


@pytest.mark.parametrize("endpoint", [ORIGIN, GATEWAY])
@pytest.mark.parametrize("host", ["", "https://behind.example.com", ORIGIN])
def test_a_program_of_an_older_version_goes_through_the_pages_too(flavour: Flavour, endpoint: str, host: str) -> None:
    link = f"{host}/speechtotext/transcriptions?{QUERY}&api-version=2025-10-15"
    service = FakeService(page("a", link), page("b"))
    client = flavour.client(v3_1.Client, service, endpoint=endpoint, api_version="2025-10-15")
    assert len(client.transcriptions.list().all()) == 2
    assert str(service.requests[1].url) == f"{endpoint}/speechtotext/transcriptions?{QUERY}&api-version=2025-10-15"


def test_every_operation_goes_under_the_base_path(flavour: Flavour) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return page("a") if request.method == "GET" else httpx.Response(204)

    asked: list[str] = []
    client = flavour.client(v2025_10_15.Client, handler, endpoint=GATEWAY)
    client.transcriptions.delete(f"{GATEWAY}/speechtotext/transcriptions/x?api-version=2025-10-15")
    client.models.list_base_models().page()
    assert asked == [
        f"{GATEWAY}/speechtotext/transcriptions/x?api-version=2025-10-15",
        f"{GATEWAY}/speechtotext/models/base?api-version=2025-10-15",
    ]


def test_wait_all_goes_through_the_pages(flavour: Flavour) -> None:
    ids = [f"00000000-0000-0000-0000-{number:012}" for number in range(3)]
    jobs = [{"self": f"{ORIGIN}{PATH}/{id}", "displayName": id, "locale": "en-US", "status": "Succeeded"} for id in ids]
    pages = [
        httpx.Response(200, json={"values": [jobs[0]], "@nextLink": f"{ORIGIN}{PATH}?{QUERY}"}),
        httpx.Response(200, json={"values": jobs[1:]}),
    ]
    client = flavour.client(v3_2.Client, FakeService(*pages), endpoint=GATEWAY)
    assert len(list(client.transcriptions.wait_all(ids, timeout=5))) == 3
