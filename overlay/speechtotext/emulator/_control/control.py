"""Control a running emulator from tests and tools."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from speechtotext.emulator._contract.errors import ServiceError
from speechtotext.emulator._entities.collections import COLLECTIONS
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Resource, Status, Token
from speechtotext.emulator._faults import FaultKind, InjectedFault
from speechtotext.emulator._names import check_name
from speechtotext.emulator._odd_answers import OddAnswer
from speechtotext.emulator._operations.handlers import OPERATION_IDS
from speechtotext.emulator._service import Service
from speechtotext.emulator._storage.blobs import Storage

from .seeding import seed_entity, seed_log
from .snapshots import Snapshot, restore_snapshot, take_snapshot
from .tokens import LIFETIME, EmulatorCredential

DEVELOPMENT: Final = "development"
"""Name of the resource that is always there."""

_PATIENCE: Final = 30.0


class Control:
    """The control interface of a running emulator."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def storage(self) -> Storage:
        """The blob storage; `put` stores a recording and returns its URL."""
        return self._service.storage

    @property
    def resource_id(self) -> str:
        """The Azure resource id of the development resource, such as for `source_resource_id`."""
        return self._resource(DEVELOPMENT).id

    def credential(self, *, resource: str = DEVELOPMENT) -> EmulatorCredential:
        """Return a token credential for the client's `credential` argument, to test Entra ID authentication.

        Each call of its `get_token` issues a token that is valid for one hour.

        Args:
            resource: name of the resource that the tokens are for.

        Raises:
            ValueError: the resource does not exist.
        """
        self._resource(resource)
        return EmulatorCredential(lambda: self.issue_token(resource=resource))

    def issue_token(
        self, token: str | None = None, *, lifetime: timedelta = LIFETIME, resource: str = DEVELOPMENT
    ) -> str:
        """Issue a bearer token and return it.

        Args:
            token: token to accept, such as one that an identity provider of your tests has issued. Default: a random
                token.
            lifetime: time until the token expires, by the emulator's clock.
            resource: name of the resource that the token is for.

        Raises:
            ValueError: the resource does not exist.
        """
        issued = secrets.token_urlsafe(48) if token is None else token
        with self._service.lock:
            expires = self._service.clock.now() + lifetime
            self._service.state.tokens[issued] = Token(self._resource(resource).name, expires)
        return issued

    def revoke_tokens(self) -> None:
        """Refuse all tokens issued so far."""
        with self._service.lock:
            self._service.state.tokens.clear()

    def add_resource(
        self, name: str, *, key: str | None = None, region: str = "westeurope", id: str | None = None
    ) -> Resource:
        """Add a Speech resource with its own entities.

        Args:
            name: name of the resource, for `resource=` of other methods.
            region: Azure region of the resource.
            key: key of the resource. Default: a random key.
            id: Azure resource id. Default: an id with its name.
        """
        with self._service.lock:
            return self._service.state.add_resource(name, keys=() if key is None else (key,), region=region, id=id)

    def fail_next(
        self,
        operation: str | None = None,
        *,
        fault: FaultKind = "status",
        times: int = 1,
        status: int = 500,
        retry_after: int | None = None,
        seconds: float = 1.0,
        odd_answers: Collection[OddAnswer] = (),
    ) -> None:
        """Inject a fault into the next responses.

        Args:
            operation: id of the operation, such as Transcriptions_Create or Storage_GetBlob, Storage_PutBlob,
                Storage_DeleteBlob or Storage_ListBlobs. Default: any operation.
            fault: kind of the fault.
            times: number of responses to change.
            status: HTTP status, for the fault "status".
            retry_after: seconds that Retry-After then asks for.
            seconds: how long it takes, for the fault "slow".
            odd_answers: which ones in turn, for the fault "odd-answer"; all of them by default.

        Raises:
            ValueError: the operation or the fault does not exist.
        """
        if operation is not None:
            check_name("operation", operation, OPERATION_IDS)
        self._service.faults.add(InjectedFault(fault, operation, times, status, retry_after, seconds, odd_answers))

    def fail_next_job(self, collection: str, code: str, message: str = "This failure was injected.") -> None:
        """Make the next job of a collection fail.

        Args:
            message: message of the error.
            collection: path of the collection, such as transcriptions, datasets or models.
            code: code of the error in its properties.

        Raises:
            ValueError: the collection does not exist or has no jobs.
        """
        check_name("collection of jobs", collection, (path for path, each in COLLECTIONS.items() if each.is_job))
        with self._service.lock:
            self._service.scheduler.fail_next(collection, code, message)

    def seed(
        self,
        collection: str,
        body: Mapping[str, Any],
        *,
        version: str = "2025-10-15",
        id: str | None = None,
        status: Status | None = None,
        created: datetime | None = None,
        files: Iterable[Product] = (),
        resource: str = DEVELOPMENT,
    ) -> str:
        """Add an entity to the state as if it had been created earlier.

        Args:
            collection: path of its collection, such as transcriptions or models.
            body: body of the entity, as any version names its properties.
            version: API version that created it.
            id: id of the entity, a UUID. Default: a new id.
            status: its status; without one, a job begins.
            created: time of creation. Default: now.
            files: its files.
            resource: name of its resource.

        Returns:
            Its id.

        Raises:
            ValueError: the collection, version, status, resource, a property or the kind of a file does not exist, or
                the service would refuse the body.
        """
        with self._service.lock:
            try:
                entity = seed_entity(
                    self._service,
                    self._resource(resource),
                    collection,
                    body,
                    version=version,
                    id=id,
                    status=status,
                    created=created,
                    files=files,
                )
            except ServiceError as refusal:
                raise ValueError(f"the service would refuse it: {refusal.message}") from refusal
        return entity.id

    def add_log(
        self,
        of: str,
        name: str,
        content: bytes,
        *,
        kind: str = "Audio",
        created: datetime | None = None,
        resource: str = DEVELOPMENT,
    ) -> None:
        """Add a log, as an endpoint writes when it recognises speech.

        Args:
            content: bytes of the log.
            resource: name of the resource.
            of: id of the endpoint, or locale of a base model.
            name: name, such as 2026-09-20_080000_3b5f4628-e225-439d-bd27-8804f9eed13f.wav.
            kind: Audio or Transcription.
            created: time of creation. Default: now.

        Raises:
            ValueError: the resource or the kind does not exist.
        """
        with self._service.lock:
            seed_log(self._service, self._resource(resource), of, Product(name, kind, content), created)

    def advance(self, span: timedelta) -> None:
        """Move the clock forward: jobs progress, links expire, and entities past their time to live are deleted.

        Args:
            span: time to add to the clock.

        Raises:
            ValueError: the clock would be more than a century ahead.
        """
        self._service.clock.advance(span)
        self.settle()

    def settle(self) -> None:
        """Run all due jobs and wait until their web hooks have been called."""
        self._service.scheduler.settle()
        self._service.web_hooks.wait(_PATIENCE)

    def reset(self) -> None:
        """Reset the emulator: delete resources, entities, blobs and faults, and set the clock back."""
        self._service.clear()

    def snapshot(self) -> Snapshot:
        """Return the state as JSON, without faults."""
        return take_snapshot(self._service)

    def restore(self, snapshot: Snapshot) -> None:
        """Replace the state by a snapshot. An invalid snapshot changes nothing.

        Args:
            snapshot: state that `snapshot` returned.

        Raises:
            ValueError: the snapshot is not from this version of the emulator.
        """
        restore_snapshot(self._service, snapshot)

    def _resource(self, name: str) -> Resource:
        resources = self._service.state.resources
        check_name("resource", name, resources)
        return resources[name]
