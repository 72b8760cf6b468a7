"""Work in several steps, described without I/O: a generator that yields a step and is given its outcome.

The transports run it, synchronously or asynchronously, so that nothing is written twice.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Sequence
from typing import Any, Final, Protocol, TypeVar, cast

from speechtotext import _clock
from speechtotext._concurrency.merging import ENDED
from speechtotext._errors import DeadlineExceeded, InvalidArgument
from speechtotext_api.calls import Request

from .steps import (
    Before,
    Done,
    Emit,
    Failed,
    Fetch,
    Flow,
    FlowRunner,
    Gather,
    Merge,
    NextItem,
    Outcome,
    RunWith,
    Send,
    SendRaw,
    Step,
    Stream,
)

T = TypeVar("T")
R = TypeVar("R")
T_co = TypeVar("T_co", covariant=True)
S = TypeVar("S")
Y = TypeVar("Y")

_PRECISION: Final = 0.01


def advance(steps: Generator[S, Any, R], outcome: Outcome) -> S | Done[R]:
    """The step after the one that came out so; an error is raised inside the flow, which may go on from it."""
    try:
        return steps.throw(outcome.error) if isinstance(outcome, Failed) else steps.send(outcome)
    except StopIteration as stop:
        return Done(stop.value)


def send(request: Request[T]) -> Flow[T]:
    """The step of sending one request."""
    result: T
    result, _ = yield Send(request)
    return result


def for_each(stream: Stream[T], handle: Callable[[T], Generator[Y, Any, None]]) -> Generator[Step | Y, Any, None]:
    """The steps of a stream and, for every item of it, those that `handle` gives; they may give items of their own."""
    outcome: Outcome = None
    while not isinstance(step := advance(stream, outcome), Done):
        if isinstance(step, Emit):
            yield from handle(step.item)
            outcome = None
        else:
            try:
                outcome = yield step
            except Exception as error:
                outcome = Failed(error)


def for_each_group(
    stream: Stream[T], size: int, handle: Callable[[list[T]], Generator[Y, Any, None]]
) -> Generator[Step | Y, Any, None]:
    """The steps of a stream and, for every few items of it, those that `handle` gives.

    Items are together when nothing but requests lies between them. So none waits while the stream does.
    """
    outcome: Outcome = None
    group: list[T] = []
    while True:
        try:
            step = advance(stream, outcome)
        except Exception:
            if group:
                yield from handle(group)
            raise
        if isinstance(step, Emit):
            group.append(step.item)
        asks = isinstance(step.step if isinstance(step, Before) else step, Send)
        if group and (len(group) == size or not (asks or isinstance(step, Emit))):
            yield from handle(group)
            group = []
        if isinstance(step, Done):
            return
        outcome = None
        if not isinstance(step, Emit):
            try:
                outcome = yield step
            except Exception as error:
                outcome = Failed(error)


def collect(stream: Stream[T]) -> Flow[list[T]]:
    """All items of a stream."""
    items: list[T] = []

    def keep(item: T) -> Flow[None]:
        items.append(item)
        yield from ()

    yield from for_each(stream, keep)
    return items


def drain(stream: Stream[Any]) -> Flow[None]:
    """The steps of a stream, whose items nobody wants."""
    return (yield from for_each(stream, lambda item: _nothing()))


def _nothing() -> Flow[None]:
    yield from ()


def merge(streams: Sequence[Stream[T]]) -> Stream[T]:
    """Return the items of several streams, each as it comes."""
    merged = yield Merge(streams)
    while (item := (yield NextItem(merged))) is not ENDED:
        yield Emit(item)


def before(deadline: float, flow: Generator[Any, Any, R]) -> Generator[Any, Any, R]:
    """Return the steps of a flow or stream, each of which ends at the deadline at the latest."""
    return _limited(flow, lambda: deadline)


def each_within(timeout: float | None, stream: Stream[T]) -> Stream[T]:
    """Return the steps of a stream, which give each item so many seconds after it was asked for at the latest.

    The time that the caller spends on an item does not count.

    Args:
        timeout: seconds; None for no limit.
        stream: the steps.
    """
    return stream if timeout is None else _limited(stream, lambda: _clock.monotonic() + timeout)


def _limited(flow: Generator[Any, Any, R], next_deadline: Callable[[], float]) -> Generator[Any, Any, R]:
    """Return the steps of a flow or stream with a deadline, which is another one after each item."""
    deadline = next_deadline()
    is_next = False

    def limit(step: Any) -> Any:
        nonlocal deadline, is_next
        if isinstance(step, Emit):
            is_next = True
            return step
        if is_next:
            deadline, is_next = next_deadline(), False
        return Before(deadline, step)

    return (yield from _changed(flow, limit))


def through(transport: FlowRunner, flow: Generator[Any, Any, R]) -> Generator[Any, Any, R]:
    """Return the steps of a flow or stream, of which another client's transport takes those that send something."""

    def sent(step: Any) -> Any:
        if isinstance(step, Before):
            return step._replace(step=sent(step.step))
        return RunWith(transport, _only(step)) if isinstance(step, Send | SendRaw | Fetch | Gather) else step

    return _changed(flow, sent)


