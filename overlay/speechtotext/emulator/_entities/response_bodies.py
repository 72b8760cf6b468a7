"""Build the response bodies of entities and files, under the property names of all versions at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._contract.durations import durations
from speechtotext.emulator._contract.filters import Values
from speechtotext.emulator._storage.blobs import Storage

from .collections import DATASETS, ENDPOINTS, MODEL_COPIES, PROJECTS, WEB_HOOKS, id_in
from .serialization import Address, Link
from .state import Entity, File, Resource

_SPEECH = "/speech/recognition/{}/cognitiveservices/v1?cid={}"
_MODES = ("Interactive", "Conversation", "Dictation")
_BLOCK_LINKS = ("listBlocks", "uploadBlocks", "commitBlocks")
_COUNTED = ("dataset", "evaluation", "model", "transcription", "endpoint")


def entity_body(entity: Entity, resource: Resource) -> Json:
    """Build the response body of an entity."""
    itself = {"id": entity.id}
    links: dict[str, Any] = {name: Link(operation, itself) for name, operation in entity.kind.links.items()}
    properties: Json = dict(entity.body.get("properties", {}))
    further: Json = {}
    if entity.kind is DATASETS and "contentUrl" in entity.body:
        links = {name: link for name, link in links.items() if name not in _BLOCK_LINKS}
    elif entity.kind is ENDPOINTS:
        links |= _speech_links(entity.id)
    elif entity.kind is PROJECTS:
        properties |= {
            f"{noun}Count": sum(1 for _ in entities_in_project(resource, entity, f"{noun}s")) for noun in _COUNTED
        }
    elif entity.kind is WEB_HOOKS:
        properties["apiVersion"] = entity.version
    elif entity.kind is MODEL_COPIES:
        further = {"id": entity.id, "error": properties.get("error")}
        if entity.status == "Succeeded" and "copy" in entity.data:
            further["result"] = {"link": Link("Models_GetCustomModel", {"id": id_in(entity.data["copy"])})}
    return {
        **entity.body,
        **further,
        "self": Link(entity.kind.get, itself),
        "createdDateTime": entity.created,
        "lastActionDateTime": entity.acted,
        "status": entity.status,
        "links": links,
        "properties": properties,
    }


def entity_filter_values(entity: Entity) -> Values:
    """Return the values of an entity that filters compare."""
    return partial(_entity_filter_value, entity)


def entities_in_project(resource: Resource, project: Entity, collection: str) -> list[Entity]:
    """Return the entities of a collection that belong to a project."""
    return [
        entity
        for entity in resource.entities[collection].values()
        if entity.body.get("project") == {"self": project.reference}
    ]


def file_body(itself: Link, file: File, storage: Storage, site: str, valid: timedelta) -> Json:
    """Build the response body of a file.

    Args:
        itself: the operation that tells it.
        site: scheme and host that the link to its content begins with.
        valid: how long that link serves.
    """
    if file.signed:
        content = storage.link(file.blob, container=file.container, valid=valid, site=site)
    else:
        content = storage.url(file.container, file.blob, site)
    played = {} if file.milliseconds is None else durations(timedelta(milliseconds=file.milliseconds))
    return {
        "self": itself,
        "name": file.name,
        "kind": file.kind,
        "links": {"contentUrl": content},
        "properties": {"size": file.size, **played},
        "createdDateTime": file.created,
    }


def file_filter_values(file: File) -> Values:
    """Return the values of a file that filters compare."""
    return {"name": file.name, "kind": file.kind, "createdDateTime": file.created}.get


def _entity_filter_value(entity: Entity, name: str) -> Any:
    match name:
        case "createdDateTime":
            return entity.created
        case "lastActionDateTime":
            return entity.acted
        case "status":
            return entity.status
        case _:
            return entity.body.get(name)


def _speech_links(id: str) -> Mapping[str, Address]:
    """Return the links for real-time recognition, which the emulator does not serve."""
    links = {}
    for mode in _MODES:
        path = _SPEECH.format(mode.lower(), quote(id))
        links[f"rest{mode}"] = Address(path)
        links[f"webSocket{mode}"] = Address(path, "ws")
    return {**links, "webSocket": links["webSocketConversation"]}
