"""Add entities and logs to the state without a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, get_args
from uuid import UUID

from speechtotext.emulator._clock import format_timestamp
from speechtotext.emulator._entities.collections import COLLECTIONS
from speechtotext.emulator._entities.files import Product, store_file
from speechtotext.emulator._entities.state import Entity, Resource, Status
from speechtotext.emulator._names import check_name
from speechtotext.emulator._operations.request_bodies import complete_body
from speechtotext.emulator._service import Service

_KINDS_OF_LOGS: Final = ("Audio", "Transcription")


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
        ValueError: an argument is not valid, such as an unknown collection.
    """
    files = tuple(files)
    check_name("collection", collection, COLLECTIONS)
    check_name("version", version, service.versions.documents)
    if status is not None:
        check_name("status", status, get_args(Status))
    for file in files:
        check_name("kind of file", file.kind, service.versions.file_kinds())
    _check_properties(service, collection, body)
    given, data = complete_body(_Owner(service, resource), COLLECTIONS[collection], dict(body))
    entity = service.new_entity(
        COLLECTIONS[collection],
        given,
        version=version,
        site=service.storage.site,
        id=None if id is None else _checked_id(id),
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
    """Add a log of an endpoint or of the base models of a locale.

    Raises:
        ValueError: the kind does not exist.
    """
    check_name("kind of log", log.kind, _KINDS_OF_LOGS)
    when = format_timestamp(created or service.clock.now())
    logs = resource.logs.setdefault(of.lower(), {})
    logs[log.name] = store_file(service.storage, log, when, "logs", prefix=f"{of}/")


def _check_properties(service: Service, collection: str, body: Mapping[str, Any]) -> None:
    names, nested = service.versions.property_names(COLLECTIONS[collection])
    for name in body:
        check_name("property", name, names)
    properties = body.get("properties")
    for name in properties if isinstance(properties, Mapping) else ():
        check_name("property", f"properties.{name}", (f"properties.{each}" for each in nested))


def _checked_id(id: str) -> str:
    try:
        return str(UUID(id))
    except ValueError:
        raise ValueError(f"{id!r} is not a valid id: expected a UUID") from None
