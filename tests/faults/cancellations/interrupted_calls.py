"""A program that interrupts every synchronous method at each of its steps, and calls it again.

It is run by `test_cancellations`, and prints what happened as JSON. The scenarios are those of `cancelled_calls`, with
synchronous clients.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from faults.cancellations.leftovers import eventually, open_files, open_sockets
from faults.cancellations.scenarios import MEMORY, SCENARIOS, Setting, begin, begun, prepared
from faults.clients import CONTEXT
from speechtotext._batches import planned_jobs, submission
from speechtotext._core.transport import HttpTransport
from speechtotext.emulator import Emulator

SIGNALS: Final = {"SIGINT": signal.SIGINT, "SIGTERM": signal.SIGTERM}
# So long a call may go on after it has been interrupted, in seconds.
_AT_ONCE: Final = 1.0


class Interrupted(BaseException):
    """A signal has come."""


class Played:
    """A synchronous object in the place of an asynchronous one: what it does is done before it can be awaited."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    async def __aenter__(self) -> Played:
        return self

    async def __aexit__(self, *error: object) -> None:
        """The client goes on after each interruption."""

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._inner, name)
        return Played(value) if callable(value) or hasattr(value, "_transport") else value

    def __call__(self, *arguments: Any, **named: Any) -> Played:
        plain = [argument._inner if isinstance(argument, Played) else argument for argument in arguments]
        return Played(self._inner(*plain, **named))

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._inner
        yield

    async def __aiter__(self) -> AsyncIterator[Any]:
        for item in self._inner:
            yield item


def play(scenario: Awaitable[object]) -> None:
    """Run a scenario whose clients are `Played`: it never waits."""
    try:
        next(scenario.__await__())
    except StopIteration:
        return
    raise AssertionError("the scenario waits for something that is not played")


class Moment:
    """When to send a signal to this process: at a step of a flow, in whichever thread, or after so many seconds."""

    def __init__(self, sent: signal.Signals, *, step: int | None = None, seconds: float | None = None) -> None:
        self.steps = 0
        self.at = 0.0
        self._sent = sent
        self._step = step
        self._seconds = seconds
        self._lock = threading.Lock()

    def at_step(self) -> None:
        with self._lock:
            self.steps += 1
            due = self.steps == self._step
        if due:
            self._act()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Send the signal when its time has come, if that is before the end."""
        if self._seconds is None:
            yield
            return
        timer = threading.Timer(self._seconds, self._act)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _act(self) -> None:
        self.at = time.monotonic()
        os.kill(os.getpid(), self._sent)


def interrupted(call: Callable[[], None], moment: Moment) -> bool:
    """Make a call; tell whether it was interrupted, which must not take long."""

    def stop(number: int, frame: object) -> None:
        raise Interrupted

    plain = HttpTransport._outcome

    def seen(self: HttpTransport, step: Any) -> Any:
        moment.at_step()
        return plain(self, step)

    HttpTransport._outcome = seen  # type: ignore[method-assign]
    for number in SIGNALS.values():
        signal.signal(number, stop)
    try:
        with moment.watched():
            call()
    except Interrupted:
        took = time.monotonic() - moment.at
        assert took < _AT_ONCE, f"it went on for {took:.1f} s after the signal"
        return True
    finally:
        for number in SIGNALS.values():
            signal.signal(number, signal.SIG_IGN)
        HttpTransport._outcome = plain  # type: ignore[method-assign]
    return False


def check(name: str, setting: Setting, moment: Moment, counts: Counter[str]) -> tuple[int, float]:
    """Interrupt a call at a moment, look for what it left, and call it again to its end: its steps and seconds."""
    begin(setting)
    sockets = open_sockets()
    stopped = interrupted(lambda: play(SCENARIOS[name](setting)), moment)
    counts["interrupted" if stopped else "ended before"] += 1
    assert eventually(lambda: not _own_threads()), f"threads left: {_own_threads()}"
    gc.collect()
    assert not open_files(setting.folder), f"files left open: {open_files(setting.folder)}"
    again, began = Moment(signal.SIGINT), time.monotonic()
    assert not interrupted(lambda: play(SCENARIOS[name](setting)), again)
    seconds = time.monotonic() - began
    assert not list(setting.folder.rglob("*.part"))
    # A client keeps connections for its next calls: some for each of its threads, and both ends are in this process.
    assert eventually(lambda: open_sockets() <= sockets + 2 * _MOST_CONNECTIONS), f"{open_sockets()} sockets are open"
    return again.steps, seconds


_MOST_CONNECTIONS: Final = 40


def _own_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("speechtotext")]


def main(sent: str, every: int, times: int, seed: int) -> None:
    """Interrupt each method at every `every`-th step, and at `times` random moments."""
    # Nobody waits here for what the service has accepted to be listed.
    submission.SETTLING = 0.0  # type: ignore[misc]
    planned_jobs.LARGEST_JOB = 2  # type: ignore[misc]
    counts: Counter[str] = Counter()
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp(dir=MEMORY))
    clients: dict[tuple[object, str], Played] = {}
    with Emulator(transitions="at-once") as emulator:

        def client(version: Any, key: str = emulator.key) -> Played:
            if (version, key) not in clients:
                made = version.Client(endpoint=emulator.endpoint, key=key, rate_limit=None, verify=CONTEXT)
                clients[version, key] = Played(made)
            return clients[version, key]

        first = prepared(emulator, folder)._replace(client=client)
        gc.freeze()
        for name in SCENARIOS:
            setting = begun(name, first, play)
            steps, seconds = check(name, setting, Moment(SIGNALS[sent]), counts)
            moments = [Moment(SIGNALS[sent], step=step) for step in range(1, steps + 1, every)]
            moments += [Moment(SIGNALS[sent], seconds=chance.uniform(0, seconds)) for _ in range(times)]
            for number, moment in enumerate(moments):
                try:
                    check(name, setting, moment, counts)
                except BaseException as error:
                    error.add_note(f"{name}, moment {number} of {len(moments)} ({steps} steps)")
                    raise
        for made in clients.values():
            made._inner.close()
        assert eventually(lambda: not _own_threads())
    shutil.rmtree(folder)
    print(json.dumps(counts))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
