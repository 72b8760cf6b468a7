"""The service's state: resources with their entities, base models, issued tokens and authorizations."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, TypeAlias

from speechtotext.emulator._contract.documents import Json

from .collections import BASE_MODELS, COLLECTIONS, Collection, collection_of, id_in, reference

Status: TypeAlias = Literal["NotStarted", "Running", "Succeeded", "Failed"]

DEVELOPMENT_KEY: Final = "emulator0development0key00000000"
"""A key of the resource that is always there. It is published, so it protects nothing."""

_AZURE_ID = (
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/emulator"
    "/providers/Microsoft.CognitiveServices/accounts/"
)


@dataclass(slots=True)
class File:
    """A file of an entity and the location of its blob.

    Args:
        container: the entity's own, which bears its id, or one that its user has named.
        signed: whether links to it are signed, as those to a container of the service's own are.
        milliseconds: duration in milliseconds, for audio.
    """

    id: str
    name: str
    kind: str
    created: str
    size: int
    container: str
    blob: str
    signed: bool = True
    milliseconds: int | None = None


@dataclass(slots=True)
class Entity:
    """An entity of any collection.

    Args:
        collection: path of the collection that it is in.
        version: API version that created it.
        site: scheme and host that it was made at.
        body: its properties, under the names of all versions.
        created: when it was made.
        acted: when its status was entered.
        status: None for what is no job.
        due: when its status changes next, or when it is deleted once it has ended; None for never.
        looks: how many looks at it are left until its status changes; None if time changes it.
        data: what is kept of it and never shown.
    """

    collection: str
    id: str
    version: str
    site: str
    body: Json
    created: str
    acted: str
    status: Status | None = None
    due: datetime | None = None
    looks: int | None = None
    files: list[File] = field(default_factory=list)
    data: Json = field(default_factory=dict)

    @property
    def kind(self) -> Collection:
        """The collection of the entity."""
        return COLLECTIONS[self.collection]

    @property
    def reference(self) -> str:
        """The reference by which other entities refer to this one."""
        return reference(self.kind, self.id)

    @property
    def has_ended(self) -> bool:
        """Whether the job has ended; always true for entities that are not jobs."""
        return self.status in ("Succeeded", "Failed", None)


@dataclass(slots=True)
class Resource:
    """A Speech resource: its keys and entities.

    Args:
        name: name that the control API uses.
        keys: keys that requests can use.
        region: Azure region.
        entities: entities by collection and id.
        id: Azure resource id.
        logs: logs by name, by endpoint or by locale of a base model.
    """

    name: str
    keys: tuple[str, ...]
    region: str
    id: str
    entities: dict[str, dict[str, Entity]] = field(default_factory=lambda: {path: {} for path in COLLECTIONS})
    logs: dict[str, dict[str, File]] = field(default_factory=dict)

    def all(self, collection: Collection) -> Mapping[str, Entity]:
        """Return the entities of a collection by id, oldest first.

        Args:
            collection: the collection, such as transcriptions.
        """
        return self.entities[collection.path]

    def forget(self, entity: Entity) -> None:
        """Remove an entity.

        Args:
            entity: the entity to remove.
        """
        self.entities[entity.collection].pop(entity.id, None)


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token issued for a resource."""

    resource: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class CopyAuthorization:
    """A resource's authorization to copy a model to it.

    Args:
        source: Azure id of the resource that may copy.
        target: name of the resource that it may copy to.
    """

    source: str
    target: str
    expires: datetime


class State:
    """The state of the service.

    Args:
        base_models: the base models, which all resources share.
        key: key of the development resource.
    """

    def __init__(self, base_models: Mapping[str, Entity], key: str = DEVELOPMENT_KEY) -> None:
        self._key = key
        self.first_base_models = base_models
        self.base_models: dict[str, Entity] = {}
        self.resources: dict[str, Resource] = {}
        self.tokens: dict[str, Token] = {}
        self.copy_authorizations: dict[str, CopyAuthorization] = {}
        self.clear()

    def clear(self) -> None:
        """Reset the state to the development resource."""
        self.base_models = dict(self.first_base_models)
        self.resources.clear()
        self.tokens.clear()
        self.copy_authorizations.clear()
        self.add_resource("development", keys=(self._key,))

    def add_resource(
        self, name: str, *, keys: tuple[str, ...] = (), region: str = "westeurope", id: str | None = None
    ) -> Resource:
        """Add a resource, or replace the one of that name.

        Args:
            keys: its keys; one is made up by default.
            id: Azure resource id. Default: an id with its name.
        """
        keys = keys or (secrets.token_hex(16),)
        self.resources[name] = Resource(name, keys, region, id or f"{_AZURE_ID}{name}")
        return self.resources[name]

    def keep(self, resource: Resource, entity: Entity) -> None:
        """Add an entity."""
        entities = self.base_models if entity.kind is BASE_MODELS else resource.entities[entity.collection]
        entities[entity.id] = entity

    def resource_of_key(self, key: str) -> Resource | None:
        """Return the resource that a key belongs to; None for an unknown key."""
        return next((resource for resource in self.resources.values() if key in resource.keys), None)

    def entity(self, resource: Resource, reference: str) -> Entity | None:
        """Return a resource's entity by its reference; None if it does not exist."""
        return self.entities(resource, collection_of(reference)).get(id_in(reference))

    def entities(self, resource: Resource, collection: Collection) -> Mapping[str, Entity]:
        """Return the entities of a collection that a resource can see."""
        return self.base_models if collection is BASE_MODELS else resource.all(collection)
