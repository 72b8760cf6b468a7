"""What happens as time goes by: jobs start, work and end, and what has been kept long enough is deleted."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from threading import RLock
from typing import Final, NamedTuple, TypeAlias

from speechtotext.emulator._clock import written
from speechtotext.emulator._contract.durations import parse_duration
from speechtotext.emulator._entities.files import kept
from speechtotext.emulator._entities.state import Entity, Resource, Status

from .transitions import Key, Outcome, Schedule, Transitions
from .web_hooks import Phase
from .worker import Work, Workplace

_log = logging.getLogger(__name__)

_PATIENCE: Final = 1.0
_WORKERS: Final = 4

OnEvent: TypeAlias = Callable[[Resource, Entity, Phase], None]


class _AtWork(NamedTuple):
    """Work that is going on: since when, on the clock of this machine, and when it was due at the service."""

    since: float
    due: datetime
    outcome: Future[Outcome]


class Engine:
    """Moves jobs on.

    Args:
        place: where their work is done.
        works: the work of each kind of jobs, by the path of their collection.
        on_event: is told what happens.
        lock: held whenever the state is looked at or changed.
    """

    def __init__(
        self,
        place: Workplace,
        works: Mapping[str, Work],
        transitions: Transitions,
        on_event: OnEvent,
        lock: RLock,
    ) -> None:
        self._place = place
        self._works = works
        self._on_event = on_event
        self._lock = lock
        self._schedule = Schedule(transitions)
        self._failures: list[tuple[str, tuple[str, str]]] = []
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="emulator-work")
        self._at_work: dict[Key, _AtWork] = {}

    def add(self, resource: Resource, entity: Entity) -> None:
        """Keep a new entity."""
        self._place.state.keep(resource, entity)
        self._on_event(resource, entity, "Creation")

    def start(self, resource: Resource, job: Entity) -> None:
        """Let a job wait for its turn, once more if it has ended before."""
        now = self._place.clock.now()
        self._enter(job, "NotStarted", now)
        self._schedule.starts(_key(resource, job), job, now)

    def remove(self, resource: Resource, entity: Entity) -> None:
        """Delete an entity with its own container."""
        resource.forget(entity)
        self._place.storage.discard_container(entity.id)
        self._on_event(resource, entity, "Deletion")

    def looked_at(self, resource: Resource, job: Entity) -> None:
        """Somebody has seen a job."""
        self._schedule.looked_at(_key(resource, job), job, self._place.clock.now())

    def fail_next(self, collection: str, code: str, message: str) -> None:
        """Let the work on the next job of a collection come to an error."""
        self._failures.append((collection, (code, message)))

    @property
    def is_idle(self) -> bool:
        """Whether nothing is due and no work is going on."""
        due = self._schedule.next()
        return not self._at_work and (due is None or due > self._place.clock.now())

    def settle(self) -> None:
        """Do what is due. Work is waited for, for a second after it began: from then on its job is seen running."""
        while not self.is_idle:
            with self._lock:
                self._move_on()
                going_on = dict(self._at_work)
            patience = max((work.since for work in going_on.values()), default=0) + _PATIENCE - time.monotonic()
            wait([work.outcome for work in going_on.values()], max(patience, 0))
            with self._lock:
                for key, work in going_on.items():
                    if work.outcome.done() and self._at_work.get(key) is work:
                        del self._at_work[key]
                        self._finish(key, work)
                if self._at_work:
                    return

    def resume(self, resource: Resource, entity: Entity) -> None:
        """Take up an entity of a former state where it was."""
        if entity.due is not None:
            self._schedule.at(_key(resource, entity), entity, entity.due)

    def clear(self) -> None:
        """Forget all that is due or going on."""
        for work in self._at_work.values():
            work.outcome.cancel()
        self._at_work.clear()
        self._failures.clear()
        self._schedule = Schedule(self._schedule.transitions)

    def close(self) -> None:
        """Do nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _move_on(self) -> None:
        for when, key in self._schedule.due(self._place.clock.now()):
            resource, entity = self._found(key)
            if resource is None or entity is None or entity.due != when:
                continue
            if entity.status == "NotStarted":
                self._enter(entity, "Running", when)
                self._on_event(resource, entity, "Processing")
                self._schedule.runs(key, entity, when)
            elif entity.status == "Running":
                outcome = self._pool.submit(self._work(entity), self._place, resource, entity)
                self._at_work[key] = _AtWork(time.monotonic(), when, outcome)
            else:
                self.remove(resource, entity)

    def _work(self, entity: Entity) -> Work:
        """The work on a job, unless it is to fail."""
        for number, (collection, error) in enumerate(self._failures):
            if collection == entity.collection:
                del self._failures[number]
                return lambda place, resource, job: Outcome(error)
        return self._works[entity.collection]

    def _finish(self, key: Key, work: _AtWork) -> None:
        """Let a job end with what its work has come to."""
        resource, entity = self._found(key)
        if resource is None or entity is None:
            return
        outcome = _outcome(entity, work.outcome)
        self._enter(entity, "Failed" if outcome.error else "Succeeded", work.due)
        properties = {**entity.body.get("properties", {}), **outcome.properties}
        if outcome.error is not None:
            code, message = outcome.error
            properties["error"] = {"code": code, "message": message}
        entity.body["properties"] = properties
        storage = self._place.storage
        container, prefix = outcome.destination or (entity.id, "")
        entity.files = [
            kept(storage, product, entity.acted, container, prefix=prefix, signed=outcome.destination is None)
            for product in outcome.products
        ]
        kept_for = parse_duration(properties.get("timeToLive", "PT0S"))
        self._schedule.ends(key, entity, work.due + kept_for if kept_for else None)
        self._on_event(resource, entity, "Completion")

    def _enter(self, entity: Entity, status: Status, when: datetime) -> None:
        entity.status = status
        entity.acted = written(when)
        entity.body.get("properties", {}).pop("error", None)

    def _found(self, key: Key) -> tuple[Resource | None, Entity | None]:
        name, collection, id = key
        resource = self._place.state.resources.get(name)
        return resource, resource.entities[collection].get(id) if resource else None


def _key(resource: Resource, entity: Entity) -> Key:
    return resource.name, entity.collection, entity.id


def _outcome(entity: Entity, work: Future[Outcome]) -> Outcome:
    """What work has come to; an error, if it broke down."""
    fault = work.exception()
    if fault is None:
        return work.result()
    _log.error("The work on %s broke down.", entity.reference, exc_info=fault)
    return Outcome(("InternalServerError", f"The emulator broke down: {type(fault).__name__}."))
