"""Items that several tasks produce side by side, taken one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from .merging import ENDED, MOST_WAITING, End

if TYPE_CHECKING:
    import asyncio

    import anyio

T = TypeVar("T")

AsyncProducer: TypeAlias = Callable[[Callable[[T], Awaitable[None]]], Awaitable[None]]


class MergedTasks(Generic[T]):
    """Producers that run at once, each in a task of its own, also while nobody waits for their items.

    Args:
        producers: each is called with what takes its items. That waits while too many items do.
    """

    def __init__(self, producers: Sequence[AsyncProducer[T]]) -> None:
        # Imported here: it is slow to import, and synchronous clients do without.
        import anyio

        self._items: deque[T] = deque()
        self._changed = anyio.Event()
        self._error: Exception | None = None
        self._running = len(producers)
        self._scopes = [anyio.CancelScope() for _ in producers]
        # The event loop refers to its tasks weakly.
        self._tasks: list[asyncio.Task[None]] = []
        self._call_soon = _start_all(
            [partial(self._produce, producer, scope) for producer, scope in zip(producers, self._scopes, strict=True)],
            self._tasks,
            self._count_down,
        )

    async def next(self) -> T | End:
        """Wait for the next item; ENDED when all producers have ended. Raises the error of the first that failed."""
        while not self._items:
            if not self._running:
                if self._error is not None:
                    raise self._error
                return ENDED
            await self._changed.wait()
        self._wake()
        return self._items.popleft()

    async def end(self) -> None:
        """Stop the producers, and wait until they have ended, whatever is cancelled meanwhile."""
        import anyio

        self._cancel()
        cancelled: BaseException | None = None
        with anyio.CancelScope(shield=True):
            while self._running:
                try:
                    await self._changed.wait()
                except anyio.get_cancelled_exc_class() as error:
                    # Of `task.cancel()`, which scopes do not keep out.
                    cancelled = error
        if cancelled is not None:
            raise cancelled

    def abandon(self) -> None:
        """Stop the producers; callable from any thread."""
        if self._running:
            self._call_soon(self._cancel)

    def _cancel(self) -> None:
        for scope in self._scopes:
            scope.cancel()

    async def _produce(self, producer: AsyncProducer[T], scope: anyio.CancelScope) -> None:
        with scope:
            try:
                await producer(self._put)
            except Exception as error:
                self._error = self._error or error
                self._cancel()

    async def _put(self, item: T) -> None:
        while len(self._items) >= MOST_WAITING:
            await self._changed.wait()
        self._items.append(item)
        self._wake()

    def _wake(self) -> None:
        """Have all look again who wait for a change."""
        import anyio

        self._changed.set()
        self._changed = anyio.Event()

    def _count_down(self) -> None:
        self._running -= 1
        self._wake()


def _start_all(
    producers: Sequence[Callable[[], Coroutine[Any, Any, None]]],
    tasks: list[asyncio.Task[None]],
    on_end: Callable[[], None],
) -> Callable[[Callable[[], None]], object]:
    """Start a task for each, and return what calls a function in the thread of the tasks.

    They belong to no task group: a group would have to end before an item can be given to the caller.
    """
    import asyncio

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return _start_in_trio(producers, on_end)
    for producer in producers:
        task = loop.create_task(producer())
        task.add_done_callback(lambda ended: on_end())
        tasks.append(task)
    return loop.call_soon_threadsafe


def _start_in_trio(
    producers: Sequence[Callable[[], Coroutine[Any, Any, None]]], on_end: Callable[[], None]
) -> Callable[[Callable[[], None]], object]:
    import trio

    async def run(producer: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await producer()
        finally:
            on_end()

    for producer in producers:
        trio.lowlevel.spawn_system_task(run, producer, context=copy_context())
    return trio.lowlevel.current_trio_token().run_sync_soon
