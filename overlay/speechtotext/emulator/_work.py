"""Where the work of jobs is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import httpx

from ._clock import Clock
from ._jobs import Outcome
from ._recordings import Recordings
from ._state import Entity, Resource, State
from ._storage import Storage


@dataclass(frozen=True, slots=True)
class Workplace:
    """What the work of a job may look at. It changes nothing: that is left to its outcome."""

    state: State
    storage: Storage
    recordings: Recordings
    clock: Clock
    http: httpx.Client


Work: TypeAlias = Callable[[Workplace, Resource, Entity], Outcome]
"""What is done while a job runs."""
