"""Work that goes on side by side, in threads or tasks: who takes what, and how it is stopped."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterable, Iterator
from threading import Event, Lock
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")

_GATHERED: Final = 1 << 20


class Stopped(BaseException):
    """Raised in a thread whose work is not wanted any more, because other work beside it has failed."""


class StopSignal:
    """Tells threads to end. What is stopped around it stops it, too."""

    def __init__(self, around: StopSignal | None = None) -> None:
        self._around = around
        self._event = Event()

    def set(self) -> None:
        self._event.set()

    def check(self) -> None:
        """Go on, unless told to end.

        Raises:
            Stopped: the thread is to end.
        """
        if self._event.is_set():
            raise Stopped
        if self._around is not None:
            self._around.check()


class WorkQueue(Generic[T]):
    """Flows for several workers, each of which takes the next one when it is through with its last.

    Args:
        flows: are taken one by one, so that those to come need no memory.
        limit: how many workers there are.

    Raises:
        ValueError: there are none, so that nothing would ever be done.
    """

    def __init__(self, flows: Iterable[Generator[Any, Any, T]], limit: int) -> None:
        if limit < 1:
            raise ValueError(f"concurrency is {limit}: at least one must go at a time")
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


async def in_thread(work: Callable[..., T], *arguments: Any) -> T:
    """Do what blocks while the event loop goes on."""
    # Here, because it is slow to import.
    import anyio.to_thread

    return await anyio.to_thread.run_sync(work, *arguments)


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


async def coalesced(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """The same bytes in larger pieces: handing one to a thread has a price."""
    parts: list[bytes] = []
    size = 0
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