def _only(step: Step) -> Flow[Any]:
    return (yield step)


def _changed(flow: Generator[Any, Any, R], change: Callable[[Any], Any]) -> Generator[Any, Any, R]:
    """Return the steps of a flow or stream, with others in their place."""
    outcome: Outcome = None
    while not isinstance(step := advance(flow, outcome), Done):
        try:
            outcome = yield change(step)
        except Exception as error:
            outcome = Failed(error)
        except BaseException:
            flow.close()
            raise
    return cast("R", step.result)


def within(
    timeout: float | None, flow: Generator[Any, Any, R], what: str, advice: str = "Run it again to continue."
) -> Generator[Any, Any, R]:
    """Return the steps of a flow or stream, which end so many seconds from now at the latest.

    Args:
        timeout: seconds; None for no limit.
        flow: the steps.
        what: the work, as the subject of a sentence, such as "The upload".
        advice: a sentence that says what to do when the time is over.

    Raises:
        DeadlineExceeded: the time is over.
        InvalidArgument: the timeout is negative.
    """
    if timeout is None:
        return (yield from flow)
    deadline = _clock.monotonic() + checked_timeout(timeout)
    try:
        return (yield from before(deadline, flow))
    except DeadlineExceeded as error:
        if not is_over(deadline):
            # That of one call.
            raise
        raise DeadlineExceeded(f"{what} did not end within {timeout:g} seconds. {advice}") from error


def checked_timeout(timeout: float) -> float:
    """Return a timeout in seconds.

    Raises:
        InvalidArgument: it is negative.
    """
    if not timeout >= 0:
        raise InvalidArgument(
            f"timeout is {timeout}: give a number of seconds that is not negative, or None for no limit"
        )
    return timeout


def is_over(deadline: float) -> bool:
    """Whether a deadline has passed, or is about to: clocks differ by a little."""
    return _clock.monotonic() >= deadline - _PRECISION


class Items(Iterator[T_co], Protocol[T_co]):
    """The items of a stream whose steps are taken synchronously."""

    def close(self) -> None:
        """End the work before its end."""


class Background(Protocol):
    """Merged streams that run asynchronously."""

    async def end(self) -> None: ...

    def abandon(self) -> None: ...


class AsyncItems(AsyncIterator[T]):
    """The items of a stream whose steps are taken asynchronously.

    No generator: a loop that leaves one early leaves it to the garbage collector, of which trio warns.
    """

    def __init__(
        self, stream: Stream[T], take: Callable[[Step], Awaitable[Outcome]], background: Sequence[Background]
    ) -> None:
        self._stream = stream
        self._take = take
        self._background = background
        self._outcome: Outcome = None

    async def __anext__(self) -> T:
        while not isinstance(step := advance(self._stream, self._outcome), Done):
            if isinstance(step, Emit):
                self._outcome = None
                item: T = step.item
                return item
            try:
                self._outcome = await self._take(step)
            except BaseException:
                await self.aclose()
                raise
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """End the work before its end."""
        try:
            for merged in self._background:
                await merged.end()
        finally:
            self._stream.close()

    def __del__(self) -> None:
        for merged in self._background:
            merged.abandon()
