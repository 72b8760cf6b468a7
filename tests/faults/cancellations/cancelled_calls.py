"""A program that cancels every asynchronous method at each of its steps, and calls it again.

It is run by `test_cancellations`, in a process of its own, since what is looked for kills a process. It prints what
happened as JSON.
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import anyio

from faults.cancellations.leftovers import eventually, open_files, open_sockets
from faults.cancellations.scenarios import MEMORY, SCENARIOS, Setting, begin, begun, prepared
from speechtotext._batches import planned_jobs, submission
from speechtotext._core.async_transport import AsyncHttpTransport
from speechtotext.emulator import Emulator

_KEPT_THREADS: Final = ("emulator", "Trio thread")
# So long a call may take that is not cancelled, in seconds.
_PATIENCE: Final = 30.0


class Cancelled(BaseException):
    """The call was cancelled, as was asked for."""


async def _by_task(call: Callable[[], Awaitable[object]], moment: Moment) -> None:
    task = asyncio.ensure_future(call())
    moment.act = task.cancel
    try:
        await task
    except asyncio.CancelledError:
        raise Cancelled from None


async def _by_timeout(call: Callable[[], Awaitable[object]], moment: Moment) -> None:
    try:
        async with asyncio.timeout(None) as timeout:
            moment.act = lambda: timeout.reschedule(asyncio.get_running_loop().time())
            try:
                await call()
            finally:
                moment.act = lambda: None
    except TimeoutError:
        raise Cancelled from None


async def _by_interrupt(call: Callable[[], Awaitable[object]], moment: Moment) -> None:
    moment.act = lambda: signal.raise_signal(signal.SIGINT)
    await call()


async def _by_scope(call: Callable[[], Awaitable[object]], moment: Moment) -> None:
    with anyio.CancelScope() as scope:
        moment.act = scope.cancel
        await call()
    if scope.cancelled_caught:
        raise Cancelled


WAYS: Final = {"task": _by_task, "timeout": _by_timeout, "interrupt": _by_interrupt, "trio": _by_scope}


class Moment:
    """When to cancel: at a step of a flow, or after so many seconds."""

    def __init__(self, *, step: int | None = None, seconds: float | None = None) -> None:
        self.steps = 0
        self.act: Callable[[], object] = lambda: None
        self._step = step
        self._seconds = seconds

    def at_step(self) -> None:
        self.steps += 1
        if self.steps == self._step:
            self.act()

    async def after_seconds(self) -> None:
        if self._seconds is not None:
            await anyio.sleep(self._seconds)
            self.act()


def run(way: str, call: Callable[[], Awaitable[object]], moment: Moment) -> bool:
    """Run a call in an event loop of its own; tell whether it was cancelled."""

    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(moment.after_seconds)
            await WAYS[way](call, moment)
            tasks.cancel_scope.cancel()

    async def bounded() -> None:
        with anyio.fail_after(_PATIENCE):
            await main()

    try:
        with _steps_seen(moment):
            anyio.run(bounded, backend="trio" if way == "trio" else "asyncio")
    except Cancelled:
        return True
    except KeyboardInterrupt:
        return True
    except BaseExceptionGroup as group:
        if group.subgroup((Cancelled, KeyboardInterrupt)) is not None:
            return True
        raise
    return False


@contextmanager
def _steps_seen(moment: Moment) -> Iterator[None]:
    plain = AsyncHttpTransport._outcome

    async def seen(self: AsyncHttpTransport, step: Any) -> Any:
        moment.at_step()
        return await plain(self, step)

    AsyncHttpTransport._outcome = seen  # type: ignore[method-assign]
    try:
        yield
    finally:
        AsyncHttpTransport._outcome = plain  # type: ignore[method-assign]


class Whole(NamedTuple):
    """A call that was not cancelled."""

    steps: int
    seconds: float


def check(name: str, way: str, setting: Setting, moment: Moment, counts: Counter[str]) -> Whole:
    """Cancel a call at a moment, look for what it left, and call it again to its end."""
    begin(setting)
    threads, sockets = _threads(), open_sockets()
    cancelled = run(way, lambda: SCENARIOS[name](setting), moment)
    counts["cancelled" if cancelled else "ended before"] += 1
    for thread in _threads() - threads:
        thread.join(5)
    left = [thread.name for thread in _threads() - threads]
    assert not left, f"threads left: {left}"
    assert not open_files(setting.folder), f"files left open: {open_files(setting.folder)}"
    again, began = Moment(), time.monotonic()
    assert not run(way, lambda: SCENARIOS[name](setting), again)
    whole = Whole(again.steps, time.monotonic() - began)
    gc.collect()
    assert not list(setting.folder.rglob("*.part"))
    # The emulator closes its ends when it sees that the client has closed its own.
    assert eventually(lambda: open_sockets() <= sockets), f"{open_sockets()} sockets are open, and were {sockets}"
    return whole


def _threads() -> set[threading.Thread]:
    """The threads that run, without those of the emulator, and those that trio keeps for a while."""
    return {thread for thread in threading.enumerate() if not thread.name.startswith(_KEPT_THREADS)}


async def _awaited(preparation: Awaitable[object]) -> object:
    return await preparation


def main(way: str, every: int, times: int, seed: int) -> None:
    """Cancel each method at every `every`-th step, and at `times` random moments."""
    # Nobody waits here for what the service has accepted to be listed.
    submission.SETTLING = 0.0  # type: ignore[misc]
    planned_jobs.LARGEST_JOB = 2  # type: ignore[misc]
    counts: Counter[str] = Counter()
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp(dir=MEMORY))
    with Emulator(transitions="at-once") as emulator:
        first = prepared(emulator, folder)
        # What has been imported by now is not looked through each time.
        gc.freeze()
        for name in SCENARIOS:
            setting = begun(name, first, lambda preparation: asyncio.run(_awaited(preparation)))
            whole = check(name, way, setting, Moment(), counts)
            moments = [Moment(step=step) for step in range(1, whole.steps + 1, every)]
            moments += [Moment(seconds=chance.uniform(0, whole.seconds)) for _ in range(times)]
            for number, moment in enumerate(moments):
                try:
                    check(name, way, setting, moment, counts)
                except BaseException as error:
                    error.add_note(f"{name}, moment {number} of {len(moments)} ({whole.steps} steps)")
                    raise
    shutil.rmtree(folder)
    print(json.dumps(counts))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
