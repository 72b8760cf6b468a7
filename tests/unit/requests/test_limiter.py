"""The request limiter: it hands out moments, and waits for none of them itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, pairwise
from math import inf, nan
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechtotext import RateLimit, RetryPolicy, _clock, v3_2
from speechtotext._core.limiter import Limiter
from unit.flavours import FakeService, Flavour

# How long an example takes says nothing on a busy machine.
unhurried = settings(deadline=None)

# Eighths of a second add up without rounding.
eighths = st.integers(0, 200).map(lambda number: number / 8)
limits = st.builds(RateLimit, requests=st.integers(1, 6), seconds=st.integers(1, 80).map(lambda number: number / 8))
rising = st.lists(eighths, max_size=60).map(lambda steps: list(accumulate(steps)))


def granted(limit: RateLimit, asked: list[float]) -> list[float]:
    """The moments that are handed out to those who ask at these times."""
    limiter = Limiter(limit)
    return [now + limiter.reserve(now) for now in asked]


def fullest(limit: RateLimit, moments: list[float]) -> int:
    """How many moments the fullest span of the limit's length holds."""
    return max((sum(start <= moment < start + limit.seconds for moment in moments) for start in moments), default=0)


@unhurried
@given(limits, rising)
def test_no_span_holds_more_than_the_limit(limit: RateLimit, asked: list[float]) -> None:
    assert fullest(limit, granted(limit, asked)) <= limit.requests


@unhurried
@given(limits, st.lists(eighths, max_size=60))
def test_no_span_holds_more_although_clocks_were_read_in_another_order(limit: RateLimit, asked: list[float]) -> None:
    assert fullest(limit, granted(limit, asked)) <= limit.requests


@unhurried
@given(limits, rising)
def test_who_asks_first_goes_first(limit: RateLimit, asked: list[float]) -> None:
    assert all(earlier <= later for earlier, later in pairwise(granted(limit, asked)))


@unhurried
@given(limits, rising)
def test_nobody_goes_before_asking_and_nobody_waits_while_there_is_room(limit: RateLimit, asked: list[float]) -> None:
    moments = granted(limit, asked)
    for place, (now, moment) in enumerate(zip(asked, moments, strict=True)):
        before = [other for other in moments[:place] if now - limit.seconds < other]
        assert moment >= now
        assert moment == now or len(before) >= limit.requests


@unhurried
@given(limits, st.integers(0, 30))
def test_those_who_ask_at_once_go_in_batches(limit: RateLimit, many: int) -> None:
    assert granted(limit, [0.0] * many) == [place // limit.requests * limit.seconds for place in range(many)]


def test_the_limit_of_the_service_is_the_usual_one() -> None:
    moments = granted(RateLimit(), [0.0] * 250)
    assert [moments.count(0.0), moments.count(10.0), moments.count(20.0)] == [100, 100, 50]


def test_many_threads_share_one_limit() -> None:
    limit = RateLimit(requests=7, seconds=10)
    limiter = Limiter(limit)
    with ThreadPoolExecutor(32) as threads:
        moments = list(threads.map(lambda _: limiter.reserve(0.0), range(700)))
    assert sorted(moments) == [place // 7 * 10.0 for place in range(700)]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"requests": 0},
        {"requests": -1},
        {"seconds": 0},
        {"seconds": -1},
        {"seconds": nan},
        {"seconds": inf},
    ],
    ids=str,
)
def test_a_limit_that_cannot_be_meant_is_refused(nonsense: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected at least one"):
        RateLimit(**nonsense)


class Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        monkeypatch.setattr(_clock, "monotonic", lambda: self.now)
        monkeypatch.setattr(_clock, "sleep", self.sleep)
        monkeypatch.setattr(_clock, "wait", lambda event, seconds: self.sleep(seconds))
        monkeypatch.setattr(_clock, "async_sleep", self.async_sleep)
        monkeypatch.setattr(_clock, "chance", lambda: 0.0)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


def test_a_client_waits_its_turn(flavour: Flavour, time: Time) -> None:
    service = FakeService(*[httpx.Response(204)] * 5)
    stt = flavour.client(v3_2.Client, service, rate_limit=RateLimit(requests=2, seconds=10))
    for _ in range(5):
        stt.transcriptions.delete("x")
    assert time.slept == [10.0, 10.0]


def test_a_client_without_a_limit_does_not_wait(flavour: Flavour, time: Time) -> None:
    stt = flavour.client(v3_2.Client, FakeService(*[httpx.Response(204)] * 300), rate_limit=None)
    for _ in range(300):
        stt.transcriptions.delete("x")
    assert time.slept == []


def test_each_attempt_and_each_page_counts(flavour: Flavour, time: Time) -> None:
    link = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions?skip=1"
    service = FakeService(
        httpx.Response(503, headers={"Retry-After": "1"}),
        httpx.Response(200, json={"values": [], "@nextLink": link}),
        httpx.Response(200, json={"values": []}),
    )
    limit = RateLimit(requests=1, seconds=10)
    stt = flavour.client(v3_2.Client, service, rate_limit=limit, retry=RetryPolicy())
    assert list(stt.transcriptions.list()) == []
    assert time.slept == [1.0, 9.0, 10.0]
