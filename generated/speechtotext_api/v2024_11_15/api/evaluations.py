from __future__ import annotations

import builtins
from collections.abc import Mapping
from datetime import timedelta
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
    MINUTES,
    TEXT,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import nothing
from .. import API_VERSION, models

_LIST_SUPPORTED_LOCALES: Final[Operation[list[str]]] = Operation(
    "Evaluations_ListSupportedLocales",
    "GET",
    "/evaluations/locales",
    {
        200: lambda body: ListOf(TEXT).decode("Evaluations_ListSupportedLocales", body),
    },
)
_LIST: Final[Operation[models.PaginatedEvaluations]] = Operation(
    "Evaluations_List",
    "GET",
    "/evaluations",
    {
        200: lambda body: read(models.PaginatedEvaluations, body),
    },
)
_CREATE: Final[Operation[models.Evaluation]] = Operation(
    "Evaluations_Create",
    "POST",
    "/evaluations",
    {
        201: lambda body: read(models.Evaluation, body),
    },
)
_LIST_FILES: Final[Operation[models.PaginatedFiles]] = Operation(
    "Evaluations_ListFiles",
    "GET",
    "/evaluations/{id}/files",
    {
        200: lambda body: read(models.PaginatedFiles, body),
    },
)
_GET_FILE: Final[Operation[models.File]] = Operation(
    "Evaluations_GetFile",
    "GET",
    "/evaluations/{id}/files/{fileId}",
    {
        200: lambda body: read(models.File, body),
    },
)
_GET: Final[Operation[models.Evaluation]] = Operation(
    "Evaluations_Get",
    "GET",
    "/evaluations/{id}",
    {
        200: lambda body: read(models.Evaluation, body),
    },
)
_DELETE: Final[Operation[None]] = Operation(
    "Evaluations_Delete",
    "DELETE",
    "/evaluations/{id}",
    {
        204: nothing,
    },
)
_UPDATE: Final[Operation[models.Evaluation]] = Operation(
    "Evaluations_Update",
    "PATCH",
    "/evaluations/{id}",
    {
        200: lambda body: read(models.Evaluation, body),
    },
)


def list_supported_locales_request() -> Request[list[str]]:
    """The request of `Evaluations.list_supported_locales`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/evaluations/locales",
        query,
    )


def list_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedEvaluations]:
    """The request of `Evaluations.list`."""
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
        "/evaluations",
        query,
    )


def create_request(body: models.Evaluation | Mapping[str, object]) -> Request[models.Evaluation]:
    """The request of `Evaluations.create`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.Evaluation).encode("body", body)
    return Request(
        _CREATE,
        "/evaluations",
        query,
        json=json,
        content_type="application/json",
    )


def list_files_request(
    id: UUID | str | models.Evaluation | models.EntityReference,
    *,
    sas_lifetime_minutes: int | timedelta | None = None,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedFiles]:
    """The request of `Evaluations.list_files`."""
    of_id = given_entity("id", id, "/evaluations/", "/files")
    query: Query = {
        "api-version": API_VERSION,
    }
    if sas_lifetime_minutes is not None:
        query["sasLifetimeMinutes"] = MINUTES.to_text("sas_lifetime_minutes", sas_lifetime_minutes)
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST_FILES,
        f"/evaluations/{of_id.segment}/files",
        query,
        entities=(of_id,),
    )


def get_file_request(
    id: UUID | str | models.Evaluation | models.EntityReference,
    file_id: UUID | str | models.File | models.EntityReference,
    *,
    sas_lifetime_minutes: int | timedelta | None = None,
) -> Request[models.File]:
    """The request of `Evaluations.get_file`."""
    of_id = given_entity("id", id, "/evaluations/", "/files/{}")
    of_file_id = given_entity("file_id", file_id, "/evaluations/{}/files/", "", (of_id,))
    query: Query = {
        "api-version": API_VERSION,
    }
    if sas_lifetime_minutes is not None:
        query["sasLifetimeMinutes"] = MINUTES.to_text("sas_lifetime_minutes", sas_lifetime_minutes)
    return Request(
        _GET_FILE,
        f"/evaluations/{of_id.segment}/files/{of_file_id.segment}",
        query,
        entities=(
            of_id,
            of_file_id,
        ),
    )


