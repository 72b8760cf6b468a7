"""Convert the service's state to JSON and back."""

from __future__ import annotations

import base64
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeAlias

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.state import CopyAuthorization, Entity, File, Resource, Token
from speechtotext.emulator._service import Service
from speechtotext.emulator._storage.blobs import Blob

Snapshot: TypeAlias = dict[str, Any]
"""A state of the emulator, as JSON."""

_FORMAT: Final = 1


def take_snapshot(service: Service, *, contents: bool = True) -> Snapshot:
    """Return the state of a service as JSON.

    Args:
        contents: whether it holds what is in the files of the storage; else it names them.
    """
    with service.lock:
        state, storage = service.state, service.storage
        return {
            "format": _FORMAT,
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
    check_snapshot(snapshot)
    with service.lock:
        service.clear()
        service.clock.ahead = timedelta(seconds=snapshot["ahead"])
        service.storage.secret = bytes.fromhex(snapshot["secret"])
        for container, blobs in snapshot["containers"].items():
            for name, blob in blobs.items():
                _restore_blob(service, container, name, blob)
        state = service.state
        for each in snapshot["baseModels"]:
            state.base_models[each["id"]] = _entity_from_json(each)
        state.resources = {each["name"]: _resource_from_json(each) for each in snapshot["resources"]}
        state.tokens = {
            name: Token(each["resource"], datetime.fromisoformat(each["expires"]))
            for name, each in snapshot["tokens"].items()
        }
        state.copy_authorizations = {
            name: CopyAuthorization(each["source"], each["target"], datetime.fromisoformat(each["expires"]))
            for name, each in snapshot["copyAuthorizations"].items()
        }
        for resource in state.resources.values():
            for entities in resource.entities.values():
                for entity in entities.values():
                    service.scheduler.resume(resource, entity)


def check_snapshot(snapshot: Any) -> Snapshot:
    """Check the format of a snapshot and return it.

    Raises:
        ValueError: it is none of this version of the emulator.
    """
    if not isinstance(snapshot, dict) or snapshot.get("format") != _FORMAT:
        raise ValueError("this is no snapshot of an emulator of this version")
    return snapshot


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


def _resource_from_json(saved: Json) -> Resource:
    resource = Resource(saved["name"], tuple(saved["keys"]), saved["region"], saved["id"])
    for each in saved["entities"]:
        entity = _entity_from_json(each)
        resource.entities[entity.collection][entity.id] = entity
    for of, logs in saved["logs"].items():
        resource.logs[of] = {log["name"]: File(**log) for log in logs}
    return resource


def _entity_from_json(saved: Json) -> Entity:
    due = saved["due"] and datetime.fromisoformat(saved["due"])
    return Entity(**{**saved, "due": due, "files": [File(**file) for file in saved["files"]]})


def _blob_to_json(blob: Blob, contents: bool) -> Json:
    told: Json = {"type": blob.content_type, "modified": blob.modified.isoformat()}
    if contents or isinstance(blob.source, bytes):
        return {**told, "content": base64.b64encode(blob.read()).decode()}
    return {**told, "file": blob.source.name, "size": blob.size, "etag": blob.etag}


def _restore_blob(service: Service, container: str, name: str, saved: Json) -> None:
    if "content" in saved:
        content = base64.b64decode(saved["content"])
        service.storage.put(name, content, container=container, content_type=saved["type"])
    else:
        modified = datetime.fromisoformat(saved["modified"])
        file = Path(saved["file"])
        service.storage.adopt(container, name, Blob(file, saved["size"], saved["etag"], saved["type"], modified))


def _with_text_timestamps(value: Json) -> Json:
    """Return a copy with timestamps as text."""
    return {name: each.isoformat() if isinstance(each, datetime) else each for name, each in value.items()}
