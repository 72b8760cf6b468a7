"""Flows that work with files alone, run without a client."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from typing import Any, TypeVar

from speechtotext import _clock
from speechtotext._core.flows import RunBlocking, Sleep

T = TypeVar("T")


def run_blocking(flow: Generator[Any, Any, T]) -> T:
    """Return what a flow ends with that works with files alone."""
    resume: Callable[[], Any] = partial(next, flow)
    while True:
        try:
            step = resume()
        except StopIteration as ended:
            result: T = ended.value
            return result
        try:
            outcome = _outcome(step)
        except Exception as error:
            resume = partial(flow.throw, error)
        else:
            resume = partial(flow.send, outcome)


def _outcome(step: object) -> Any:
    match step:
        case RunBlocking():
            return step.work()
        case Sleep():
            _clock.sleep(step.seconds)
            return None
    raise NotImplementedError(f"{type(step).__name__} needs a client")
