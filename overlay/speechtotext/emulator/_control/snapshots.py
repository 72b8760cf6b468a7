"""Convert the service's state to JSON and back."""

from __future__ import annotations

import base64
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.state import Resource
from speechtotext.emulator._service import Service
from speechtotext.emulator._storage.blobs import Blob, Storage

from .saved_state import FORMAT, SavedBlob, SavedResource, read_state

Snapshot: TypeAlias = dict[str, Any]
"""A state of the emulator, as JSON."""


def take_snapshot(service: Service, *, contents: bool = True) -> Snapshot:
    """Return the state of a service as JSON.

    Args:
        contents: whether it holds what is in the files of the storage; else it names them.
    """
    with service.lock:
        state, storage = service.state, service.storage
        return {
            "format": FORMAT,
            "ahead": service.clock.ahead.total_seconds(),
            "baseModels": [
                _with_text_timestamps(asdict(model))
                for id, model in state.base_models.items()
                if id not in state.first_base_models
            ],
            "resources": [_resource_to_json(resource) for resource in state.resources.values()],
            "tokens": {name: _with_text_timestamps(asdict(token)) for name, token in state.tokens.items()},
            "copyAuthorizations": {
                name: _with_text_timestamps(asdict(authorization))
                for name, authorization in state.copy_authorizations.items()
            },
            "secret": storage.secret.hex(),
            "containers": {
                container: {name: _blob_to_json(blob, contents) for name, blob in blobs.items()}
                for container, blobs in storage.containers.items()
            },
        }


def restore_snapshot(service: Service, snapshot: Snapshot) -> None:
    """Replace the state of a service by a snapshot.

    Raises:
        ValueError: the snapshot is none of this version of the emulator.
    """
    saved = read_state(snapshot, service.versions)
    with service.lock:
        service.clear()
        service.clock.ahead = timedelta(seconds=saved.ahead)
        service.storage.secret = bytes.fromhex(saved.secret)
        for container, blobs in saved.containers.items():
            for name, blob in blobs.items():
                _restore_blob(service.storage, container, name, blob)
        state = service.state
        state.base_models.update({each.id: each for each in saved.baseModels})
        state.resources = {each.name: _resource(each) for each in saved.resources}
        state.tokens = saved.tokens
        state.copy_authorizations = saved.copyAuthorizations
        for resource in state.resources.values():
            for entities in resource.entities.values():
                for entity in entities.values():
                    service.scheduler.resume(resource, entity)


def _resource_to_json(resource: Resource) -> Json:
    return {
        "name": resource.name,
        "keys": list(resource.keys),
        "region": resource.region,
        "id": resource.id,
        "entities": [
            _with_text_timestamps(asdict(entity))
            for entities in resource.entities.values()
            for entity in entities.values()
        ],
        "logs": {of: [asdict(log) for log in logs.values()] for of, logs in resource.logs.items()},
    }


def _resource(saved: SavedResource) -> Resource:
    resource = Resource(saved.name, saved.keys, saved.region, saved.id)
    for entity in saved.entities:
        resource.entities[entity.collection][entity.id] = entity
    resource.logs = {of: {log.name: log for log in logs} for of, logs in saved.logs.items()}
    return resource


def _blob_to_json(blob: Blob, contents: bool) -> Json:
    told: Json = {"type": blob.content_type, "modified": blob.modified.isoformat()}
    if contents or isinstance(blob.source, bytes):
        return {**told, "content": base64.b64encode(blob.read()).decode()}
    return {**told, "file": blob.source.name, "size": blob.size, "etag": blob.etag}


def _restore_blob(storage: Storage, container: str, name: str, saved: SavedBlob) -> None:
    if saved.content is not None:
        storage.put(name, saved.content, container=container, content_type=saved.type)
    elif saved.file is not None:
        blob = Blob(Path(saved.file), saved.size, saved.etag, saved.type, saved.modified)
        storage.adopt(container, name, blob)


def _with_text_timestamps(value: Json) -> Json:
    """Return a copy with timestamps as text."""
    return {name: each.isoformat() if isinstance(each, datetime) else each for name, each in value.items()}
