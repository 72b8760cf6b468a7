from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from ...calls import (
    AsyncPages,
    AsyncTransport,
    Operation,
    Pages,
    Query,
    Request,
    Transport,
    given_entity,
    patch_type,
)
from ...json_object import read
from ...kinds import (
    INTEGER,
    TEXT,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import nothing
from .. import API_VERSION, models

_LIST_SUPPORTED_LOCALES: Final[Operation[list[str]]] = Operation(
    "Endpoints_ListSupportedLocales",
    "GET",
    "/endpoints/locales",
    {
        200: lambda body: ListOf(TEXT).decode("Endpoints_ListSupportedLocales", body),
    },
)
_LIST: Final[Operation[models.PaginatedEndpoints]] = Operation(
    "Endpoints_List",
    "GET",
    "/endpoints",
    {
        200: lambda body: read(models.PaginatedEndpoints, body),
    },
)
_CREATE: Final[Operation[models.Endpoint]] = Operation(
    "Endpoints_Create",
    "POST",
    "/endpoints",
    {
        201: lambda body: read(models.Endpoint, body),
    },
)
_GET: Final[Operation[models.Endpoint]] = Operation(
    "Endpoints_Get",
    "GET",
    "/endpoints/{id}",
    {
        200: lambda body: read(models.Endpoint, body),
    },
)
_DELETE: Final[Operation[None]] = Operation(
    "Endpoints_Delete",
    "DELETE",
    "/endpoints/{id}",
    {
        204: nothing,
    },
)
_UPDATE: Final[Operation[models.Endpoint]] = Operation(
    "Endpoints_Update",
    "PATCH",
    "/endpoints/{id}",
    {
        200: lambda body: read(models.Endpoint, body),
    },
)


def list_supported_locales_request() -> Request[list[str]]:
    """The request of `Endpoints.list_supported_locales`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/endpoints/locales",
        query,
    )


def list_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedEndpoints]:
    """The request of `Endpoints.list`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST,
        "/endpoints",
        query,
    )


def create_request(body: models.Endpoint | Mapping[str, object]) -> Request[models.Endpoint]:
    """The request of `Endpoints.create`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.Endpoint).encode("body", body)
    return Request(
        _CREATE,
        "/endpoints",
        query,
        json=json,
        content_type="application/json",
    )


def get_request(id: UUID | str | models.Endpoint | models.EntityReference) -> Request[models.Endpoint]:
    """The request of `Endpoints.get`."""
    of_id = given_entity("id", id, "/endpoints/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET,
        f"/endpoints/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.Endpoint | models.EntityReference) -> Request[None]:
    """The request of `Endpoints.delete`."""
    of_id = given_entity("id", id, "/endpoints/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _DELETE,
        f"/endpoints/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.Endpoint | models.EntityReference, body: models.EndpointUpdate | Mapping[str, object]
) -> Request[models.Endpoint]:
    """The request of `Endpoints.update`."""
    of_id = given_entity("id", id, "/endpoints/")
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.EndpointUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/endpoints/{of_id.segment}",
        query,
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


class Endpoints:
    """Deployments of models for real-time recognition and, up to v3.2, their logs."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that endpoints support.

        GET /endpoints/locales."""
        return self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> Pages[models.Endpoint]:
        """List the custom endpoints of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Failed'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /endpoints."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.Endpoint | Mapping[str, object]) -> models.Endpoint:
        """Deploy a model as an endpoint for real-time recognition.

        Needs display_name and locale; model refers to the model by its URL. With properties.logging_enabled the service
        keeps audio and transcripts. Deployment runs in the background: poll endpoints.get until status is Succeeded or
        Failed.

        Args:
            body: The endpoint to create.

        POST /endpoints."""
        return self._transport.send(create_request(body))

    def get(self, id: UUID | str | models.Endpoint | models.EntityReference) -> models.Endpoint:
        """Return one custom endpoint.

        Its links hold the URLs that recognition clients connect to. One link, web_socket, replaces the seven of v3.2.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /endpoints/{id}."""
        return self._transport.send(get_request(id))

    def delete(self, id: UUID | str | models.Endpoint | models.EntityReference) -> None:
        """Remove an endpoint and end its deployment.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /endpoints/{id}."""
        return self._transport.send(delete_request(id))

    def update(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        body: models.EndpointUpdate | Mapping[str, object],
    ) -> models.Endpoint:
        """Change an endpoint's model, logging or descriptive properties.

        Changes only the properties that the body holds: display_name, description, custom_properties, project, model or
        properties.content_logging_enabled. Responses call the last one logging_enabled. This version has no projects.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /endpoints/{id}."""
        return self._transport.send(update_request(id, body))


class AsyncEndpoints:
    """Deployments of models for real-time recognition and, up to v3.2, their logs."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that endpoints support.

        GET /endpoints/locales."""
        return await self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> AsyncPages[models.Endpoint]:
        """List the custom endpoints of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Failed'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /endpoints."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.Endpoint | Mapping[str, object]) -> models.Endpoint:
        """Deploy a model as an endpoint for real-time recognition.

        Needs display_name and locale; model refers to the model by its URL. With properties.logging_enabled the service
        keeps audio and transcripts. Deployment runs in the background: poll endpoints.get until status is Succeeded or
        Failed.

        Args:
            body: The endpoint to create.

        POST /endpoints."""
        return await self._transport.send(create_request(body))

    async def get(self, id: UUID | str | models.Endpoint | models.EntityReference) -> models.Endpoint:
        """Return one custom endpoint.

        Its links hold the URLs that recognition clients connect to. One link, web_socket, replaces the seven of v3.2.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /endpoints/{id}."""
        return await self._transport.send(get_request(id))

    async def delete(self, id: UUID | str | models.Endpoint | models.EntityReference) -> None:
        """Remove an endpoint and end its deployment.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /endpoints/{id}."""
        return await self._transport.send(delete_request(id))

    async def update(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        body: models.EndpointUpdate | Mapping[str, object],
    ) -> models.Endpoint:
        """Change an endpoint's model, logging or descriptive properties.

        Changes only the properties that the body holds: display_name, description, custom_properties, project, model or
        properties.content_logging_enabled. Responses call the last one logging_enabled. This version has no projects.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /endpoints/{id}."""
        return await self._transport.send(update_request(id, body))
