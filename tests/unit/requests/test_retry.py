"""The retry policy: what is sent again, after how long, and when it is given up. Pure functions, so no clock runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import inf, nan

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from speechtotext import RetryPolicy
from speechtotext._core.retry import Outcome, retry_after

NOW = datetime(2026, 3, 31, 12, 0, 0, tzinfo=UTC)
SAFE = ("GET", "PUT", "DELETE")
UNSAFE = ("POST", "PATCH")
AFTER_429 = 1.0

NO_CONNECTION = Outcome(None, {}, reached=False)
CONNECTION_LOST = Outcome(None, {}, reached=True)

# How long an example takes says nothing on a busy machine.
unhurried = settings(deadline=None)

methods = st.sampled_from(SAFE + UNSAFE)
chances = st.floats(0, 1)
header_values = st.one_of(
    st.none(),
    st.integers().map(str),
    st.floats().map(str),
    st.datetimes().map(lambda time: time.strftime("%a, %d %b %Y %H:%M:%S GMT")),
    st.text(max_size=30),
)
outcomes = st.builds(
    lambda status, value, reached: Outcome(status, {} if value is None else {"Retry-After": value}, reached),
    st.none() | st.integers(200, 599),
    header_values,
    st.booleans(),
)
policies = st.builds(
    RetryPolicy,
    attempts=st.integers(1, 12),
    seconds=st.floats(0, 1000),
    backoff=st.floats(0, 100),
    longest_wait=st.floats(0, 200),
)


def answered(status: int, after: str | None = None) -> Outcome:
    """An answer of this status, with a Retry-After or without."""
    return Outcome(status, {} if after is None else {"Retry-After": after})


def wait(
    method: str, outcome: Outcome, attempt: int = 1, waited: float = 0.0, chance: float = 1.0, **policy: float
) -> float | None:
    """What a policy says after an attempt at NOW."""
    return RetryPolicy(**policy).wait(method, attempt, outcome, waited, chance, NOW)  # type: ignore[arg-type]


TABLE = [
    # outcome, whether GET, PUT and DELETE are sent again, whether POST and PATCH are
    ("200", answered(200), False, False),
    ("304", answered(304), False, False),
    ("400", answered(400), False, False),
    ("401", answered(401), False, False),
    ("404", answered(404), False, False),
    ("408", answered(408), True, False),
    ("409", answered(409), False, False),
    ("429", answered(429), True, True),
    ("500", answered(500), True, False),
    ("501", answered(501), False, False),
    ("502", answered(502), True, False),
    ("503", answered(503), True, True),
    ("504", answered(504), True, False),
    ("505", answered(505), False, False),
    ("no connection", NO_CONNECTION, True, True),
    ("connection lost", CONNECTION_LOST, True, False),
]


@pytest.mark.parametrize(("outcome", "safe", "unsafe"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_is_sent_again(outcome: Outcome, safe: bool, unsafe: bool) -> None:
    assert [wait(method, outcome) is not None for method in SAFE] == [safe] * 3
    assert [wait(method, outcome) is not None for method in UNSAFE] == [unsafe] * 2


@unhurried
@given(policies, st.sampled_from(UNSAFE), st.integers(1, 12), outcomes, st.floats(0, 1000), chances)
def test_what_may_have_been_acted_on_is_never_posted_again(
    policy: RetryPolicy, method: str, attempt: int, outcome: Outcome, waited: float, chance: float
) -> None:
    refused_before_it_was_acted_on = outcome.status in (429, 503) or (outcome.status is None and not outcome.reached)
    if not refused_before_it_was_acted_on:
        assert policy.wait(method, attempt, outcome, waited, chance, NOW) is None


@unhurried
@given(policies, methods, st.lists(st.tuples(outcomes, chances), min_size=12, max_size=12))
def test_a_call_keeps_within_its_attempts_and_its_seconds(
    policy: RetryPolicy, method: str, course: list[tuple[Outcome, float]]
) -> None:
    sent, waited = 1, 0.0
    for outcome, chance in course:
        pause = policy.wait(method, sent, outcome, waited, chance, NOW)
        if pause is None:
            break
        assert 0 <= pause <= policy.longest_wait + (AFTER_429 if outcome.status == 429 else 0)
        sent, waited = sent + 1, waited + pause
    assert sent <= policy.attempts
    assert waited <= policy.seconds


@unhurried
@given(policies, methods, st.integers(1, 12), outcomes, chances)
def test_one_attempt_means_no_retry(
    policy: RetryPolicy, method: str, attempt: int, outcome: Outcome, chance: float
) -> None:
    assert RetryPolicy(attempts=1).wait(method, attempt, outcome, 0.0, chance, NOW) is None


@pytest.mark.parametrize(
    ("attempt", "longest"), [(1, 0.5), (2, 1.0), (3, 2.0), (4, 4.0), (7, 32.0), (8, 60.0), (9, 60.0)]
)
@pytest.mark.parametrize("chance", [0.0, 0.25, 1.0])
def test_the_longest_pause_doubles_and_the_pause_is_anything_up_to_it(
    attempt: int, longest: float, chance: float
) -> None:
    assert wait("GET", answered(500), attempt, chance=chance, attempts=10, seconds=1000) == chance * longest


@unhurried
@given(st.integers(1, 12), st.floats(0, 100), st.floats(0, 200), chances)
def test_jitter_is_between_nothing_and_the_bound_of_the_attempt(
    attempt: int, backoff: float, longest_wait: float, chance: float
) -> None:
    policy = RetryPolicy(attempts=13, seconds=inf, backoff=backoff, longest_wait=longest_wait)
    pause = policy.wait("GET", attempt, answered(502), 0.0, chance, NOW)
    assert pause is not None
    assert 0 <= pause <= min(backoff * 2 ** (attempt - 1), longest_wait)


def test_thousands_of_attempts_still_have_a_longest_pause() -> None:
    assert wait("GET", answered(500), 5000, attempts=10_000, seconds=1000) == 60.0


@pytest.mark.parametrize("method", SAFE + UNSAFE)
def test_after_a_429_that_names_no_time_a_second_goes_by_at_least(method: str) -> None:
    assert wait(method, answered(429), chance=0.0) == AFTER_429
    assert wait(method, answered(429), chance=1.0) == AFTER_429 + 0.5


def test_a_budget_that_would_be_passed_ends_the_call() -> None:
    assert wait("GET", answered(503, "10"), waited=110.0) == 10.0
    assert wait("GET", answered(503, "10"), waited=110.1) is None


def test_a_time_longer_than_the_longest_is_waited_for_only_so_long() -> None:
    assert wait("GET", answered(503, "2000000000")) == 60.0
    assert wait("GET", answered(503, "7"), longest_wait=5) == 5.0


HEADERS = [
    ("0", 0.0),
    ("3", 3.0),
    ("1.5", 1.5),
    (" 3 ", 3.0),
    ("2000000000", 2_000_000_000.0),
    ("Tue, 31 Mar 2026 12:00:30 GMT", 30.0),
    ("Tue, 31 Mar 2026 14:00:30 +0200", 30.0),
    ("Tue, 31 Mar 2026 12:00:30 -0000", 30.0),
    ("Tue, 31 Mar 2026 12:00:30", 30.0),
    ("Tuesday, 31-Mar-26 12:00:30 GMT", 30.0),
    ("Tue, 31 Mar 2026 11:00:00 GMT", 0.0),
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
    ("Fri, 31 Dec 9999 23:59:59 -2359", (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC) - NOW).total_seconds() + 86340),
    ("-1", None),
    ("-2000000000", None),
    ("nan", None),
    ("inf", None),
    ("-inf", None),
    ("1e999", None),
    ("soon", None),
    ("", None),
    (" ", None),
    (None, None),
    ("Tue, 31 Feb 2026 12:00:30 GMT", None),
    ("Tue, 31 Mar 2026 12:00:30 +99999999999999999999", None),
    ("Tue, 31 Mar 99999 12:00:30 GMT", None),
    ("Tue, 31 Mar 99999999999999999999 12:00:30 GMT", None),
]


@pytest.mark.parametrize(("value", "seconds"), HEADERS, ids=[repr(value) for value, _ in HEADERS])
def test_what_a_retry_after_asks_for(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize("value", ["-1", "nan", "inf", "soon", ""])
def test_a_retry_after_that_says_nothing_sensible_leaves_the_usual_pause(value: str) -> None:
    assert wait("GET", answered(503, value)) == 0.5
    assert wait("POST", answered(429, value)) == AFTER_429 + 0.5


@example("0000000000000000000000000000000")
@example("Tue, 31 Mar 2026 99999999999999999999:00:30 GMT")
@unhurried
@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} Mar \d{1,9} \d{1,9}:\d\d:\d\d [+-]\d{1,12}", fullmatch=True))
def test_a_retry_after_of_any_text_is_a_time_or_nothing(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or 0 <= seconds < inf


@unhurried
@given(
    st.timedeltas(timedelta(days=-100), timedelta(days=100)).map(
        lambda time: timedelta(seconds=time // timedelta(seconds=1))
    )
)
def test_a_date_is_the_time_until_it_or_none_left(until: timedelta) -> None:
    date = (NOW + until).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert retry_after(date, NOW) == max(until.total_seconds(), 0.0)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"attempts": 0},
        {"attempts": -1},
        {"seconds": -1},
        {"backoff": -0.1},
        {"longest_wait": -1},
        {"seconds": nan},
        {"backoff": nan},
        {"longest_wait": nan},
    ],
    ids=str,
)
def test_a_policy_that_cannot_be_meant_is_refused(nonsense: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="expected at least one"):
        RetryPolicy(**nonsense)  # type: ignore[arg-type]


def test_a_policy_without_an_end_in_seconds_is_one() -> None:
    assert wait("GET", answered(500), waited=1e9, seconds=inf) == 0.5
