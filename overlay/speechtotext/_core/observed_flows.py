"""Flows that are recorded as spans."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeVar, cast

from speechtotext._telemetry import Attributes, Instrument, Work, is_watched, record

from .flows import advance
from .steps import Done, Emit, Failed, InContext, Outcome

R = TypeVar("R")


def observed(
    name: str,
    flow: Generator[Any, Any, R],
    attributes: Attributes,
    *,
    duration: Instrument | None = None,
    outcome: Callable[[R], Attributes] = lambda result: {},
) -> Generator[Any, Any, R]:
    """Return the steps of a flow or stream, recorded as a span to which the spans of its requests belong.

    Args:
        name: of the span.
        flow: the steps.
        attributes: of the span, and of its duration.
        duration: measures it.
        outcome: attributes that tell what it ended in.
    """
    return _observed(name, flow, attributes, duration, outcome) if is_watched() else flow


def _observed(
    name: str,
    flow: Generator[Any, Any, R],
    attributes: Attributes,
    duration: Instrument | None,
    outcome_of: Callable[[R], Attributes],
) -> Generator[Any, Any, R]:
    work = Work(name, attributes)
    ended: Attributes = {}
    try:
        outcome: Outcome = None
        while True:
            # Spans that begin between two steps belong to it, too.
            with work.attached():
                step = advance(flow, outcome)
            if isinstance(step, Done):
                break
            try:
                outcome = yield step if isinstance(step, Emit) else InContext(work.attached, step)
            except Exception as error:
                outcome = Failed(error)
        ended = outcome_of(step.result)
        work.end(ended)
    except GeneratorExit:
        flow.close()
        work.end({})
        raise
    except BaseException as error:
        flow.close()
        work.fail(error)
        ended = {"error.type": type(error).__name__}
        raise
    finally:
        if duration is not None:
            record(duration, work.seconds, {**attributes, **ended})
    return cast("R", step.result)
