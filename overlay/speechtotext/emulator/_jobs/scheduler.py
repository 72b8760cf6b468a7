"""The job scheduler: starts, runs and ends jobs, and deletes entities past their time to live."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from threading import RLock
from typing import Final, NamedTuple, TypeAlias

from speechtotext.emulator._clock import format_timestamp
from speechtotext.emulator._contract.durations import parse_duration
from speechtotext.emulator._entities.files import store_file
from speechtotext.emulator._entities.state import Entity, Resource, Status

from .job_context import JobContext, JobFunction
from .transitions import Key, Outcome, Schedule, Transitions
from .web_hooks import Phase

_log = logging.getLogger(__name__)

_PATIENCE: Final = 1.0
_WORKERS: Final = 4

OnEvent: TypeAlias = Callable[[Resource, Entity, Phase], None]


class _RunningJob(NamedTuple):
    """A running job: start on this machine's monotonic clock, due time on the service's clock."""

    since: float
    due: datetime
    outcome: Future[Outcome]


class JobScheduler:
    """Runs jobs when they are due.

    Args:
        context: what their work is done.
        job_functions: the function that runs of each kind of jobs, by the path of their collection.
        on_event: is told what happens.
        lock: held whenever the state is looked at or changed.
    """

    def __init__(
        self,
        context: JobContext,
        job_functions: Mapping[str, JobFunction],
        transitions: Transitions,
        on_event: OnEvent,
        lock: RLock,
    ) -> None:
        self._context = context
        self._job_functions = job_functions
        self._on_event = on_event
        self._lock = lock
        self._schedule = Schedule(transitions)
        self._failures: list[tuple[str, tuple[str, str]]] = []
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="emulator-work")
        self._running: dict[Key, _RunningJob] = {}

    def add(self, resource: Resource, entity: Entity) -> None:
        """Add a new entity."""
        self._context.state.keep(resource, entity)
        self._on_event(resource, entity, "Creation")

    def start(self, resource: Resource, job: Entity) -> None:
        """Schedule a job, or schedule it again if it has ended."""
        now = self._context.clock.now()
        self._set_status(job, "NotStarted", now)
        self._schedule.schedule_start(_key(resource, job), job, now)

    def remove(self, resource: Resource, entity: Entity) -> None:
        """Delete an entity and its container."""
        resource.forget(entity)
        self._context.storage.discard_container(entity.id)
        self._on_event(resource, entity, "Deletion")

    def record_poll(self, resource: Resource, job: Entity) -> None:
        """Record that a request has read a job."""
        self._schedule.record_poll(_key(resource, job), job, self._context.clock.now())

    def fail_next(self, collection: str, code: str, message: str) -> None:
        """Make the next job of a collection fail."""
        self._failures.append((collection, (code, message)))

    @property
    def failures(self) -> Sequence[tuple[str, tuple[str, str]]]:
        """The failures that wait for a job: its collection, and code and message of the error."""
        return tuple(self._failures)

    @property
    def is_idle(self) -> bool:
        """Whether no job is due or running."""
        due = self._schedule.next()
        return not self._running and (due is None or due > self._context.clock.now())

    def settle(self) -> None:
        """Run all due jobs. Wait up to a second for each; a job that takes longer is seen running."""
        while not self.is_idle:
            with self._lock:
                self._start_due_jobs()
                going_on = dict(self._running)
            patience = max((work.since for work in going_on.values()), default=0) + _PATIENCE - time.monotonic()
            wait([work.outcome for work in going_on.values()], max(patience, 0))
            with self._lock:
                for key, work in going_on.items():
                    if work.outcome.done() and self._running.get(key) is work:
                        del self._running[key]
                        self._finish(key, work)
                if self._running:
                    return

    def resume(self, resource: Resource, entity: Entity) -> None:
        """Schedule an entity of a restored state."""
        if entity.due is not None:
            self._schedule.schedule_at(_key(resource, entity), entity, entity.due)

    def clear(self) -> None:
        """Cancel all scheduled and running jobs."""
        for work in self._running.values():
            work.outcome.cancel()
        self._running.clear()
        self._failures.clear()
        self._schedule = Schedule(self._schedule.transitions)

    def close(self) -> None:
        """Cancel outstanding work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _start_due_jobs(self) -> None:
        for when, key in self._schedule.due(self._context.clock.now()):
            resource, entity = self._find(key)
            if resource is None or entity is None or entity.due != when:
                continue
            if entity.status == "NotStarted":
                self._set_status(entity, "Running", when)
                self._on_event(resource, entity, "Processing")
                self._schedule.schedule_end(key, entity, when)
            elif entity.status == "Running":
                outcome = self._pool.submit(self._job_function(entity), self._context, resource, entity)
                self._running[key] = _RunningJob(time.monotonic(), when, outcome)
            else:
                self.remove(resource, entity)

    def _job_function(self, entity: Entity) -> JobFunction:
        """Return the function that runs a job, or one that fails if a failure was injected."""
        for number, (collection, error) in enumerate(self._failures):
            if collection == entity.collection:
                del self._failures[number]
                return lambda context, resource, job: Outcome(error)
        return self._job_functions[entity.collection]

    def _finish(self, key: Key, work: _RunningJob) -> None:
        """Apply the outcome of a job and set its final status."""
        resource, entity = self._find(key)
        if resource is None or entity is None:
            return
        outcome = _outcome(entity, work.outcome)
        self._set_status(entity, "Failed" if outcome.error else "Succeeded", work.due)
        properties = {**entity.body.get("properties", {}), **outcome.properties}
        if outcome.error is not None:
            code, message = outcome.error
            properties["error"] = {"code": code, "message": message}
        entity.body["properties"] = properties
        storage = self._context.storage
        container, prefix = outcome.destination or (entity.id, "")
        entity.files = [
            store_file(storage, product, entity.acted, container, prefix=prefix, signed=outcome.destination is None)
            for product in outcome.products
        ]
        kept_for = parse_duration(properties.get("timeToLive", "PT0S"))
        self._schedule.schedule_deletion(key, entity, work.due + kept_for if kept_for else None)
        self._on_event(resource, entity, "Completion")

    def _set_status(self, entity: Entity, status: Status, when: datetime) -> None:
        entity.status = status
        entity.acted = format_timestamp(when)
        entity.body.get("properties", {}).pop("error", None)

    def _find(self, key: Key) -> tuple[Resource | None, Entity | None]:
        name, collection, id = key
        resource = self._context.state.resources.get(name)
        return resource, resource.entities[collection].get(id) if resource else None


def _key(resource: Resource, entity: Entity) -> Key:
    return resource.name, entity.collection, entity.id


def _outcome(entity: Entity, work: Future[Outcome]) -> Outcome:
    """Return the outcome of a job function; an error if it raised an exception."""
    fault = work.exception()
    if fault is None:
        return work.result()
    _log.error("The work on %s broke down.", entity.reference, exc_info=fault)
    return Outcome(("InternalServerError", f"The emulator broke down: {type(fault).__name__}."))
