"""Flows that work with files alone, run without a client."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

from speechtotext import _clock
from speechtotext._core.flows import RunBlocking, Sleep

T = TypeVar("T")


def run_blocking(flow: Generator[Any, Any, T]) -> T:
    """Return what a flow ends with that works with files alone."""
    take, outcome = flow.send, None
    while True:
        try:
            step = take(outcome)
        except StopIteration as ended:
            result: T = ended.value
            return result
        try:
            match step:
                case RunBlocking():
                    take, outcome = flow.send, step.work()
                case Sleep():
                    take, outcome = flow.send, _clock.sleep(step.seconds)
                case _:
                    raise NotImplementedError(f"{type(step).__name__} needs a client")
        except Exception as error:
            take, outcome = flow.throw, error
