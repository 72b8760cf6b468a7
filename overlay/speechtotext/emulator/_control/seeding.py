"""Add entities and logs to the state without a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from speechtotext.emulator._clock import format_timestamp
from speechtotext.emulator._entities.collections import COLLECTIONS
from speechtotext.emulator._entities.files import Product, store_file
from speechtotext.emulator._entities.state import Entity, Resource, Status
from speechtotext.emulator._operations.request_bodies import complete_body
from speechtotext.emulator._service import Service


class _Owner(NamedTuple):
    service: Service
    resource: Resource


def seed_entity(
    service: Service,
    resource: Resource,
    collection: str,
    body: Mapping[str, Any],
    *,
    version: str,
    id: str | None,
    status: Status | None,
    created: datetime | None,
    files: Iterable[Product],
) -> Entity:
    """Create an entity; a job without a status starts as if a request had created it.

    Raises:
        Refusal: the body is one that the service would refuse.
        ValueError: the collection, version or id is none.
    """
    if collection not in COLLECTIONS or version not in service.versions.documents:
        raise ValueError(f"there is no collection {collection!r} or no version {version!r}")
    given, data = complete_body(_Owner(service, resource), COLLECTIONS[collection], dict(body))
    entity = service.new_entity(
        COLLECTIONS[collection],
        given,
        version=version,
        site=service.storage.site,
        id=None if id is None else str(UUID(id)),
        data=data,
    )
    if created is not None:
        entity.created = entity.acted = format_timestamp(created)
    service.scheduler.add(resource, entity)
    if status is not None:
        entity.status = status
    elif entity.status is not None:
        service.scheduler.start(resource, entity)
    entity.files = [store_file(service.storage, each, entity.acted, entity.id) for each in files]
    return entity


def seed_log(service: Service, resource: Resource, of: str, log: Product, created: datetime | None) -> None:
    """Add a log of an endpoint or of the base models of a locale."""
    when = format_timestamp(created or service.clock.now())
    logs = resource.logs.setdefault(of.lower(), {})
    logs[log.name] = store_file(service.storage, log, when, "logs", prefix=f"{of}/")
