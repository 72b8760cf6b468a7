"""Handlers of operations that all collections share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._contract.errors import conflict, invalid_request
from speechtotext.emulator._entities.collections import (
    DATASETS,
    ENDPOINTS,
    MODELS,
    PROJECTS,
    WEB_HOOKS,
    Collection,
    reference,
)
from speechtotext.emulator._entities.response_bodies import entities_in_project, entity_body, entity_filter_values
from speechtotext.emulator._entities.serialization import Link
from speechtotext.emulator._entities.state import Entity, Resource

from .call import Call, Handler, OperationResult
from .pages import paginate
from .request_bodies import check_custom_properties, check_web_hook, complete_body, resolve_references


def list_entities(collection: Collection) -> Handler:
    """Return a handler that lists a collection."""

    def perform(call: Call) -> OperationResult:
        return _page_of_entities(call, call.entities(collection))

    return Handler(f"the {collection.noun}s, in pages, filtered", perform)


def list_project_entities(collection: Collection) -> Handler:
    """Return a handler that lists the entities of a project."""

    def perform(call: Call) -> OperationResult:
        project = call.entity(PROJECTS)
        filed = entities_in_project(call.resource, project, collection.path)
        return _page_of_entities(
            call, (each for each in filed if call.service.versions.is_readable(each, call.document))
        )

    return Handler(f"the {collection.noun}s of the project", perform)


def get(collection: Collection) -> Handler:
    """Return a handler that gets an entity."""

    def perform(call: Call) -> OperationResult:
        entity = call.entity(collection)
        return OperationResult(200, entity_body(entity, call.resource), polled_jobs=[entity])

    return Handler(f"one {collection.noun}", perform)


def create(collection: Collection, rules: str = "") -> Handler:
    """Return a handler that creates an entity and schedules it if it is a job."""

    def perform(call: Call) -> OperationResult:
        body, data = complete_body(call, collection, call.body)
        entity = store_entity(call, collection, body, data)
        if entity.status is not None and not waits_for_blocks(entity):
            call.service.scheduler.start(call.resource, entity)
        return created_result(call, entity)

    return Handler(f"makes a new {collection.noun}", perform, rules)


def update(collection: Collection, rules: str = "") -> Handler:
    """Return a handler that updates an entity by a JSON merge patch."""

    def perform(call: Call) -> OperationResult:
        entity = call.entity(collection)
        patch = call.body
        given = {name: value for name, value in patch.items() if value is not None}
        resolve_references(call, given, entity.body.get("locale"))
        changed = apply_merge_patch(entity.body, patch | given)
        if not changed.get("displayName"):
            raise invalid_request("InvalidPayload", "The displayName cannot be deleted.", "displayName")
        check_custom_properties(changed)
        if collection is ENDPOINTS:
            _change_endpoint(call, entity, changed)
        elif collection is WEB_HOOKS:
            _change_web_hook(call, entity, changed, patch)
        else:
            entity.body = changed
        return OperationResult(200, entity_body(entity, call.resource))

    return Handler(f"changes the {collection.noun}", perform, rules)


def delete(collection: Collection, *, quietly: bool = True) -> Handler:
    """Return a handler that deletes an entity.

    Args:
        quietly: whether it is all the same if there is none.
    """

    def perform(call: Call) -> OperationResult:
        if call.service.state.entity(call.resource, reference(collection, call.parameters["id"])) is None and quietly:
            return OperationResult(204)
        entity = call.entity(collection)
        if not entity.has_ended and not waits_for_blocks(entity) and collection is not WEB_HOOKS:
            raise conflict("DeleteNotAllowed", f"The {collection.noun} has not ended yet.")
        if collection is MODELS and _is_deployed(call, entity):
            raise conflict("InUseViolation", "An endpoint uses the model.")
        call.service.scheduler.remove(call.resource, entity)
        return OperationResult(204)

    words = f"deletes the {collection.noun}; {'204' if quietly else '404'} if it is not there"
    return Handler(words, perform, "it has ended" if collection.is_job else "")


def store_entity(
    call: Call, collection: Collection, body: Json, data: Json, resource: Resource | None = None
) -> Entity:
    """Create an entity and add it to the call's resource or another."""
    entity = call.service.new_entity(collection, body, version=call.document.version, site=call.site, data=data)
    call.service.scheduler.add(resource or call.resource, entity)
    return entity


def created_result(call: Call, entity: Entity, resource: Resource | None = None) -> OperationResult:
    """Return the result of a creation."""
    location = Link(entity.kind.get, {"id": entity.id})
    return OperationResult(201, entity_body(entity, resource or call.resource), {"Location": location})


def waits_for_blocks(entity: Entity) -> bool:
    """Return whether an entity is a dataset that still waits for its data."""
    uploaded = "contentUrl" in entity.body or "upload" in entity.data
    return entity.kind is DATASETS and entity.status == "NotStarted" and not uploaded


def apply_merge_patch(target: Any, patch: Any) -> Any:
    """Apply a JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = apply_merge_patch(result.get(name), value)
    return result


def _page_of_entities(call: Call, entities: Iterable[Entity]) -> OperationResult:
    shown, more = paginate(call, entities, entity_filter_values)
    values = [entity_body(entity, call.resource) for entity in shown]
    return OperationResult(200, {"values": values, "@nextLink": more}, polled_jobs=shown)


def _change_endpoint(call: Call, endpoint: Entity, changed: Json) -> None:
    """Update an endpoint; deploy it again if its model changes."""
    properties = changed.setdefault("properties", {})
    logged = properties.get("loggingEnabled", False)
    properties["loggingEnabled"] = properties.pop("contentLoggingEnabled", logged)
    moves = changed.setdefault("model", endpoint.body["model"]) != endpoint.body["model"]
    if moves and not endpoint.has_ended:
        raise conflict("EndpointNotUpdatable", "The endpoint is not ready yet.")
    endpoint.body = changed
    if moves:
        call.service.scheduler.start(call.resource, endpoint)


def _change_web_hook(call: Call, hook: Entity, changed: Json, patch: Json) -> None:
    """Update a web hook; challenge it again if the patch sets its URL, even to the same one."""
    check_web_hook(changed)
    hook.body = changed
    if "webUrl" in patch:
        call.service.scheduler.start(call.resource, hook)


def _is_deployed(call: Call, model: Entity) -> bool:
    endpoints = call.resource.all(ENDPOINTS).values()
    return any(endpoint.body.get("model") == {"self": model.reference} for endpoint in endpoints)
