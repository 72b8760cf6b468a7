"""The service behind the API: its state, storage, jobs and web hooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from threading import RLock
from typing import Final
from uuid import uuid4

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.collections import (
    DATASETS,
    ENDPOINTS,
    EVALUATIONS,
    MODEL_COPIES,
    MODELS,
    TRANSCRIPTIONS,
    WEB_HOOKS,
    Collection,
)
from speechtotext.emulator._entities.locales import base_models
from speechtotext.emulator._entities.state import DEVELOPMENT_KEY, Entity, State
from speechtotext.emulator._entities.versions import Versions
from speechtotext.emulator._jobs import datasets, evaluations, models, transcriptions, web_hooks
from speechtotext.emulator._jobs.job_context import JobContext, JobFunction
from speechtotext.emulator._jobs.scheduler import JobScheduler
from speechtotext.emulator._jobs.transitions import Transitions
from speechtotext.emulator._jobs.web_hooks import WebHooks
from speechtotext.emulator._recognition.recordings import Recordings
from speechtotext.emulator._recognition.transcribers import Transcriber
from speechtotext.emulator._storage.blobs import Storage

from ._activity import Activity
from ._clock import Clock, format_timestamp
from ._faults import Faults
from ._odd_answers import OddAnswers
from ._outbound import Outbound

_JOB_FUNCTIONS: Final[Mapping[str, JobFunction]] = {
    DATASETS.path: datasets.import_dataset,
    MODELS.path: models.train,
    ENDPOINTS.path: models.deploy,
    EVALUATIONS.path: evaluations.evaluate,
    TRANSCRIPTIONS.path: transcriptions.transcribe,
    MODEL_COPIES.path: models.copy,
    WEB_HOOKS.path: web_hooks.challenge,
}


class Service:
    """The emulated service.

    Args:
        site: scheme and host of links that no request asks for.
        transitions: by what jobs move on.
        transcribers: who is asked for what is said in a recording, one after the other.
        clock: the time.
        http: what calls web hooks and fetches what is elsewhere.
        blobs: folder for the contents of the storage; in memory by default.
        strict: whether to refuse what the documents do not declare.
        key: key of the development resource.
        odd_answers: how answers differ from their documents.
    """

    def __init__(
        self,
        *,
        site: str,
        transitions: Transitions,
        transcribers: Sequence[Transcriber],
        clock: Clock,
        http: Outbound,
        blobs: Path | None = None,
        strict: bool = False,
        key: str = DEVELOPMENT_KEY,
        odd_answers: OddAnswers | None = None,
    ) -> None:
        self.clock = clock
        self.lock = RLock()
        self.versions = Versions(strict=strict)
        self.faults = Faults()
        self.odd_answers = odd_answers or OddAnswers()
        self.activity = Activity()
        self.storage = Storage(clock, site, blobs)
        self.state = State(base_models(self.versions.oldest.version, clock.now().year), key)
        self.recordings = Recordings(self.storage, http, transcribers)
        calls = self.activity.calls
        self.web_hooks = WebHooks(self.versions, clock, http, calls)
        context = JobContext(self.state, self.storage, self.recordings, clock, http, calls)
        self.scheduler = JobScheduler(context, _JOB_FUNCTIONS, transitions, self.web_hooks.notify, self.lock)

    def new_entity(
        self,
        collection: Collection,
        body: Json,
        *,
        version: str,
        site: str,
        id: str | None = None,
        data: Json | None = None,
    ) -> Entity:
        """Create an entity without adding it to the state.

        Args:
            body: its properties, under the names of all versions.
            data: what is kept of it and never shown.
        """
        now = format_timestamp(self.clock.now())
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

    def clear(self) -> None:
        """Delete all entities, blobs and faults, and set the clock back."""
        with self.lock:
            self.scheduler.clear()
            self.faults.clear()
            self.odd_answers.clear()
            self.activity.clear()
            self.storage.clear()
            self.state.clear()
            self.clock.ahead = timedelta()

    def close(self) -> None:
        """Cancel outstanding work."""
        self.scheduler.close()
        self.web_hooks.close()
        self.storage.close()
