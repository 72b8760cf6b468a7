"""Listings: one iteration over all pages, each fetched when it is needed and only from the service itself."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from speechtotext import NotFound, UnexpectedResponse, v3_0, v3_2, v2025_10_15
from unit.flavours import ORIGIN, FakeService, Flavour, query_of

NEXT = f"{ORIGIN}/speechtotext/v3.2/transcriptions?skip=2&top=2"


def page(*names: str, then: str | None = None) -> httpx.Response:
    """A page that lists jobs of these names and links to the next page."""
    body: dict[str, Any] = {"values": [{"displayName": name, "locale": "en-US"} for name in names]}
    return httpx.Response(200, json={**body, "@nextLink": then} if then else body)


def names(flavour: Flavour, service: FakeService, **arguments: Any) -> list[str]:
    """The names of all transcriptions that a client lists."""
    listing = flavour.client(v3_2.Client, service).transcriptions.list(**arguments)
    return [job.display_name for job in listing]


def test_a_listing_goes_on_through_all_pages(flavour: Flavour) -> None:
    service = FakeService(page("a", "b", then=NEXT), page("c"))
    assert names(flavour, service) == ["a", "b", "c"]
    assert str(service.requests[1].url) == NEXT


def test_the_key_goes_with_every_page(flavour: Flavour) -> None:
    service = FakeService(page("a", then=NEXT), page("b"))
    names(flavour, service)
    first, second = (request.headers["Ocp-Apim-Subscription-Key"] for request in service.requests)
    assert first == second


def test_nothing_is_asked_before_the_iteration_begins(flavour: Flavour) -> None:
    service = FakeService()
    flavour.client(v3_2.Client, service).transcriptions.list()
    assert service.requests == []


def test_the_next_page_is_asked_when_it_is_needed(flavour: Flavour) -> None:
    service = FakeService(page("a", "b", then=NEXT), page("c"))
    items = iter(flavour.client(v3_2.Client, service).transcriptions.list())
    next(items)
    next(items)
    assert len(service.requests) == 1
    next(items)
    assert len(service.requests) == 2


def test_a_listing_can_be_read_again_from_the_start(flavour: Flavour) -> None:
    service = FakeService(page("a"), page("b"))
    listing = flavour.client(v3_2.Client, service).transcriptions.list()
    assert [job.display_name for job in listing] == ["a"]
    assert [job.display_name for job in listing] == ["b"]


def test_pages_come_one_by_one(flavour: Flavour) -> None:
    service = FakeService(page("a", "b", then=NEXT), page("c"))
    listing = flavour.client(v3_2.Client, service).transcriptions.list()
    assert [[job.display_name for job in jobs] for jobs in listing.pages()] == [["a", "b"], ["c"]]


@pytest.mark.parametrize(("limit", "given"), [(1, ["a"]), (2, ["a", "b"]), (3, ["a", "b", "c"]), (9, ["a", "b", "c"])])
def test_a_limit_ends_the_listing(flavour: Flavour, limit: int, given: list[str]) -> None:
    assert names(flavour, FakeService(page("a", "b", then=NEXT), page("c")), limit=limit) == given


def test_no_page_is_asked_beyond_the_limit(flavour: Flavour) -> None:
    service = FakeService(page("a", "b", then=NEXT))
    assert names(flavour, service, limit=2) == ["a", "b"]
    assert len(service.requests) == 1


def test_a_limit_of_nothing_asks_nothing(flavour: Flavour) -> None:
    service = FakeService()
    assert names(flavour, service, limit=0) == []
    assert service.requests == []


def test_a_limit_holds_for_pages_too(flavour: Flavour) -> None:
    service = FakeService(page("a", "b", then=NEXT), page("c", "d"))
    listing = flavour.client(v3_2.Client, service).transcriptions.list(limit=3)
    assert [[job.display_name for job in jobs] for jobs in listing.pages()] == [["a", "b"], ["c"]]


def test_a_limit_below_zero_is_refused(flavour: Flavour) -> None:
    with pytest.raises(ValueError, match="limit is -1"):
        flavour.client(v3_2.Client, FakeService()).transcriptions.list(limit=-1)


def test_the_limit_is_not_sent(flavour: Flavour) -> None:
    service = FakeService(page())
    names(flavour, service, limit=5, top=2, skip=1)
    assert query_of(service.request) == [("skip", "1"), ("top", "2")]


def test_an_empty_page_in_the_middle_is_passed_over(flavour: Flavour) -> None:
    other = f"{NEXT}&page=3"
    service = FakeService(page("a", then=NEXT), page(then=other), page("b"))
    assert names(flavour, service) == ["a", "b"]


@pytest.mark.parametrize("body", [{}, {"values": None}, {"values": []}, {"values": [], "@nextLink": None}])
def test_a_page_without_anything_is_an_empty_listing(flavour: Flavour, body: dict[str, Any]) -> None:
    assert names(flavour, FakeService(httpx.Response(200, json=body))) == []


@pytest.mark.parametrize("link", ["file:///etc/passwd", "ftp://elsewhere.example.com/", "mailto:x"])
def test_a_link_that_is_none_of_http_is_refused_after_the_items_of_its_page(flavour: Flavour, link: str) -> None:
    service = FakeService(page("a", then=link))
    jobs = iter(flavour.client(v3_2.Client, service).transcriptions.list())
    assert next(jobs).display_name == "a"
    with pytest.raises(UnexpectedResponse, match="next page") as caught:
        next(jobs)
    assert caught.value.response.status_code == 200
    assert len(service.requests) == 1


@pytest.mark.parametrize("link", [NEXT.replace("westeurope.", "WESTEUROPE."), NEXT.replace(".com/", ".com:443/")])
def test_the_same_host_written_otherwise_is_followed(flavour: Flavour, link: str) -> None:
    assert names(flavour, FakeService(page("a", then=link), page("b"))) == ["a", "b"]


def test_pages_that_link_in_a_circle_are_refused(flavour: Flavour) -> None:
    other = f"{NEXT}&page=3"
    service = FakeService(page("a", then=NEXT), page("b", then=other), page("c", then=NEXT))
    with pytest.raises(UnexpectedResponse, match="leads back to an earlier one"):
        names(flavour, service)
    assert len(service.requests) == 3


def test_a_page_that_links_to_itself_gives_no_item_twice(flavour: Flavour) -> None:
    first = f"{ORIGIN}/speechtotext/v3.2/transcriptions"
    service = FakeService(page("a", then=first), page("a", then=first))
    seen = []
    with pytest.raises(UnexpectedResponse, match="leads back to an earlier one"):
        for job in flavour.client(v3_2.Client, service).transcriptions.list():
            seen.append(job.display_name)  # noqa: PERF401
    assert seen == ["a"]


def test_an_error_on_a_later_page_comes_after_the_items_before_it(flavour: Flavour) -> None:
    service = FakeService(page("a", then=NEXT), httpx.Response(404))
    jobs = iter(flavour.client(v3_2.Client, service).transcriptions.list())
    assert next(jobs).display_name == "a"
    with pytest.raises(NotFound):
        next(jobs)


def test_logs_of_an_endpoint_page_by_their_token(flavour: Flavour) -> None:
    link = f"{ORIGIN}/speechtotext/v3.0/endpoints/x/files/logs?skipToken=2!abc%3D"
    first = {"values": [{"name": "a"}], "@nextLink": link}
    service = FakeService(httpx.Response(200, json=first), httpx.Response(200, json={"values": [{"name": "b"}]}))
    logs = flavour.client(v3_0.Client, service).endpoints.list_logs("x", top=1)
    assert [log.name for log in logs] == ["a", "b"]
    assert str(service.requests[1].url) == link


def test_a_next_link_of_a_dated_version_is_followed_as_it_came(flavour: Flavour) -> None:
    link = f"{ORIGIN}/speechtotext/transcriptions?api-version=2025-10-15&skip=1&top=1"
    properties = {"timeToLiveHours": 48}
    job = {"displayName": "a", "locale": "en-US", "properties": properties}
    first = {"values": [job], "@nextLink": link}
    service = FakeService(httpx.Response(200, json=first), httpx.Response(200, json={"values": []}))
    list(flavour.client(v2025_10_15.Client, service).transcriptions.list(top=1))
    assert str(service.requests[1].url) == link
