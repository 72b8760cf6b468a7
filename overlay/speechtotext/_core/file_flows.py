"""Run flows that work with files alone, without a client."""

from __future__ import annotations

from typing import TypeVar, cast

from speechtotext import _clock
from speechtotext._errors import DeadlineExceeded

from .flows import advance
from .steps import Before, Done, Failed, Flow, Outcome, RunBlocking, Sleep, Step

R = TypeVar("R")


def run_file_flow(flow: Flow[R]) -> R:
    """Return the result of a flow whose steps block and sleep, and send nothing."""
    outcome: Outcome = None
    while not isinstance(step := advance(flow, outcome), Done):
        try:
            outcome = _taken(step)
        except Exception as error:
            outcome = Failed(error)
    return cast("R", step.result)


def _taken(step: Step) -> Outcome:
    match step:
        case Before():
            if _clock.monotonic() >= step.deadline:
                raise DeadlineExceeded
            return _taken(step.step)
        case RunBlocking():
            return step.work()
        case Sleep():
            _clock.sleep(step.seconds)
            return None
    raise NotImplementedError(f"{type(step).__name__} needs a client")
