"""What was handled already: told once, within bounds of number and time, to all threads."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechtotext import WebHookRefused, _clock
from speechtotext.webhooks import MemoryDeliveries
from webhooks.clock import Clock


def handle(deliveries: MemoryDeliveries, invocation_id: str) -> bool:
    """Handles an event; tells whether it was to be handled."""
    with deliveries.claim(invocation_id) as is_new:
        return is_new


def test_an_event_is_handled_once() -> None:
    deliveries = MemoryDeliveries()

    assert [handle(deliveries, each) for each in ("a", "b", "a", "b")] == [True, True, False, False]


def test_an_event_whose_handling_failed_is_handled_again() -> None:
    deliveries = MemoryDeliveries()
    with pytest.raises(ZeroDivisionError), deliveries.claim("a"):
        _ = 1 / 0

    assert handle(deliveries, "a")


def test_an_event_that_is_being_handled_is_refused_for_now() -> None:
    deliveries = MemoryDeliveries()
    with deliveries.claim("a") as is_new:
        with pytest.raises(WebHookRefused) as caught:
            handle(deliveries, "a")
        assert handle(deliveries, "b")

    assert is_new
    assert caught.value.status_code == 503
    assert not handle(deliveries, "a")


def test_an_event_is_remembered_so_many_seconds_after_it_was_handled(clock: Clock) -> None:
    deliveries = MemoryDeliveries(seconds=60)
    with deliveries.claim("a"):
        clock.seconds = 100
    clock.seconds = 159
    within = handle(deliveries, "a")
    clock.seconds = 160

    assert (within, handle(deliveries, "a")) == (False, True)


def test_the_oldest_are_forgotten_first() -> None:
    deliveries = MemoryDeliveries(capacity=2)
    for each in ("a", "b", "c"):
        handle(deliveries, each)

    assert [handle(deliveries, each) for each in ("c", "b")] == [False, False]
    assert handle(deliveries, "a")


def test_what_is_being_handled_is_not_forgotten_for_others() -> None:
    deliveries = MemoryDeliveries(capacity=1)
    with deliveries.claim("a"):
        for number in range(5):
            handle(deliveries, str(number))
        with pytest.raises(WebHookRefused):
            handle(deliveries, "a")


def test_half_a_character_is_an_id_like_any_other() -> None:
    deliveries = MemoryDeliveries()

    assert [handle(deliveries, "\ud800") for _ in range(2)] == [True, False]


def test_an_id_takes_as_much_memory_whatever_its_length() -> None:
    deliveries = MemoryDeliveries()
    handle(deliveries, "x" * 1_000_000)

    (kept,) = deliveries._handled
    assert sys.getsizeof(kept) < 100
    assert not handle(deliveries, "x" * 1_000_000)


@given(
    steps=st.lists(st.tuples(st.sampled_from("abcd"), st.booleans(), st.integers(0, 6))),
    capacity=st.integers(0, 3),
)
def test_it_remembers_as_a_list_of_all_that_was_handled_would(
    steps: list[tuple[str, bool, int]], capacity: int
) -> None:
    clock = Clock()
    deliveries = MemoryDeliveries(capacity=capacity, seconds=5)
    handled: list[tuple[str, float]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_clock, "monotonic", clock.monotonic)
        for invocation_id, succeeds, pause in steps:
            clock.seconds += pause
            known = [each for each, when in handled[max(0, len(handled) - capacity) :] if when > clock.seconds - 5]
            try:
                with deliveries.claim(invocation_id) as is_new:
                    assert is_new == (invocation_id not in known)
                    if is_new and not succeeds:
                        raise RuntimeError
            except RuntimeError:
                continue
            if is_new:
                handled.append((invocation_id, clock.seconds))


def test_of_many_threads_one_handles_an_event() -> None:
    deliveries = MemoryDeliveries()
    together = Barrier(16, timeout=60)

    def deliver() -> bool | None:
        together.wait()
        try:
            return handle(deliveries, "a")
        except WebHookRefused:
            return None

    with ThreadPoolExecutor(16) as threads:
        outcomes = [each.result() for each in [threads.submit(deliver) for _ in range(16)]]

    assert outcomes.count(True) == 1
