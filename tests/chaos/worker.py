"""A worker: a process that plays the flows of a mission, is cancelled in between, and looks for what it has left."""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import logging
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

import anyio
import trio

from chaos.flows import Mission
from chaos.flows import play as play_flow
from chaos.notes import Notes
from chaos.session import Session, World
from chaos.weather import LONGEST_DELAY
from faults.cancellations.interrupted_calls import Played
from faults.cancellations.interrupted_calls import play as play_at_once
from faults.cancellations.leftovers import eventually
from faults.clients import CONTEXT
from faults.stalls import Stalls
from speechtotext import MigrationWarning, RetryPolicy, v3_2, v2025_10_15
from speechtotext._batches import planned_jobs, submission
from speechtotext._transfers import uploads

DONE, INTERRUPTED, BROKEN = 0, 2, 3
READY: Final = "ready"
STACKS: Final = "stacks.txt"
"""Where the stacks of a process are written at SIGUSR1."""
_TEMPORARY: Final = "temporary"
# A job that was sent is listed within that time: longer than the proxy holds requests back on a busy machine.
_SETTLING: Final = 6 * LONGEST_DELAY
_RETRY: Final = RetryPolicy(attempts=4, seconds=10, backoff=0.05, longest_wait=1)
# trio keeps its threads for a while; the others are the worker's own.
_KEPT_THREADS: Final = ("MainThread", "Trio thread", "stalls")
# A signal that comes while an object is finalised is lost; one that comes while trio gets to know a generator of httpx
# leaves it to be finalised when trio has ended.
_LOST: Final = (KeyboardInterrupt, trio.RunFinishedError)
_MOST_CANCELS: Final = 3
_LATEST_CANCEL: Final = 3.0
_LOOK: Final = 0.05


class _Terminated(Exception):
    """SIGTERM has come."""


class _Left:
    """What a process holds: open files and sockets, threads, locks."""

    def __init__(self) -> None:
        self.opened = _opened()

    def more(self) -> list[str]:
        """Return what is held now and was not before."""
        gc.collect()
        threads = [each.name for each in threading.enumerate() if not each.name.startswith(_KEPT_THREADS)]
        return [f"thread {name}" for name in threads] + sorted(_opened() - self.opened) + _locks()