def get_request(id: UUID | str | models.Evaluation | models.EntityReference) -> Request[models.Evaluation]:
    """The request of `Evaluations.get`."""
    of_id = given_entity("id", id, "/evaluations/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET,
        f"/evaluations/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.Evaluation | models.EntityReference) -> Request[None]:
    """The request of `Evaluations.delete`."""
    of_id = given_entity("id", id, "/evaluations/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _DELETE,
        f"/evaluations/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.Evaluation | models.EntityReference, body: models.EvaluationUpdate | Mapping[str, object]
) -> Request[models.Evaluation]:
    """The request of `Evaluations.update`."""
    of_id = given_entity("id", id, "/evaluations/")
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.EvaluationUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/evaluations/{of_id.segment}",
        query,
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


class Evaluations:
    """Tests that run two models on one dataset and compare their error rates."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that evaluations support.

        GET /evaluations/locales."""
        return self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> Pages[models.Evaluation]:
        """List the evaluations of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Succeeded' and locale eq 'fr-FR'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /evaluations."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.Evaluation | Mapping[str, object]) -> models.Evaluation:
        """Start an evaluation of two models on one dataset.

        Needs display_name, locale, dataset, model1 and model2; refer to models and dataset by URL. The work runs in the
        background: poll evaluations.get until status is Succeeded or Failed.

        Args:
            body: The evaluation to create.

        POST /evaluations."""
        return self._transport.send(create_request(body))

    def list_files(
        self,
        id: UUID | str | models.Evaluation | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.File]:
        """List the files of an evaluation, such as its details (kind EvaluationDetails).

        Each entry's links.content_url downloads the file.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'EvaluationDetails'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /evaluations/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_lifetime_minutes=sas_lifetime_minutes, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def get_file(
        self,
        id: UUID | str | models.Evaluation | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of an evaluation, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.

        GET /evaluations/{id}/files/{fileId}."""
        return self._transport.send(get_file_request(id, file_id, sas_lifetime_minutes=sas_lifetime_minutes))

    def get(self, id: UUID | str | models.Evaluation | models.EntityReference) -> models.Evaluation:
        """Return one evaluation.

        When status is Succeeded, properties hold error rates and counts of words and sentences for both models,
        numbered 1 and 2.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /evaluations/{id}."""
        return self._transport.send(get_request(id))

    def delete(self, id: UUID | str | models.Evaluation | models.EntityReference) -> None:
        """Delete an evaluation.

        Succeeds if it is already deleted.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /evaluations/{id}."""
        return self._transport.send(delete_request(id))

    def update(
        self,
        id: UUID | str | models.Evaluation | models.EntityReference,
        body: models.EvaluationUpdate | Mapping[str, object],
    ) -> models.Evaluation:
        """Change the name, description or other editable properties of an evaluation.

        Changes only the properties that the body holds: display_name, description, custom_properties or project. This
        version has no projects.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /evaluations/{id}."""
        return self._transport.send(update_request(id, body))


class AsyncEvaluations:
    """Tests that run two models on one dataset and compare their error rates."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that evaluations support.

        GET /evaluations/locales."""
        return await self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> AsyncPages[models.Evaluation]:
        """List the evaluations of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Succeeded' and locale eq 'fr-FR'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /evaluations."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.Evaluation | Mapping[str, object]) -> models.Evaluation:
        """Start an evaluation of two models on one dataset.

        Needs display_name, locale, dataset, model1 and model2; refer to models and dataset by URL. The work runs in the
        background: poll evaluations.get until status is Succeeded or Failed.

        Args:
            body: The evaluation to create.

        POST /evaluations."""
        return await self._transport.send(create_request(body))

    def list_files(
        self,
        id: UUID | str | models.Evaluation | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.File]:
        """List the files of an evaluation, such as its details (kind EvaluationDetails).

        Each entry's links.content_url downloads the file.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'EvaluationDetails'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /evaluations/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_lifetime_minutes=sas_lifetime_minutes, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def get_file(
        self,
        id: UUID | str | models.Evaluation | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of an evaluation, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.

        GET /evaluations/{id}/files/{fileId}."""
        return await self._transport.send(get_file_request(id, file_id, sas_lifetime_minutes=sas_lifetime_minutes))

    async def get(self, id: UUID | str | models.Evaluation | models.EntityReference) -> models.Evaluation:
        """Return one evaluation.

        When status is Succeeded, properties hold error rates and counts of words and sentences for both models,
        numbered 1 and 2.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /evaluations/{id}."""
        return await self._transport.send(get_request(id))

    async def delete(self, id: UUID | str | models.Evaluation | models.EntityReference) -> None:
        """Delete an evaluation.

        Succeeds if it is already deleted.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /evaluations/{id}."""
        return await self._transport.send(delete_request(id))

    async def update(
        self,
        id: UUID | str | models.Evaluation | models.EntityReference,
        body: models.EvaluationUpdate | Mapping[str, object],
    ) -> models.Evaluation:
        """Change the name, description or other editable properties of an evaluation.

        Changes only the properties that the body holds: display_name, description, custom_properties or project. This
        version has no projects.

        Args:
            id: The evaluation: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /evaluations/{id}."""
        return await self._transport.send(update_request(id, body))
