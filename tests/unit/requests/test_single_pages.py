"""Single pages: what they hold, how they are gone on from, and iterations that begin again."""

from __future__ import annotations

import asyncio
import copy
import pickle
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import pytest

from speechtotext import AsyncPages, Page, Pages, UnexpectedResponse, v3_2, v2025_10_15
from unit.flavours import KEY, ORIGIN, FakeService, Flavour, query_of

NEXT = f"{ORIGIN}/speechtotext/v3.2/transcriptions?skip=2&top=2"
LAST = f"{ORIGIN}/speechtotext/v3.2/transcriptions?skip=4&top=2"


def page(*names: str, then: str | None = None) -> httpx.Response:
    """A page that lists jobs of these names and links to the next page."""
    body: dict[str, Any] = {"values": [{"displayName": name, "locale": "en-US"} for name in names]}
    return httpx.Response(200, json={**body, "@nextLink": then} if then else body)


def names(jobs: Sequence[v3_2.models.Transcription]) -> list[str]:
    return [job.display_name for job in jobs]


def listing(flavour: Flavour, service: FakeService, **arguments: Any) -> Pages[v3_2.models.Transcription]:
    return flavour.client(v3_2.Client, service).transcriptions.list(**arguments)


def test_a_page_is_a_sequence_of_its_items() -> None:
    letters = Page(["a", "b", "c"], None)
    assert isinstance(letters, Sequence)
    assert list(letters) == letters.items == ["a", "b", "c"]
    assert (len(letters), letters[0], letters[-1], letters[1:]) == (3, "a", "c", ["b", "c"])
    assert list(reversed(letters)) == ["c", "b", "a"]
    assert "b" in letters
    assert letters.index("c") == 2
    assert letters.count("a") == 1


def test_an_empty_page_counts_as_nothing() -> None:
    assert not Page([], NEXT)
    with pytest.raises(IndexError):
        Page([], None)[0]


def test_pages_are_compared_by_what_they_hold() -> None:
    assert Page(["a"], NEXT) == Page(["a"], NEXT)
    assert Page(["a"], NEXT) != Page(["a"], None)
    assert Page(["a"], NEXT) != Page(["b"], NEXT)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda page: pickle.loads(pickle.dumps(page))])
def test_a_page_can_be_copied_and_kept(again: Callable[[Page[str]], Page[str]]) -> None:
    kept = again(Page(["a"], NEXT))
    assert (kept.items, kept.next_link) == (["a"], NEXT)


def test_a_page_that_was_fetched_can_be_kept(flavour: Flavour) -> None:
    fetched = listing(flavour, FakeService(page("a", then=NEXT))).page()
    kept = pickle.loads(pickle.dumps(fetched))
    assert (kept.items, kept.next_link) == (fetched.items, NEXT)


def test_the_first_page_knows_the_next(flavour: Flavour) -> None:
    first = listing(flavour, FakeService(page("a", "b", then=NEXT))).page()
    assert isinstance(first, Page)
    assert names(first) == ["a", "b"]
    assert first.next_link == NEXT


def test_the_only_page_has_no_next(flavour: Flavour) -> None:
    assert listing(flavour, FakeService(page("a"))).page().next_link is None


def test_one_page_is_one_request(flavour: Flavour) -> None:
    service = FakeService(page("a", then=NEXT))
    listing(flavour, service, top=1).page()
    assert query_of(service.request) == [("top", "1")]


def test_a_listing_goes_on_from_a_page(flavour: Flavour) -> None:
    service = FakeService(page("a", "b", then=NEXT), page("c", "d", then=LAST), page("e"))
    jobs = listing(flavour, service)
    found = current = jobs.page()
    everything = list(found)
    while current.next_link:
        current = jobs.page(current.next_link)
        everything += current
    assert names(everything) == ["a", "b", "c", "d", "e"]
    assert [str(request.url) for request in service.requests[1:]] == [NEXT, LAST]


def test_a_listing_goes_on_in_another_client_with_the_key_of_that(flavour: Flavour) -> None:
    link = listing(flavour, FakeService(page("a", then=NEXT))).page().next_link
    service = FakeService(page("b"))
    fresh = flavour.client(v3_2.Client, service, key="another-key")
    assert names(fresh.transcriptions.list().page(link)) == ["b"]
    assert str(service.request.url) == NEXT
    assert service.request.headers["Ocp-Apim-Subscription-Key"] == "another-key"


def test_a_link_is_followed_as_it_is_whatever_the_listing_asked_for(flavour: Flavour) -> None:
    service = FakeService(page("b"))
    listing(flavour, service, top=50, filter="status eq 'Failed'").page(NEXT)
    assert str(service.request.url) == NEXT


def test_a_link_of_a_dated_version_names_the_version_once(flavour: Flavour) -> None:
    link = f"{ORIGIN}/speechtotext/transcriptions?api-version=2025-10-15&skip=1"
    service = FakeService(httpx.Response(200, json={"values": []}))
    flavour.client(v2025_10_15.Client, service).transcriptions.list().page(link)
    assert str(service.request.url) == link


@pytest.mark.parametrize("link", ["file:///etc/passwd", "nonsense", ""])
def test_a_link_that_is_no_url_is_refused_before_anything_is_sent(flavour: Flavour, link: str) -> None:
    service = FakeService()
    with pytest.raises(ValueError, match="link") as caught:
        listing(flavour, service).page(link)
    assert KEY not in str(caught.value)
    assert service.requests == []


def test_all_items_are_a_list(flavour: Flavour) -> None:
    service = FakeService(page("a", then=NEXT), page(then=LAST), page("b"))
    everything = listing(flavour, service).all()
    assert isinstance(everything, list)
    assert names(everything) == ["a", "b"]


@pytest.mark.parametrize("limit", range(7))
def test_a_limit_goes_over_pages(flavour: Flavour, limit: int) -> None:
    service = FakeService(page("a", "b", then=NEXT), page("c", "d", then=LAST), page("e"))
    assert names(listing(flavour, service, limit=limit).all()) == list("abcde")[:limit]
    assert len(service.requests) == min((limit + 1) // 2, 3)


def test_a_limit_holds_for_a_single_page(flavour: Flavour) -> None:
    service = FakeService(page("a", "b", then=NEXT), page("c", "d"))
    jobs = listing(flavour, service, limit=1)
    assert names(jobs.page()) == ["a"]
    assert names(jobs.page(NEXT)) == ["c"]


def test_a_page_that_the_limit_cuts_off_does_not_lead_past_what_it_left_out(flavour: Flavour) -> None:
    jobs = listing(flavour, FakeService(page("a", "b", then=NEXT)), limit=1)
    assert jobs.page().next_link is None


def test_a_limit_of_nothing_is_an_empty_page(flavour: Flavour) -> None:
    service = FakeService()
    nothing = listing(flavour, service, limit=0).page()
    assert (nothing.items, nothing.next_link) == ([], None)
    assert service.requests == []


def test_pages_begin_anew_after_an_iteration_that_was_left(flavour: Flavour) -> None:
    service = FakeService(
        page("a", "b", then=NEXT), page("a", "b", then=NEXT), page("c"), page("a", "b", then=NEXT), page("c")
    )
    jobs = listing(flavour, service)
    assert next(iter(jobs)).display_name == "a"
    assert [names(each) for each in jobs.pages()] == [["a", "b"], ["c"]]
    assert names(list(jobs)) == ["a", "b", "c"]


def test_two_iterations_at_once_do_not_disturb_each_other(flavour: Flavour) -> None:
    service = FakeService(page("a", then=NEXT), page("a", then=NEXT), page("b"), page("b"))
    jobs = listing(flavour, service)
    one, other = iter(jobs), iter(jobs)
    assert [next(one).display_name, next(other).display_name] == ["a", "a"]
    assert [next(one).display_name, next(other).display_name] == ["b", "b"]


def test_the_limit_counts_for_each_iteration_by_itself(flavour: Flavour) -> None:
    jobs = listing(flavour, FakeService(page("a", "b"), page("a", "b")), limit=1)
    assert names(jobs.all()) == names(jobs.all()) == ["a"]


def test_a_single_page_that_links_to_itself_is_refused_when_it_is_gone_on_from(flavour: Flavour) -> None:
    with pytest.raises(UnexpectedResponse):
        listing(flavour, FakeService(page("a", then=NEXT))).page(NEXT)


def test_listings_are_what_their_annotations_say() -> None:
    jobs: Pages[v3_2.models.Transcription] = v3_2.Client(region="westeurope", key=KEY).transcriptions.list()
    later: AsyncPages[v3_2.models.Transcription] = v3_2.AsyncClient(region="westeurope", key=KEY).transcriptions.list()
    assert not hasattr(jobs, "__aiter__")
    assert not hasattr(later, "__iter__")


def test_an_async_listing_is_read_as_python_reads_one() -> None:
    service = FakeService(page("a", "b", then=NEXT), page("a", "b", then=NEXT), page("c"), page("a", then=NEXT))

    async def use() -> None:
        http = httpx.AsyncClient(transport=httpx.MockTransport(service))
        async with v3_2.AsyncClient(region="westeurope", key=KEY, http_client=http) as stt:
            jobs = stt.transcriptions.list()
            async for job in jobs:
                assert job.display_name == "a"
                break
            assert [names(each) async for each in jobs.pages()] == [["a", "b"], ["c"]]
            assert (await jobs.page()).next_link == NEXT

    asyncio.run(use())
    assert len(service.requests) == 4


def test_items_can_be_deleted_while_their_listing_is_read_when_all_are_asked_for_first(flavour: Flavour) -> None:
    there = list("abcde")

    def handler(request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE":
            there.remove(request.url.path.rpartition("/")[2])
            return httpx.Response(204)
        skip = int(request.url.params.get("skip", 0))
        own = f"{ORIGIN}/speechtotext/v3.2/transcriptions"
        values = [{"self": f"{own}/{name}", "displayName": name, "locale": "x"} for name in there[skip : skip + 2]]
        more = {"@nextLink": f"{own}?skip={skip + 2}"} if skip + 2 < len(there) else {}
        return httpx.Response(200, json={"values": values, **more})

    stt = flavour.client(v3_2.Client, handler)
    for job in stt.transcriptions.list().all():
        stt.transcriptions.delete(job)
    assert there == []
