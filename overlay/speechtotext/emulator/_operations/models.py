"""Handlers of model operations: manifests and copies."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import uuid4

from speechtotext.emulator._clock import format_timestamp
from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._contract.errors import conflict, invalid_request
from speechtotext.emulator._entities.collections import MODEL_COPIES, MODELS, Collection
from speechtotext.emulator._entities.response_bodies import entity_body
from speechtotext.emulator._entities.serialization import Link
from speechtotext.emulator._entities.state import CopyAuthorization, Entity, Resource

from .call import Call, Handler, OperationResult
from .entities import created_result, store_entity
from .files import link_validity

_AUTHORIZATION_LASTS: Final = timedelta(hours=24)
_AZURE_ID_START: Final = "/subscriptions/"

# What a container would load, by name.
_MODEL_FILES: Final = ("acoustic/model.fe", "acoustic/model.am", "language/base.lms")


def manifest(collection: Collection) -> Handler:
    """Return a handler that lists the files a container needs to run a model."""

    def perform(call: Call) -> OperationResult:
        model = call.entity(collection)
        if not model.has_ended:
            raise conflict("InvalidModel", "The model is not ready yet.")
        files = [{"name": name, "contentUrl": _model_file_link(call, model, name)} for name in _MODEL_FILES]
        settings: Json = {"IN_BeamSize": {"value": 5000}, "IN_NBestBeamSize": {"value": 1}}
        return OperationResult(200, {"model": {"self": model.reference}, "modelFiles": files, "properties": settings})

    return Handler(f"the files of the {collection.noun} for a container, with links that expire", perform)


def authorize_copy(call: Call) -> OperationResult:
    """Authorize another resource to copy a model to this one."""
    source = call.body["sourceResourceId"]
    if not source.startswith(_AZURE_ID_START):
        message = "The id of a resource begins with /subscriptions/."
        raise invalid_request("InvalidSourceAzureResourceId", message, "sourceResourceId")
    expires = call.now + _AUTHORIZATION_LASTS
    id = str(uuid4())
    call.service.state.copy_authorizations[id] = CopyAuthorization(source, call.resource.name, expires)
    return OperationResult(
        200,
        {
            "targetResourceRegion": call.resource.region,
            "targetResourceId": call.resource.id,
            "targetResourceEndpoint": call.site,
            "sourceResourceId": source,
            "expirationDateTime": format_timestamp(expires),
            "id": id,
        },
    )


def copy(call: Call) -> OperationResult:
    """Copy a model to the resource that authorized the copy."""
    model = _model_to_copy(call)
    authorization = call.service.state.copy_authorizations.get(call.body["id"])
    if authorization is None:
        raise invalid_request("InvalidPermissions", "The emulator did not issue this authorization.", "id")
    if authorization.expires <= call.now:
        raise invalid_request("ModelCopyAuthorizationExpired", "The authorization has expired.", "expirationDateTime")
    target = call.service.state.resources[authorization.target]
    if (authorization.source, target.id) != (call.body["sourceResourceId"], call.body["targetResourceId"]):
        message = (
            f"The authorization is for sourceResourceId {authorization.source!r} and targetResourceId {target.id!r}: "
            "send it as the target issued it."
        )
        raise invalid_request("InvalidPermissions", message, "targetResourceId")
    if authorization.source != call.resource.id:
        message = (
            f"The authorization is for the source resource {authorization.source!r}, but the model is in another: "
            f"authorize the copy with sourceResourceId {call.resource.id!r}."
        )
        raise invalid_request("InvalidPermissions", message, "sourceResourceId")
    operation = store_entity(call, MODEL_COPIES, {}, {"copy": _create_copy(call, model, target).reference})
    call.service.scheduler.start(call.resource, operation)
    location = Link(MODEL_COPIES.get, {"id": operation.id})
    return OperationResult(202, entity_body(operation, call.resource), {"Operation-Location": location})


def copy_to(call: Call) -> OperationResult:
    """Copy a model to the resource of another key."""
    model = _model_to_copy(call)
    target = call.service.state.resource_of_key(call.body["targetSubscriptionKey"])
    if target is None:
        raise invalid_request("SubscriptionNotFound", "There is no resource with the key.", "targetSubscriptionKey")
    return created_result(call, _create_copy(call, model, target), target)


def _model_to_copy(call: Call) -> Entity:
    """Return the model in the path, if it can be copied."""
    model = call.entity(MODELS)
    if model.status != "Succeeded":
        raise conflict("InvalidModel", "Only a model that has succeeded can be copied.")
    return model


def _create_copy(call: Call, model: Entity, target: Resource) -> Entity:
    """Create a copy of a model as a job of the target resource."""
    body = {name: value for name, value in model.body.items() if name not in ("datasets", "project")}
    made = store_entity(call, MODELS, body | {"properties": dict(body["properties"])}, {}, target)
    call.service.scheduler.start(target, made)
    return made


def _model_file_link(call: Call, model: Entity, name: str) -> str:
    """Return a signed link to a model file; create the file on first use."""
    storage = call.service.storage
    if name not in storage.containers.get(model.id, {}):
        storage.put(name, f"{name} of {model.body['displayName']}\n".encode(), container=model.id)
    return storage.link(name, container=model.id, valid=link_validity(call), site=call.site)
