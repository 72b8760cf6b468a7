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
    "Projects_ListSupportedLocales",
    "GET",
    "/projects/locales",
    {
        200: lambda body: ListOf(TEXT).decode("Projects_ListSupportedLocales", body),
    },
)
_LIST: Final[Operation[models.PaginatedProjects]] = Operation(
    "Projects_List",
    "GET",
    "/projects",
    {
        200: lambda body: read(models.PaginatedProjects, body),
    },
)
_CREATE: Final[Operation[models.Project]] = Operation(
    "Projects_Create",
    "POST",
    "/projects",
    {
        201: lambda body: read(models.Project, body),
    },
)
_GET: Final[Operation[models.Project]] = Operation(
    "Projects_Get",
    "GET",
    "/projects/{id}",
    {
        200: lambda body: read(models.Project, body),
    },
)
_DELETE: Final[Operation[None]] = Operation(
    "Projects_Delete",
    "DELETE",
    "/projects/{id}",
    {
        204: nothing,
    },
)
_UPDATE: Final[Operation[models.Project]] = Operation(
    "Projects_Update",
    "PATCH",
    "/projects/{id}",
    {
        200: lambda body: read(models.Project, body),
    },
)
_LIST_EVALUATIONS: Final[Operation[models.PaginatedEvaluations]] = Operation(
    "Projects_ListEvaluations",
    "GET",
    "/projects/{id}/evaluations",
    {
        200: lambda body: read(models.PaginatedEvaluations, body),
    },
)
_LIST_DATASETS: Final[Operation[models.PaginatedDatasets]] = Operation(
    "Projects_ListDatasets",
    "GET",
    "/projects/{id}/datasets",
    {
        200: lambda body: read(models.PaginatedDatasets, body),
    },
)
_LIST_ENDPOINTS: Final[Operation[models.PaginatedEndpoints]] = Operation(
    "Projects_ListEndpoints",
    "GET",
    "/projects/{id}/endpoints",
    {
        200: lambda body: read(models.PaginatedEndpoints, body),
    },
)
_LIST_MODELS: Final[Operation[models.PaginatedCustomModels]] = Operation(
    "Projects_ListModels",
    "GET",
    "/projects/{id}/models",
    {
        200: lambda body: read(models.PaginatedCustomModels, body),
    },
)
_LIST_TRANSCRIPTIONS: Final[Operation[models.PaginatedTranscriptions]] = Operation(
    "Projects_ListTranscriptions",
    "GET",
    "/projects/{id}/transcriptions",
    {
        200: lambda body: read(models.PaginatedTranscriptions, body),
    },
)


def list_supported_locales_request() -> Request[list[str]]:
    """The request of `Projects.list_supported_locales`."""
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/projects/locales",
    )


def list_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedProjects]:
    """The request of `Projects.list`."""
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST,
        "/projects",
        query,
    )


def create_request(body: models.Project | Mapping[str, object]) -> Request[models.Project]:
    """The request of `Projects.create`."""
    json = ObjectOf(models.Project).encode("body", body)
    return Request(
        _CREATE,
        "/projects",
        json=json,
        content_type="application/json",
    )


def get_request(id: UUID | str | models.Project | models.EntityReference) -> Request[models.Project]:
    """The request of `Projects.get`."""
    of_id = given_entity("id", id, "/projects/")
    return Request(
        _GET,
        f"/projects/{of_id.segment}",
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.Project | models.EntityReference) -> Request[None]:
    """The request of `Projects.delete`."""
    of_id = given_entity("id", id, "/projects/")
    return Request(
        _DELETE,
        f"/projects/{of_id.segment}",
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.Project | models.EntityReference, body: models.ProjectUpdate | Mapping[str, object]
) -> Request[models.Project]:
    """The request of `Projects.update`."""
    of_id = given_entity("id", id, "/projects/")
    json = ObjectOf(models.ProjectUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/projects/{of_id.segment}",
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


def list_evaluations_request(
    id: UUID | str | models.Project | models.EntityReference,
    *,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedEvaluations]:
    """The request of `Projects.list_evaluations`."""
    of_id = given_entity("id", id, "/projects/", "/evaluations")
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST_EVALUATIONS,
        f"/projects/{of_id.segment}/evaluations",
        query,
        entities=(of_id,),
    )


def list_datasets_request(
    id: UUID | str | models.Project | models.EntityReference,
    *,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedDatasets]:
    """The request of `Projects.list_datasets`."""
    of_id = given_entity("id", id, "/projects/", "/datasets")
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST_DATASETS,
        f"/projects/{of_id.segment}/datasets",
        query,
        entities=(of_id,),
    )


def list_endpoints_request(
    id: UUID | str | models.Project | models.EntityReference,
    *,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedEndpoints]:
    """The request of `Projects.list_endpoints`."""
    of_id = given_entity("id", id, "/projects/", "/endpoints")
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST_ENDPOINTS,
        f"/projects/{of_id.segment}/endpoints",
        query,
        entities=(of_id,),
    )


def list_models_request(
    id: UUID | str | models.Project | models.EntityReference,
    *,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedCustomModels]:
    """The request of `Projects.list_models`."""
    of_id = given_entity("id", id, "/projects/", "/models")
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST_MODELS,
        f"/projects/{of_id.segment}/models",
        query,
        entities=(of_id,),
    )


