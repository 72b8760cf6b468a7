"""Listings: pages, links to the next, and filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulator.api import Api, Json
from example_counts import example_count
from speechtotext.emulator import Emulator

START: Final = datetime(2026, 1, 1, tzinfo=UTC)
STATUSES: Final = ("NotStarted", "Running", "Succeeded", "Failed")
NAMES: Final = ("Calls", "it's", "a 'b' c", "")


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """24 transcriptions, an hour apart."""
    api = Api(Emulator(port=None))
    for hour in range(24):
        body = {
            "displayName": NAMES[hour % 3],
            "locale": ("en-US", "de-DE")[hour % 2],
            "contentUrls": ["https://example.com/call.wav"],
            **({"description": "odd"} if hour % 2 else {}),
        }
        created = START + timedelta(hours=hour)
        api.emulator.seed("transcriptions", body, version="v3.0", created=created, status=STATUSES[hour % 4])
    yield api
    api.close()


def hours(api: Api, **query: Any) -> list[int]:
    """The hours of the transcriptions that a listing gives, over all its pages."""
    page = api.get("/transcriptions", **query)
    found = [_hour(each) for each in page["values"]]
    while "@nextLink" in page:
        page = api.http.get(page["@nextLink"]).json()
        found += [_hour(each) for each in page["values"]]
    return found


def _hour(job: Json) -> int:
    return datetime.fromisoformat(job["createdDateTime"]).hour


@pytest.mark.parametrize("top", [1, 5, 23, 24, 25])
def test_pages_hold_everything_once(top: int, api: Api) -> None:
    assert hours(api, top=top) == list(range(24))


def test_a_page_has_as_many_as_are_asked_for(api: Api) -> None:
    page = api.get("/transcriptions", skip=20, top=3)

    assert [_hour(each) for each in page["values"]] == [20, 21, 22]
    assert page["@nextLink"] == "http://localhost/speechtotext/v3.2/transcriptions?skip=23&top=3"
    assert "@nextLink" not in api.get("/transcriptions", skip=21, top=3)


def test_skipping_everything_leaves_nothing(api: Api) -> None:
    assert api.get("/transcriptions", skip=24) == {"values": []}


def test_a_page_of_a_dated_version_links_to_the_next_in_it(api: Api) -> None:
    query = {"api-version": "2025-10-15", "top": "1"}
    link = api.http.get("/speechtotext/transcriptions", params=query).json()["@nextLink"]

    assert link == "http://localhost/speechtotext/transcriptions?top=1&skip=1&api-version=2025-10-15"


def test_the_next_page_keeps_the_filter(api: Api) -> None:
    assert hours(api, top=2, filter="locale eq 'de-DE'") == list(range(1, 24, 2))


@pytest.mark.parametrize(
    ("filter", "wanted"),
    [
        ("status eq 'Failed'", lambda hour: hour % 4 == 3),
        ("status ne 'Failed'", lambda hour: hour % 4 != 3),
        ("createdDateTime ge 2026-01-01T20:00:00Z", lambda hour: hour >= 20),
        ("createdDateTime gt 2026-01-01T20:00:00Z", lambda hour: hour > 20),
        ("createdDateTime lt 2026-01-01T03:00:00+01:00", lambda hour: hour < 2),
        ("createdDateTime le 2026-01-01T03:00:00", lambda hour: hour <= 3),
        ("createdDateTime lt 2026-01-02", lambda hour: True),
        ("createdDateTime ge 2026-01-001T12:00:00Z", lambda hour: hour >= 12),
        ("not status eq 'Failed'", lambda hour: hour % 4 != 3),
        ("not (status eq 'Failed' or locale eq 'en-US')", lambda hour: hour % 2 == 1 and hour % 4 != 3),
        ("status eq 'Failed' or status eq 'Running' and locale eq 'en-US'", lambda hour: hour % 4 == 3),
        ("(status eq 'Failed' or status eq 'Running') and locale eq 'en-US'", lambda hour: False),
        ("displayName eq 'it''s'", lambda hour: hour % 3 == 1),
        ("displayName eq 'a ''b'' c'", lambda hour: hour % 3 == 2),
        ("description eq 'odd'", lambda hour: hour % 2 == 1),
        ("description ne 'odd'", lambda hour: hour % 2 == 0),
        ("  status   eq 'Failed'  ", lambda hour: hour % 4 == 3),
        ("not not status eq 'Failed'", lambda hour: hour % 4 == 3),
    ],
)
def test_a_filter_gives_what_it_says(filter: str, wanted: Callable[[int], bool], api: Api) -> None:
    assert hours(api, filter=filter) == [hour for hour in range(24) if wanted(hour)]


# A filter, and whether an hour passes it.
Term = tuple[str, Callable[[int], bool]]


def _by_status(status: str) -> Term:
    return f"status eq '{status}'", lambda hour: STATUSES[hour % 4] == status


def _since(first: int) -> Term:
    return f"createdDateTime ge 2026-01-01T{first:02}:00:00Z", lambda hour: hour >= first


def _not(term: Term) -> Term:
    return f"not {_in_parentheses(term)}", lambda hour: not term[1](hour)


def _and(first: Term, second: Term) -> Term:
    return f"{_in_parentheses(first)} and {_in_parentheses(second)}", lambda hour: first[1](hour) and second[1](hour)


def _or(first: Term, second: Term) -> Term:
    return f"{_in_parentheses(first)} or {_in_parentheses(second)}", lambda hour: first[1](hour) or second[1](hour)


def _in_parentheses(term: Term) -> str:
    return f"({term[0]})"


TERMS = st.recursive(
    st.sampled_from(STATUSES).map(_by_status) | st.integers(0, 23).map(_since),
    lambda terms: terms.map(_not) | st.builds(_and, terms, terms) | st.builds(_or, terms, terms),
    max_leaves=6,
)


@settings(max_examples=example_count(30), deadline=None)
@given(term=TERMS)
def test_filters_join_terms_as_logic_does(term: Term, api: Api) -> None:
    assert hours(api, filter=term[0]) == [hour for hour in range(24) if term[1](hour)]


@settings(max_examples=example_count(40), deadline=None)
@given(filter=st.text(alphabet="status eq'()no dr.\x00é", max_size=30))
def test_any_other_text_is_refused_or_read(filter: str, api: Api) -> None:
    answer = api.http.get("/speechtotext/v3.2/transcriptions", params={"filter": filter})

    assert answer.status_code == 200 or answer.json()["innerError"]["code"] == "UnsupportedFilter"


def test_files_are_filtered_by_name_and_kind(api: Api) -> None:
    job = {"self": api.get("/transcriptions", top=1)["values"][0]["self"]}

    assert api.get(f"/transcriptions/{api.id(job)}/files", filter="name eq 'x' and kind eq 'Audio'")["values"] == []
