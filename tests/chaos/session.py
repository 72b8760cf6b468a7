"""What flows are played with: what is there, a client, and notes of each call."""

from __future__ import annotations

import time
import traceback
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any, Final, NamedTuple, TypeVar

from chaos.notes import Notes
from faults.stalls import Stalls, crowding
from speechtotext import JobFailed, SpeechError

T = TypeVar("T")

# Seconds that a call gets at least.
_LEAST: Final = 1.0


class World(NamedTuple):
    """What is there before all flows begin.

    Args:
        endpoint: where the service is reached.
        job: id of a job with results that are kept.
        sources: the inputs of that job, without signatures.
        dataset: id of a dataset with files that are kept.
        recording: URL of a recording.
    """

    endpoint: str
    key: str
    job: str
    sources: list[str]
    dataset: str
    recording: str


class Session:
    """What flows are played with.

    Args:
        stt: a client of v3.2.
        fast: a client of 2025-10-15.
        pause: waits for some seconds.
        chance: decides how long calls may take.
    """

    def __init__(
        self,
        world: World,
        stt: Any,
        fast: Any,
        notes: Notes,
        stalls: Stalls,
        pause: Callable[[float], Awaitable[None]],
        chance: Random,
    ) -> None:
        self.world = world
        self.stt = stt
        self.fast = fast
        self.notes = notes
        self._stalls = stalls
        self._pause = pause
        self._chance = chance

    async def call(self, name: str, most: float, make: Callable[[float], Awaitable[T]]) -> T:
        """Make a call with a deadline, and note how long it took and what it raised.

        Args:
            most: seconds that it gets at most.
            make: is given the seconds.
        """
        allowed = self._chance.choice((most, self._chance.uniform(_LEAST, most)))
        began, stalled = time.monotonic(), self._stalls.seconds
        raised, strange = None, None
        try:
            return await make(allowed)
        except SpeechError as error:
            raised = type(error).__name__
            raise
        except Exception as error:
            raised, strange = type(error).__name__, "".join(traceback.format_exception(error))
            raise
        except BaseException:
            raised = "interrupted"
            raise
        finally:
            seconds, late = time.monotonic() - began, self._stalls.seconds - stalled
            times = {"allowed": allowed, "seconds": seconds, "stalled": late, "crowding": crowding()}
            self.notes.add("call", name=name, **times, raised=raised, strange=strange)

    async def until_done(self, name: str, most: float, make: Callable[[float], Awaitable[T]]) -> T:
        """Make a call again and again until it succeeds."""
        while True:
            try:
                return await self.call(name, most, make)
            except JobFailed:
                raise
            except SpeechError:
                await self.pause()

    async def pause(self) -> None:
        """Wait a little before the next try."""
        await self._pause(0.05)
