"""Run work concurrently, in threads or tasks."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Iterator
from contextlib import aclosing
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from speechtotext._errors import InvalidArgument

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future

T = TypeVar("T")

_GATHERED: Final = 1 << 20


class WorkQueue(Generic[T]):
    """Flows for several workers, each of which takes the next one when it is through with its last.

    Args:
        flows: are taken one by one, so that those to come need no memory.
        limit: how many workers there are.

    Raises:
        InvalidArgument: there are none, so that nothing would ever be done.
    """

    def __init__(self, flows: Iterable[Generator[Any, Any, T]], limit: int) -> None:
        if limit < 1:
            raise InvalidArgument(f"concurrency is {limit}: expected 1 or more")
        self._flows = enumerate(flows)
        self._results: dict[int, T] = {}
        self._error: BaseException | None = None
        self._lock = Lock()

    def next(self) -> tuple[int, Generator[Any, Any, T]] | None:
        """The next flow and its number; None if there is none, or no more is wanted."""
        with self._lock:
            return None if self._error is not None else next(self._flows, None)

    def keep(self, number: int, result: T) -> None:
        self._results[number] = result

    def fail(self, error: BaseException) -> None:
        """Note what went wrong; what went wrong first is told."""
        with self._lock:
            self._error = self._error or error

    def results(self) -> list[T]:
        """The results in the order of the flows; raises the error that there was."""
        if self._error is not None:
            raise self._error
        return [self._results[number] for number in range(len(self._results))]


async def in_thread(work: Callable[..., T], *arguments: Any, discard: Callable[[T], object] | None = None) -> T:
    """Do what blocks in a thread, while the event loop goes on.

    A task that is cancelled meanwhile ends only when the work has ended, so that nothing is closed that a thread still
    uses. Work that no thread has begun yet is dropped.

    Args:
        work: does it.
        arguments: of `work`.
        discard: called with the result when the cancelled task can no longer take it.
    """
    # Imported here: they are slow to import, and synchronous clients do without.
    import asyncio
    from concurrent.futures import Future

    import anyio
    import anyio.to_thread

    outcome: Future[T] = Future()
    thread = partial(_run_unless_cancelled, outcome, partial(work, *arguments))
    with anyio.CancelScope(shield=True):
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            await anyio.to_thread.run_sync(thread)
            return outcome.result()
        # A task of its own, since a scope of anyio does not keep out `task.cancel()`.
        running: asyncio.Future[None] = loop.create_task(anyio.to_thread.run_sync(thread))
        cancelled: asyncio.CancelledError | None = None
        while not (running.done() and outcome.done()):
            if running.done() and not outcome.cancel():
                # All tasks of the loop are cancelled, also the one above, but the thread goes on.
                running = loop.create_future()
                outcome.add_done_callback(partial(_set_in_loop, loop, running))
            try:
                await asyncio.wait((running,))
            except asyncio.CancelledError as error:
                cancelled = error
                if outcome.cancel():
                    running.cancel()
        try:
            if cancelled is None:
                if outcome.cancelled():
                    # No thread could be started: this raises why.
                    running.result()
                return outcome.result()
            if discard is not None and not outcome.cancelled() and outcome.exception() is None:
                discard(outcome.result())
            raise cancelled
        finally:
            # An error that its own traceback refers to would keep alive all that the task had.
            cancelled = None
    raise AssertionError("nothing cancels the scope")  # type checkers do not know that


def _run_unless_cancelled(outcome: Future[T], work: Callable[[], T]) -> None:
    if not outcome.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:
        outcome.set_exception(error)
    else:
        outcome.set_result(result)


def _set_in_loop(loop: asyncio.AbstractEventLoop, future: asyncio.Future[None], outcome: object) -> None:
    loop.call_soon_threadsafe(future.set_result, None)


def next_chunk(chunks: Iterator[bytes]) -> bytes:
    """The next chunks in one piece: going to a thread has a price. Nothing at the end."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size >= _GATHERED:
            break
    return b"".join(parts)


async def coalesced(chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """The same bytes in larger pieces: handing one to a thread has a price."""
    parts: list[bytes] = []
    size = 0
    async with aclosing(chunks):
        try:
            async for chunk in chunks:
                parts.append(chunk)
                size += len(chunk)
                if size >= _GATHERED:
                    yield b"".join(parts)
                    parts, size = [], 0
        except Exception:
            # What has come is kept.
            yield b"".join(parts)
            raise
        yield b"".join(parts)
