"""What happens as time goes by: jobs start, work and end, and what has been kept long enough is deleted."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from threading import RLock
from typing import Final, Literal, TypeAlias
from uuid import uuid4

from ._clock import written
from ._jobs import Key, Outcome, Product, Schedule, Transitions
from ._state import Entity, File, Resource, Status
from ._storage import SERVICE_CONTAINER
from ._times import parse_duration
from ._work import Work, Workplace

_log = logging.getLogger(__name__)

_PATIENCE: Final = 1.0
_WORKERS: Final = 4

Phase: TypeAlias = Literal["Creation", "Processing", "Completion", "Deletion"]
"""What may happen to an entity."""

OnEvent: TypeAlias = Callable[[Resource, Entity, Phase], None]


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
        self.schedule = Schedule(transitions)
        self.failures: list[tuple[str, tuple[str, str]]] = []
        self._place = place
        self._works = works
        self._on_event = on_event
        self._lock = lock
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="emulator-work")
        self._working: dict[Key, tuple[datetime, Future[Outcome]]] = {}

    def add(self, resource: Resource, entity: Entity) -> None:
        """Keep a new entity."""
        self._place.state.keep(resource, entity)
        self._on_event(resource, entity, "Creation")

    def start(self, resource: Resource, job: Entity) -> None:
        """Let a job wait for its turn, once more if it has ended before."""
        self._enter(job, "NotStarted", self._place.clock.now())
        self.schedule.starts(_key(resource, job), job, self._place.clock.now())

    def remove(self, resource: Resource, entity: Entity) -> None:
        """Delete an entity with its files."""
        resource.forget(entity)
        self._drop_files(entity)
        self._on_event(resource, entity, "Deletion")

    def looked_at(self, resource: Resource, job: Entity) -> None:
        """Somebody has seen a job."""
        self.schedule.looked_at(_key(resource, job), job, self._place.clock.now())

    @property
    def is_idle(self) -> bool:
        """Whether nothing is due and no work is going on."""
        due = self.schedule.next()
        return not self._working and (due is None or due > self._place.clock.now())

    def settle(self) -> None:
        """Do what is due. Work on jobs is waited for, a second at most: then they are seen running."""
        while not self.is_idle:
            with self._lock:
                self._move_on()
                working = dict(self._working)
            if working:
                _, unfinished = wait([work for _, work in working.values()], _PATIENCE)
                with self._lock:
                    for key, (_, work) in working.items():
                        if work not in unfinished:
                            self._finish(key)
                if unfinished:
                    return

    def clear(self) -> None:
        """Forget all that is due or being worked on."""
        for _, work in self._working.values():
            work.cancel()
        self._working.clear()
        self.failures.clear()
        self.schedule = Schedule(self.schedule.transitions)

    def resume(self, resource: Resource, entity: Entity) -> None:
        """Take up an entity of a former state where it was."""
        if entity.due is not None:
            self.schedule.at(_key(resource, entity), entity, entity.due)

    def close(self) -> None:
        """Do nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _move_on(self) -> None:
        for when, key in self.schedule.due(self._place.clock.now()):
            resource, entity = self._found(key)
            if resource is None or entity is None or entity.due != when:
                continue
            entity.due = None
            if entity.status == "NotStarted":
                self._enter(entity, "Running", when)
                self._on_event(resource, entity, "Processing")
                self.schedule.runs(key, entity, when)
            elif entity.status == "Running":
                self._working[key] = when, self._pool.submit(self._work(entity), self._place, resource, entity)
            else:
                self.remove(resource, entity)

    def _work(self, entity: Entity) -> Work:
        """The work on a job, unless it is to fail."""
        for number, (collection, error) in enumerate(self.failures):
            if collection == entity.collection:
                del self.failures[number]
                return lambda place, resource, job: Outcome(error)
        return self._works[entity.collection]

    def _finish(self, key: Key) -> None:
        if key not in self._working:
            return
        when, work = self._working.pop(key)
        resource, entity = self._found(key)
        if resource is None or entity is None:
            return
        fault = work.exception()
        if fault is not None:
            _log.error("The work on %s broke down.", entity.reference, exc_info=fault)
            outcome = Outcome(("InternalServerError", f"The emulator broke down: {type(fault).__name__}."))
        else:
            outcome = work.result()
        self._enter(entity, "Failed" if outcome.error else "Succeeded", when)
        properties = {**entity.body.get("properties", {}), **outcome.properties}
        if outcome.error:
            properties["error"] = dict(zip(("code", "message"), outcome.error, strict=True))
        entity.body["properties"] = properties
        self._drop_files(entity)
        entity.files = [self._kept(entity, product, outcome.destination) for product in outcome.products]
        kept_for = parse_duration(properties.get("timeToLive", "PT0S"))
        self.schedule.ends(key, entity, when + kept_for if kept_for else None)
        self._on_event(resource, entity, "Completion")

    def _enter(self, entity: Entity, status: Status, when: datetime) -> None:
        entity.status = status
        entity.acted = written(when)
        entity.body.get("properties", {}).pop("error", None)

    def _kept(self, entity: Entity, product: Product, destination: tuple[str, str] | None) -> File:
        container, prefix = destination or (SERVICE_CONTAINER, f"{entity.id}/")
        blob = prefix + product.name
        self._place.storage.put(blob, product.content, container=container)
        return File(
            id=product.id or str(uuid4()),
            name=product.name,
            kind=product.kind,
            created=entity.acted,
            size=len(product.content),
            container=container,
            blob=blob,
            signed=destination is None,
            milliseconds=product.milliseconds,
        )

    def _drop_files(self, entity: Entity) -> None:
        """Delete the files of an entity, but for those in a container that is not the service's own."""
        for file in entity.files:
            if file.container == SERVICE_CONTAINER:
                self._place.storage.discard(file.container, file.blob)
        entity.files = []

    def _found(self, key: Key) -> tuple[Resource | None, Entity | None]:
        name, collection, id = key
        resource = self._place.state.resources.get(name)
        return resource, resource.entities[collection].get(id) if resource else None


def _key(resource: Resource, entity: Entity) -> Key:
    return resource.name, entity.collection, entity.id
