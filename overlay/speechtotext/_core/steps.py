"""The steps of flows: what a flow yields, for a transport to do."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

import httpx

from speechtotext_api.calls import Request

T = TypeVar("T")
R = TypeVar("R")


class Send(NamedTuple, Generic[T]):
    """Send a request, or follow a link of an answer to it. Gives the result, and the answer that it came in."""

    request: Request[T]
    link: str | None = None


class SendRaw(NamedTuple):
    """Send a request as it stands, whatever version the client is for. Gives the answer, whatever its status.

    Args:
        base_path: what stands before its path.
        link: what to follow in its place.
    """

    request: Request[Any]
    base_path: str
    link: str | None = None


class Sleep(NamedTuple):
    """Let so many seconds go by."""

    seconds: float


class RunBlocking(NamedTuple, Generic[T]):
    """Do what blocks: work with files or databases. Gives what it returns.

    Args:
        work: does it.
        discard: called with what it returned when the flow was cancelled meanwhile, and cannot take it.
    """

    work: Callable[[], T]
    discard: Callable[[T], object] | None = None


class Sink(Protocol):
    """Where a body goes as it comes."""

    def begin(self, response: httpx.Response) -> bool:
        """Take note of status and headers, and tell whether the body is wanted."""
        ...

    def write(self, data: bytes) -> None:
        """Take the next bytes. It may block."""
        ...

    @property
    def most(self) -> int | None:
        """Bytes that the body may have; more of them are refused. None for the client's `max_response_size`."""
        ...


class Fetch(NamedTuple):
    """Get what a URL of the service's or the user's storage leads to, without credentials of the service.

    Gives the answer, whatever its status; its body has been read, unless it is one of success, which goes into the
    sink. Redirections are not followed. An answer that breaks off raises TransportError, whose message begins with
    `what`; one that the sink or the decoder refuses, BodyRefused.
    """

    what: str
    url: httpx.URL
    sink: Sink
    headers: Mapping[str, str] = MappingProxyType({})


class Gather(NamedTuple, Generic[T]):
    """Run flows side by side, at most so many at a time; they are taken one by one, as their turn comes.

    Gives their results in order. When one fails, those that run are stopped, and its error is raised.
    """

    flows: Iterable[Generator[Any, Any, T]]
    limit: int


class Merge(NamedTuple, Generic[T]):
    """Begin to run streams at once, side by side. Gives what `NextItem` waits for.

    They go on while the caller handles an item of the stream around them, and end with that stream at the latest.
    """

    streams: Sequence[Generator[Any, Any, None]]


class NextItem(NamedTuple):
    """Wait for the next item of merged streams. Gives it, or ENDED when all of them have ended.

    When one fails, the others are stopped, and its error is raised after the items that were there before.
    """

    merged: Any


class FlowRunner(Protocol):
    """A transport, of either kind."""

    @property
    def run(self) -> Callable[[Generator[Any, Any, Any]], Any]: ...


class RunWith(NamedTuple, Generic[T]):
    """Run a flow with another client's transport. Gives its result."""

    transport: FlowRunner
    flow: Generator[Any, Any, T]


class Before(NamedTuple):
    """Take a step, but no longer than until a deadline on the monotonic clock, which raises DeadlineExceeded."""

    deadline: float
    step: Step


class InContext(NamedTuple):
    """Take a step while something surrounds it, such as the span that its requests belong to."""

    surrounding: Callable[[], AbstractContextManager[object]]
    step: Step


class Emit(NamedTuple, Generic[T]):
    """Hand an item to whoever iterates."""

    item: T


class Done(NamedTuple, Generic[R]):
    """There are no more steps."""

    result: R


Step: TypeAlias = (
    Send[Any]
    | SendRaw
    | Sleep
    | RunBlocking[Any]
    | Fetch
    | Gather[Any]
    | Merge[Any]
    | NextItem
    | RunWith[Any]
    | Before
    | InContext
)
Answer: TypeAlias = tuple[Any, httpx.Response]


class Failed(NamedTuple):
    """A step has failed."""

    error: Exception


Outcome: TypeAlias = Any
"""What a step gave, or `Failed`."""


Flow: TypeAlias = Generator[Step, Any, R]
"""Steps that end in a result."""


Stream: TypeAlias = Generator[Step | Emit[T], Any, None]
"""Steps that give items on the way."""
