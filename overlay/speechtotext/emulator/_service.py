"""The service behind the API: its state, and all that works on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from threading import RLock
from typing import Final, get_args
from uuid import uuid4

import httpx

from . import _evaluating, _importing, _modelling, _transcribing, _web_hooks
from ._clock import Clock, written
from ._collections import (
    COLLECTIONS,
    DATASETS,
    ENDPOINTS,
    EVALUATIONS,
    MODEL_COPIES,
    MODELS,
    TRANSCRIPTIONS,
    WEB_HOOKS,
    Collection,
)
from ._documents import Document, Json, documents
from ._engine import Engine, Phase
from ._entities import told
from ._faults import Faults
from ._jobs import Transitions
from ._locales import base_models
from ._recognition import Transcriber
from ._recordings import Recordings
from ._shapes import Link, Shapes
from ._state import Entity, Resource, State
from ._storage import Storage
from ._validation import Checks
from ._work import Work, Workplace

_WORKS: Final[Mapping[str, Work]] = {
    DATASETS.path: _importing.import_dataset,
    MODELS.path: _modelling.train,
    ENDPOINTS.path: _modelling.deploy,
    EVALUATIONS.path: _evaluating.evaluate,
    TRANSCRIPTIONS.path: _transcribing.transcribe,
    MODEL_COPIES.path: _modelling.copy,
    WEB_HOOKS.path: _web_hooks.challenge,
}


class Service:
    """Resources and their entities, storage, and jobs at work.

    Args:
        transitions: by what jobs move on.
        transcribers: who is asked for what is said in a recording, one after the other.
        clock: the time.
        http: what calls web hooks and fetches what is elsewhere.
        blobs: folder for the contents of the storage; in memory by default.
        strict: whether to refuse what the documents do not declare.
    """

    def __init__(
        self,
        *,
        transitions: Transitions,
        transcribers: Sequence[Transcriber],
        clock: Clock,
        http: httpx.Client,
        blobs: Path | None = None,
        strict: bool = False,
    ) -> None:
        self.documents = documents()
        self.checks = {version: Checks(document, strict=strict) for version, document in self.documents.items()}
        self.clock = clock
        self.lock = RLock()
        self.faults = Faults()
        self.storage = Storage(clock, blobs)
        self.state = State(base_models(next(iter(self.documents)), clock.now()))
        self.recordings = Recordings(self.storage, http, transcribers)
        self.caller = _web_hooks.Caller(http)
        place = Workplace(self.state, self.storage, self.recordings, clock, http)
        self.engine = Engine(place, _WORKS, transitions, self._tell_web_hooks, self.lock)
        self._shapes = {version: Shapes(document) for version, document in self.documents.items()}
        self._ages = {version: age for age, version in enumerate(self.documents)}

    def made(
        self,
        collection: Collection,
        body: Json,
        *,
        version: str,
        site: str,
        id: str | None = None,
        data: Json | None = None,
    ) -> Entity:
        """A new entity, which is not kept yet.

        Args:
            body: its properties, under the names of all versions.
            data: what is kept of it and never shown.
        """
        now = written(self.clock.now())
        return Entity(
            collection=collection.path,
            id=id or str(uuid4()),
            version=version,
            site=site,
            body=body,
            created=now,
            acted=now,
            status="NotStarted" if collection.is_job else None,
            data=data or {},
        )

    def shown(self, document: Document, schema: Json, value: object, site: str) -> object:
        """A value as a version shows it at a site."""
        return self._shapes[document.version].shown(schema, value, site)

    def is_readable(self, entity: Entity, document: Document) -> bool:
        """Whether an entity can be read through a version.

        A transcription cannot be read through versions older than that it was made in, nor a dataset through those
        that do not know its kind.
        """
        if entity.kind is TRANSCRIPTIONS:
            return self._ages[entity.version] <= self._ages[document.version]
        if entity.kind is DATASETS:
            return entity.body["kind"] in document.schema("DatasetKind")["enum"]
        return True

    def clear(self) -> None:
        """Forget everything: entities, blobs, faults, the time that went by at once."""
        with self.lock:
            self.engine.clear()
            self.faults.clear()
            self.storage.clear()
            self.state.clear()
            self.clock.ahead = timedelta()

    def close(self) -> None:
        """Do nothing more."""
        self.engine.close()
        self.caller.close()

    def web_hook_told(self, hook: Entity, resource: Resource) -> Json:
        """A web hook as its own version shows it."""
        document = self.documents[hook.version]
        shown = self.shown(document, document.schema("WebHook"), told(hook, resource), hook.site)
        return dict(shown) if isinstance(shown, dict) else {}

    def events_of(self, hook: Entity, resource: Resource) -> list[tuple[str, Entity]]:
        """The latest event of each kind that a web hook asks for: its name and the entity."""
        document = self.documents[hook.version]
        events = []
        for collection in COLLECTIONS.values():
            readable = [each for each in resource.all(collection).values() if self.is_readable(each, document)]
            wanted = (f"{collection.event}{phase}" for phase in get_args(Phase))
            events += [(event, readable[-1]) for event in wanted if readable and hook.body["events"].get(event)]
        return events

    def call_web_hook(self, hook: Entity, event: str, entity: Entity) -> None:
        """Tell a web hook of an event."""
        document = self.documents[hook.version]
        url = Link(entity.kind.get, {"id": entity.id}).url(document, hook.site)
        if url is not None:
            timestamp = written(self.clock.now())
            self.caller.call(_web_hooks.notification(hook, event[0].upper() + event[1:], url, timestamp))

    def _tell_web_hooks(self, resource: Resource, entity: Entity, phase: Phase) -> None:
        event = f"{entity.kind.event}{phase}"
        for hook in resource.all(WEB_HOOKS).values():
            wanted = hook.status == "Succeeded" and hook.body["events"].get(event)
            if wanted and self.is_readable(entity, self.documents[hook.version]):
                self.call_web_hook(hook, event, entity)