def work(mission: Mission, world: World, attempt: int) -> None:
    """Play a mission in this process, from wherever it is, until it has ended or is interrupted."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    notes = Notes(mission.folder, attempt)
    temporary = _prepare(mission, notes)
    notes.add("began")
    (mission.folder / READY).write_text(str(attempt))
    code = DONE
    faulthandler.register(signal.SIGUSR1, stacks := (mission.folder / STACKS).open("w"), all_threads=True)
    before, at = _Left(), 0.0
    with stacks, Stalls() as stalls:
        try:
            try:
                _FLAVOURS[mission.flavour](mission, world, notes, stalls, mission.chance(attempt))
            finally:
                at = time.time()
                for number in (signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, signal.SIG_IGN)
        except BaseException as error:
            code = INTERRUPTED if _is_interruption(error) else BROKEN
            if code == BROKEN:
                notes.add("strange", where="worker", text="".join(traceback.format_exception(error)))
        notes.add("ended", code=code, at=at)
        _note_leaks(before, notes)
    left = sorted(path.name for path in temporary.iterdir())
    if left:
        notes.add("leak", what=f"temporary files {left}")
    sys.exit(code)


def _prepare(mission: Mission, notes: Notes) -> Path:
    """Have everything noted that would only be printed; give the folder for temporary files."""
    submission.SETTLING = _SETTLING  # type: ignore[misc]
    planned_jobs.LARGEST_JOB = 3  # type: ignore[misc]
    uploads.BLOCK_SIZE = 512 << 10  # type: ignore[misc]

    def unraisable(seen: Any) -> None:
        if not isinstance(seen.exc_value, _LOST):
            text = "".join(traceback.format_exception(seen.exc_value))
            notes.add("strange", where=f"{seen.err_msg} {seen.object!r}", text=text)

    def in_thread(seen: threading.ExceptHookArgs) -> None:
        if seen.exc_value is not None:
            notes.add("strange", where="thread", text="".join(traceback.format_exception(seen.exc_value)))

    # What goes wrong is logged, too.
    logging.getLogger("speechtotext").addHandler(logging.NullHandler())
    warnings.simplefilter("ignore", MigrationWarning)
    sys.unraisablehook = unraisable
    threading.excepthook = in_thread
    temporary = mission.folder / _TEMPORARY
    temporary.mkdir(exist_ok=True)
    # Those of a process that was killed.
    for path in temporary.iterdir():
        path.unlink()
    tempfile.tempdir = str(temporary)
    return temporary


def _is_interruption(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return error.subgroup(KeyboardInterrupt) is not None
    return isinstance(error, KeyboardInterrupt | _Terminated)


def _note_leaks(before: _Left, notes: Notes) -> None:
    if not eventually(lambda: not before.more()):
        notes.add("leak", what=before.more())
    notes.add("leaks looked for")


def _options(world: World, api_version: str | None = None) -> dict[str, Any]:
    return {
        "api_version": api_version,
        "endpoint": world.endpoint,
        "key": world.key,
        "retry": _RETRY,
        "rate_limit": None,
        "timeout": 3.0,
        "verify": CONTEXT,
    }


def _sync(mission: Mission, world: World, notes: Notes, stalls: Stalls, chance: Random) -> None:
    """One flow after the other, in the main thread."""
    _with_threads(mission, world, notes, stalls, chance, lambda flows: [flow() for flow in flows])


def _threads(mission: Mission, world: World, notes: Notes, stalls: Stalls, chance: Random) -> None:
    """All flows at once, each in a thread, with one client."""

    def side_by_side(flows: list[Callable[[], None]]) -> None:
        with ThreadPoolExecutor(len(flows)) as pool:
            for future in [pool.submit(flow) for flow in flows]:
                future.result()

    _with_threads(mission, world, notes, stalls, chance, side_by_side)


def _with_threads(
    mission: Mission,
    world: World,
    notes: Notes,
    stalls: Stalls,
    chance: Random,
    run: Callable[[list[Callable[[], None]]], object],
) -> None:
    async def pause(seconds: float) -> None:
        time.sleep(seconds)

    with v3_2.Client(**_options(world, mission.api_version)) as stt, v2025_10_15.Client(**_options(world)) as fast:
        session = Session(world, Played(stt), Played(fast), notes, stalls, pause, chance)

        def flow(name: str, folder: Path) -> Callable[[], None]:
            return lambda: play_at_once(play_flow(name, session, folder))

        run([flow(name, Path(folder)) for folder, name in mission.flows.items()])


def _tasks(mission: Mission, world: World, notes: Notes, stalls: Stalls, chance: Random) -> None:
    """All flows at once, each in a task, cancelled at random moments and begun again."""
    terminated: list[int] = []
    # A handler that raises would do so in the midst of an event loop.
    signal.signal(signal.SIGTERM, lambda number, _: terminated.append(number))
    before, play = _Left(), partial(_all_at_once, mission, world, notes, stalls, chance, terminated)
    for _ in range(chance.randint(0, _MOST_CANCELS)):
        moment = chance.uniform(0.1, _LATEST_CANCEL)
        if not anyio.run(_cancelled, play, moment, mission.flavour, backend=mission.flavour):
            return
        notes.add("cancelled")
        _note_leaks(before, notes)
    anyio.run(play, backend=mission.flavour)


async def _cancelled(play: Callable[[], Awaitable[None]], moment: float, flavour: str) -> bool:
    """Cancel all flows after some seconds, half of the time by a task; tell whether they were cancelled."""
    if flavour == "asyncio" and moment < _LATEST_CANCEL / 2:
        task = asyncio.ensure_future(play())
        timer = asyncio.get_running_loop().call_later(moment, task.cancel)
        try:
            await asyncio.wait([task])
        finally:
            # Also where this is interrupted from outside.
            timer.cancel()
            task.cancel()
            await asyncio.wait([task])
        return task.cancelled() or bool(task.result())
    with anyio.move_on_after(moment) as scope:
        await play()
    return scope.cancelled_caught


async def _all_at_once(
    mission: Mission, world: World, notes: Notes, stalls: Stalls, chance: Random, terminated: list[int]
) -> None:
    if mission.flavour == "asyncio":
        asyncio.get_running_loop().set_exception_handler(lambda loop, told: _note_told(notes, told))

    async def stop_on_sigterm() -> None:
        while not terminated:
            await anyio.sleep(_LOOK)
        tasks.cancel_scope.cancel()

    async with (
        v3_2.AsyncClient(**_options(world, mission.api_version)) as stt,
        v2025_10_15.AsyncClient(**_options(world)) as fast,
    ):
        session = Session(world, stt, fast, notes, stalls, anyio.sleep, chance)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(stop_on_sigterm)
            async with anyio.create_task_group() as flows:
                for folder, name in mission.flows.items():
                    flows.start_soon(play_flow, name, session, Path(folder))
            tasks.cancel_scope.cancel()
    if terminated:
        raise _Terminated


def _note_told(notes: Notes, told: dict[str, Any]) -> None:
    error = told.get("exception")
    text = "" if error is None else "".join(traceback.format_exception(error))
    notes.add("strange", where=f"event loop: {told.get('message')}", text=text)


_Flavour = Callable[[Mission, World, Notes, Stalls, Random], None]
_FLAVOURS: Final[dict[str, _Flavour]] = {"sync": _sync, "threads": _threads, "asyncio": _tasks, "trio": _tasks}
FLAVOURS: Final = tuple(_FLAVOURS)


def _opened() -> set[str]:
    found = set()
    for number in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            found.add(os.readlink(f"/proc/self/fd/{number}"))
    # The one that listed them.
    return {path for path in found if not path.startswith("/proc/")}


def _locks() -> list[str]:
    with open("/proc/locks") as locks:
        return [f"lock {line.strip()}" for line in locks if line.split()[4] == str(os.getpid())]
