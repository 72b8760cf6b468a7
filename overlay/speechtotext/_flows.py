"""Work in several steps, described without I/O: a generator that yields what is to be done and is given the outcome.

The transports run it, synchronously or asynchronously, so that nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

import httpx

from speechtotext_api.calls import Request

from ._errors import SpeechError

T = TypeVar("T")
R = TypeVar("R")


class Send(NamedTuple, Generic[T]):
    """Send a request, or follow a link of an answer to it. Gives the result, and the answer that it came in."""

    request: Request[T]
    link: str | None = None


class Exchange(NamedTuple):
    """Send a request as it stands, whatever version the client is for. Gives the answer, whatever its status.

    Args:
        base_path: what stands before its path.
        link: what to follow in its place.
        by: the transport that sends it, if it is another one.
    """

    request: Request[Any]
    base_path: str
    link: str | None = None
    by: Any = None


class Sleep(NamedTuple):
    """Let so many seconds go by."""

    seconds: float


class Emit(NamedTuple, Generic[T]):
    """Hand an item to whoever iterates."""

    item: T


class Done(NamedTuple, Generic[R]):
    """There are no more steps."""

    result: R


Step: TypeAlias = Send[Any] | Exchange | Sleep
Answer: TypeAlias = tuple[Any, httpx.Response]
Outcome: TypeAlias = Answer | httpx.Response | SpeechError | None

Flow: TypeAlias = Generator[Step, Any, R]
"""Steps that end in a result."""

Stream: TypeAlias = Generator[Step | Emit[T], Any, None]
"""Steps that give items on the way."""

S = TypeVar("S")


def advance(steps: Generator[S, Any, R], outcome: Outcome) -> S | Done[R]:
    """The step after the one that came out so; an error is raised inside the flow, which may go on from it."""
    try:
        return steps.throw(outcome) if isinstance(outcome, SpeechError) else steps.send(outcome)
    except StopIteration as stop:
        return Done(stop.value)
