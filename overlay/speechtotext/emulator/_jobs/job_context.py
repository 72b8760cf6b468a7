"""The context in which job functions run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from speechtotext.emulator._activity import WebHookCall
from speechtotext.emulator._clock import Clock
from speechtotext.emulator._entities.state import Entity, Resource, State
from speechtotext.emulator._outbound import Outbound
from speechtotext.emulator._recognition.recordings import Recordings
from speechtotext.emulator._storage.blobs import Storage

from .transitions import Outcome


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a job function may read. It changes nothing: the scheduler applies its outcome.

    Args:
        calls: where it records the calls that it makes to web hooks.
    """

    state: State
    storage: Storage
    recordings: Recordings
    clock: Clock
    http: Outbound
    calls: deque[WebHookCall]


JobFunction: TypeAlias = Callable[[JobContext, Resource, Entity], Outcome]
"""What is done while a job runs."""
