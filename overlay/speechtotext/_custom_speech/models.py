"""Copying models to other resources, and finding those that end. Flows, for every version."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from speechtotext._core.flows import before, collect, send
from speechtotext._core.pages import Listing
from speechtotext._core.retry import RetryPolicy
from speechtotext._core.steps import Before, Flow, FlowRunner, RunBlocking, RunWith
from speechtotext._files.atomic_write import write_atomically
from speechtotext._files.errors import file_errors
from speechtotext._polling.jobs import JobKind, WaitOptions, has_ended, last_look, wait
from speechtotext._transfers.downloads import DownloadedFile, DownloadProgress, download
from speechtotext._transfers.entity_files import manifest_files
from speechtotext._transfers.file_names import safe_path
from speechtotext_api.calls import Request, id_of

_MANIFEST: Final = "manifest.json"

B = TypeVar("B")
C = TypeVar("C")
P = TypeVar("P")
T = TypeVar("T")


class CopyTarget(NamedTuple):
    """The resource that a model is copied to.

    Args:
        transport: of its client.
        models: how its models are looked at.
    """

    transport: FlowRunner
    models: JobKind[Any]


def copy_with_authorization(
    authorize: Request[Any],
    copy: Callable[[Any], Request[Any]],
    operations: JobKind[Any],
    target: CopyTarget,
    waiting: WaitOptions[Any],
) -> Flow[Any]:
    """The steps of a copy from v3.2 on: the target authorises it, the source makes it. Gives the new model.

    Args:
        authorize: what is sent to the target.
        copy: what is sent to the source, with the target's answer.
        operations: how the copying is looked at.
    """
    deadline = waiting.deadline()
    authorization = yield Before(last_look(deadline), RunWith(target.transport, send(authorize)))
    operation = yield from before(last_look(deadline), send(copy(authorization)))
    done = yield from wait(operations, operation, waiting.until(deadline))
    get = target.models.get(id_of(done.result.link))
    made = yield Before(last_look(deadline), RunWith(target.transport, send(get)))
    return made


def copy_with_key(copy: Request[Any], target: CopyTarget, waiting: WaitOptions[Any]) -> Flow[Any]:
    """The steps of a copy up to v3.1: the source makes it with the target's key. Gives the new model."""
    deadline = waiting.deadline()
    made = yield from before(last_look(deadline), send(copy))
    model = yield RunWith(target.transport, wait(target.models, made, waiting.until(deadline)))
    return model


@dataclass(frozen=True, slots=True)
class ExpiringModel(Generic[B, C, P, T]):
    """A model that expires or has expired, and its uses.

    Attributes:
        model: the model, base or custom.
        adaptation_ends: end of its use as a base of new models; None for custom models, or if unknown.
        transcription_ends: end of its use in transcriptions, if known.
        custom_models: custom models based on it.
        endpoints: endpoints that use it.
        transcriptions: unfinished transcriptions that use it.
    """

    model: B | C
    adaptation_ends: datetime | None
    transcription_ends: datetime | None
    custom_models: tuple[C, ...] = field(repr=False)
    endpoints: tuple[P, ...] = field(repr=False)
    transcriptions: tuple[T, ...] = field(repr=False)

    @property
    def is_used(self) -> bool:
        """Whether anything uses the model."""
        return bool(self.custom_models or self.endpoints or self.transcriptions)

    @property
    def ends(self) -> datetime:
        """The earliest of its end dates."""
        return min(filter(None, (self.adaptation_ends, self.transcription_ends)))


class Listings(NamedTuple):
    """The requests for the first pages of what there is."""

    base_models: Request[Any]
    custom_models: Request[Any]
    endpoints: Request[Any]
    transcriptions: Request[Any]


def expiring(listings: Listings, until: datetime, origin: str) -> Flow[list[ExpiringModel[Any, Any, Any, Any]]]:
    """The steps of finding the models that end before a time, the first ones first."""
    base = yield from _all(listings.base_models, origin)
    custom = yield from _all(listings.custom_models, origin)
    endpoints = yield from _all(listings.endpoints, origin)
    transcriptions = yield from _all(listings.transcriptions, origin)
    running = [job for job in transcriptions if not has_ended(job)]
    found: list[ExpiringModel[Any, Any, Any, Any]] = []
    for model in (*base, *custom):
        dates = getattr(model.properties, "deprecation_dates", None)
        adaptation = _zoned(getattr(dates, "adaptation_date_time", None))
        transcription = _zoned(getattr(dates, "transcription_date_time", None))
        if any(end is not None and end < until for end in (adaptation, transcription)):
            users = [_using(model, things) for things in (custom, endpoints, running)]
            found.append(ExpiringModel(model, adaptation, transcription, *users))
    return sorted(found, key=lambda entry: entry.ends)


def _zoned(end: datetime | None) -> datetime | None:
    """Return a time with a zone: the service means UTC where it names none."""
    return end.replace(tzinfo=UTC) if end is not None and end.tzinfo is None else end


def _all(listing: Request[Any], origin: str) -> Flow[list[Any]]:
    pages: list[Any] = yield from collect(
        Listing(listing, lambda page: page.values, lambda page: page.next_link, None, origin).pages()
    )
    return [item for page in pages for item in page]


def _using(model: Any, things: Iterable[Any]) -> tuple[Any, ...]:
    """Those of the things that refer to a model."""
    identifier = id_of(model)
    return tuple(
        thing
        for thing in things
        if any(
            reference is not None and reference.self_ and id_of(reference) == identifier
            for reference in (getattr(thing, "model", None), getattr(thing, "base_model", None))
        )
    )


def container_files(
    manifest: Request[Any],
    model: str,
    folder: str | os.PathLike[str],
    limit: int,
    retry: RetryPolicy,
    on_progress: Callable[[DownloadProgress], object] | None,
) -> Flow[list[DownloadedFile]]:
    """The steps of getting what a container needs to run a model into a folder."""
    described = yield from send(manifest)
    target = Path(folder) / _MANIFEST
    yield RunBlocking(lambda: _written(target, described.to_dict()))
    files = yield from download(
        manifest_files(manifest, described, model),
        folder,
        limit=limit,
        retry=retry,
        on_progress=on_progress,
        named=safe_path,
    )
    return [DownloadedFile(target, _MANIFEST, None), *files]


def _written(target: Path, manifest: dict[str, Any]) -> None:
    with file_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, json.dumps(manifest, indent=2).encode())