def list_transcriptions_request(
    id: UUID | str | models.Project | models.EntityReference,
    *,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedTranscriptions]:
    """The request of `Projects.list_transcriptions`."""
    of_id = given_entity("id", id, "/projects/", "/transcriptions")
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST_TRANSCRIPTIONS,
        f"/projects/{of_id.segment}/transcriptions",
        query,
        entities=(of_id,),
    )


class Projects:
    """Folders for datasets, models, evaluations, endpoints and transcriptions; 2024-11-15 has none."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that projects support.

        GET /projects/locales."""
        return self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> Pages[models.Project]:
        """List the projects of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare locale, displayName, description and, in 2025-10-15,
                foundryProjectName with eq or ne, and createdDateTime also with lt, le, gt or ge. Join comparisons with
                and, or, not. Example: `locale eq 'es-ES'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.Project | Mapping[str, object]) -> models.Project:
        """Create a project.

        Needs display_name and locale. An entity belongs to a project if its property project refers to it.

        Args:
            body: The project to create.

        POST /projects."""
        return self._transport.send(create_request(body))

    def get(self, id: UUID | str | models.Project | models.EntityReference) -> models.Project:
        """Return one project.

        Its links lead to the lists of its entities. properties hold the number of entities of each kind.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /projects/{id}."""
        return self._transport.send(get_request(id))

    def delete(self, id: UUID | str | models.Project | models.EntityReference) -> None:
        """Delete a project.

        Succeeds if it is already deleted.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /projects/{id}."""
        return self._transport.send(delete_request(id))

    def update(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        body: models.ProjectUpdate | Mapping[str, object],
    ) -> models.Project:
        """Change the name, description or other editable properties of a project.

        Changes only the properties that the body holds: display_name, description or custom_properties.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /projects/{id}."""
        return self._transport.send(update_request(id, body))

    def list_evaluations(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.Evaluation]:
        """List the evaluations that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Succeeded'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/evaluations."""
        return self._transport.pages(
            list_evaluations_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def list_datasets(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.Dataset]:
        """List the datasets that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind, status, locale, displayName and description with eq
                or ne, and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and,
                or, not. Example: `kind eq 'Language'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/datasets."""
        return self._transport.pages(
            list_datasets_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def list_endpoints(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.Endpoint]:
        """List the endpoints that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Failed'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/endpoints."""
        return self._transport.pages(
            list_endpoints_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def list_models(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.CustomModel]:
        """List the custom models that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status ne 'Failed'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/models."""
        return self._transport.pages(
            list_models_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def list_transcriptions(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.Transcription]:
        """List the transcription jobs that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Failed' and createdDateTime gt 2024-01-01T11:00:00Z`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/transcriptions."""
        return self._transport.pages(
            list_transcriptions_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )


class AsyncProjects:
    """Folders for datasets, models, evaluations, endpoints and transcriptions; 2024-11-15 has none."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that projects support.

        GET /projects/locales."""
        return await self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> AsyncPages[models.Project]:
        """List the projects of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare locale, displayName, description and, in 2025-10-15,
                foundryProjectName with eq or ne, and createdDateTime also with lt, le, gt or ge. Join comparisons with
                and, or, not. Example: `locale eq 'es-ES'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.Project | Mapping[str, object]) -> models.Project:
        """Create a project.

        Needs display_name and locale. An entity belongs to a project if its property project refers to it.

        Args:
            body: The project to create.

        POST /projects."""
        return await self._transport.send(create_request(body))

    async def get(self, id: UUID | str | models.Project | models.EntityReference) -> models.Project:
        """Return one project.

        Its links lead to the lists of its entities. properties hold the number of entities of each kind.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /projects/{id}."""
        return await self._transport.send(get_request(id))

    async def delete(self, id: UUID | str | models.Project | models.EntityReference) -> None:
        """Delete a project.

        Succeeds if it is already deleted.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /projects/{id}."""
        return await self._transport.send(delete_request(id))

    async def update(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        body: models.ProjectUpdate | Mapping[str, object],
    ) -> models.Project:
        """Change the name, description or other editable properties of a project.

        Changes only the properties that the body holds: display_name, description or custom_properties.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /projects/{id}."""
        return await self._transport.send(update_request(id, body))

    def list_evaluations(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.Evaluation]:
        """List the evaluations that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Succeeded'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/evaluations."""
        return self._transport.pages(
            list_evaluations_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def list_datasets(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.Dataset]:
        """List the datasets that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind, status, locale, displayName and description with eq
                or ne, and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and,
                or, not. Example: `kind eq 'Language'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/datasets."""
        return self._transport.pages(
            list_datasets_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def list_endpoints(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.Endpoint]:
        """List the endpoints that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Failed'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/endpoints."""
        return self._transport.pages(
            list_endpoints_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def list_models(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.CustomModel]:
        """List the custom models that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status ne 'Failed'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/models."""
        return self._transport.pages(
            list_models_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def list_transcriptions(
        self,
        id: UUID | str | models.Project | models.EntityReference,
        *,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.Transcription]:
        """List the transcription jobs that belong to a project.

        Args:
            id: The project: an id, a UUID, the entity itself, a reference to it, or its URL.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Failed' and createdDateTime gt 2024-01-01T11:00:00Z`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /projects/{id}/transcriptions."""
        return self._transport.pages(
            list_transcriptions_request(id, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )
