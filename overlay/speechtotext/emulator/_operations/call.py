"""The call of an operation, its result, and its handler."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from speechtotext.emulator._contract.documents import Document, Json, Operation
from speechtotext.emulator._contract.errors import ErrorDetail, ServiceError, not_found
from speechtotext.emulator._entities.collections import Collection, reference
from speechtotext.emulator._entities.serialization import Link
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._service import Service
from speechtotext.emulator._storage.content import Content


class Upload(NamedTuple):
    """A file in a multipart form. Its content is deleted after the call, unless the storage keeps it."""

    name: str
    content: Content


Form: TypeAlias = Mapping[str, str | Upload]


@dataclass(frozen=True, slots=True)
class Call:
    """A validated call of an operation.

    Args:
        document: the version that it is made in.
        resource: whose key or token it bears.
        parameters: those of the path and the query.
        query: those of the query as they came.
        body: JSON, bytes or a form; None if the operation takes none.
        site: scheme and host that it was made to.
    """

    service: Service
    document: Document
    operation: Operation
    resource: Resource
    parameters: Json
    query: Mapping[str, str]
    body: Any
    site: str

    @property
    def now(self) -> datetime:
        """The service's current time."""
        return self.service.clock.now()

    def entity(self, collection: Collection) -> Entity:
        """Return the entity whose id is in the path.

        Raises:
            Refusal: it is not there, or cannot be read through this version.
        """
        id = self.parameters["id"]
        entity = self.service.state.entity(self.resource, reference(collection, id))
        if entity is None:
            raise not_found(f"{collection.noun} {id}")
        if not self.service.versions.is_readable(entity, self.document):
            message = (
                f"The {collection.noun} cannot be read through {self.document.version}: "
                f"it was made in {entity.version}."
            )
            raise ServiceError(400, "InvalidRequest", ErrorDetail("InvalidPermissions", message))
        return entity

    def entities(self, collection: Collection) -> Iterator[Entity]:
        """Yield the entities of a collection that this version can read."""
        for entity in self.service.state.entities(self.resource, collection).values():
            if self.service.versions.is_readable(entity, self.document):
                yield entity


@dataclass(frozen=True, slots=True)
class OperationResult:
    """The result of an operation.

    Args:
        value: the body, under the names of all versions.
        headers: those that are links, and others.
        seen: the jobs that are told of, which counts as a look at them.
    """

    status: int
    value: Any = None
    headers: Mapping[str, Link | str] = field(default_factory=dict)
    polled_jobs: Sequence[Entity] = ()


@dataclass(frozen=True, slots=True)
class Handler:
    """The handler of an operation.

    Args:
        words: the same in a few words.
        perform: does it.
        rules: what it refuses, beyond what the document says.
        runs_in_thread: whether it may take so long that others should not have to wait for it; it then changes nothing.
    """

    summary: str
    perform: Callable[[Call], OperationResult]
    rules: str = ""
    runs_in_thread: bool = False
