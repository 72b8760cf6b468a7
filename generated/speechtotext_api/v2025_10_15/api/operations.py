from __future__ import annotations

from typing import Final
from uuid import UUID

from ...calls import (
    AsyncTransport,
    Operation,
    Query,
    Request,
    Transport,
    given_entity,
)
from ...json_object import read
from .. import API_VERSION, models

_GET_MODEL_COPY: Final[Operation[models.Operation]] = Operation(
    "Operations_GetModelCopy",
    "GET",
    "/operations/models/copy/{id}",
    {
        200: lambda body: read(models.Operation, body),
    },
)


def get_model_copy_request(id: UUID | str | models.Operation | models.EntityReference) -> Request[models.Operation]:
    """The request of `Operations.get_model_copy`."""
    of_id = given_entity("id", id, "/operations/models/copy/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET_MODEL_COPY,
        f"/operations/models/copy/{of_id.segment}",
        query,
        entities=(of_id,),
    )


class Operations:
    """Progress of long-running operations: copies of models."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def get_model_copy(self, id: UUID | str | models.Operation | models.EntityReference) -> models.Operation:
        """Return the progress of a model copy.

        Poll until status is Succeeded or Failed. After success, result.link is the URL of the new model; after failure,
        error says why.

        Args:
            id: The copy operation, the last part of Operation-Location: an id, a UUID, the entity itself, a reference
                to it, or its URL.

        GET /operations/models/copy/{id}."""
        return self._transport.send(get_model_copy_request(id))


class AsyncOperations:
    """Progress of long-running operations: copies of models."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def get_model_copy(self, id: UUID | str | models.Operation | models.EntityReference) -> models.Operation:
        """Return the progress of a model copy.

        Poll until status is Succeeded or Failed. After success, result.link is the URL of the new model; after failure,
        error says why.

        Args:
            id: The copy operation, the last part of Operation-Location: an id, a UUID, the entity itself, a reference
                to it, or its URL.

        GET /operations/models/copy/{id}."""
        return await self._transport.send(get_model_copy_request(id))
