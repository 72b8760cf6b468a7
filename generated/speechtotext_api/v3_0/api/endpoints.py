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
    path_text,
)
from ...json_object import read
from ...kinds import (
    INTEGER,
    SECONDS,
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
_LIST_LOGS: Final[Operation[models.PaginatedFiles]] = Operation(
    "Endpoints_ListLogs",
    "GET",
    "/endpoints/{id}/files/logs",
    {
        200: lambda body: read(models.PaginatedFiles, body),
    },
)
_DELETE_LOGS: Final[Operation[None]] = Operation(
    "Endpoints_DeleteLogs",
    "DELETE",
    "/endpoints/{id}/files/logs",
    {
        202: nothing,
    },
)
_GET_LOG: Final[Operation[models.File]] = Operation(
    "Endpoints_GetLog",
    "GET",
    "/endpoints/{id}/files/logs/{logId}",
    {
        200: lambda body: read(models.File, body),
    },
)
_DELETE_LOG: Final[Operation[None]] = Operation(
    "Endpoints_DeleteLog",
    "DELETE",
    "/endpoints/{id}/files/logs/{logId}",
    {
        204: nothing,
    },
)
_LIST_BASE_MODEL_LOGS: Final[Operation[models.PaginatedFiles]] = Operation(
    "Endpoints_ListBaseModelLogs",
    "GET",
    "/endpoints/base/{locale}/files/logs",
    {
        200: lambda body: read(models.PaginatedFiles, body),
    },
)
_DELETE_BASE_MODEL_LOGS: Final[Operation[None]] = Operation(
    "Endpoints_DeleteBaseModelLogs",
    "DELETE",
    "/endpoints/base/{locale}/files/logs",
    {
        202: nothing,
    },
)
_GET_BASE_MODEL_LOG: Final[Operation[models.File]] = Operation(
    "Endpoints_GetBaseModelLog",
    "GET",
    "/endpoints/base/{locale}/files/logs/{logId}",
    {
        200: lambda body: read(models.File, body),
    },
)
_DELETE_BASE_MODEL_LOG: Final[Operation[None]] = Operation(
    "Endpoints_DeleteBaseModelLog",
    "DELETE",
    "/endpoints/base/{locale}/files/logs/{logId}",
    {
        204: nothing,
    },
)


def list_supported_locales_request() -> Request[list[str]]:
    """The request of `Endpoints.list_supported_locales`."""
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/endpoints/locales",
    )


def list_request(*, skip: int | None = None, top: int | None = None) -> Request[models.PaginatedEndpoints]:
    """The request of `Endpoints.list`."""
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    return Request(
        _LIST,
        "/endpoints",
        query,
    )


def create_request(body: models.Endpoint | Mapping[str, object]) -> Request[models.Endpoint]:
    """The request of `Endpoints.create`."""
    json = ObjectOf(models.Endpoint).encode("body", body)
    return Request(
        _CREATE,
        "/endpoints",
        json=json,
        content_type="application/json",
    )


def get_request(id: UUID | str | models.Endpoint | models.EntityReference) -> Request[models.Endpoint]:
    """The request of `Endpoints.get`."""
    of_id = given_entity("id", id, "/endpoints/")
    return Request(
        _GET,
        f"/endpoints/{of_id.segment}",
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.Endpoint | models.EntityReference) -> Request[None]:
    """The request of `Endpoints.delete`."""
    of_id = given_entity("id", id, "/endpoints/")
    return Request(
        _DELETE,
        f"/endpoints/{of_id.segment}",
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.Endpoint | models.EntityReference, body: models.EndpointUpdate | Mapping[str, object]
) -> Request[models.Endpoint]:
    """The request of `Endpoints.update`."""
    of_id = given_entity("id", id, "/endpoints/")
    json = ObjectOf(models.EndpointUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/endpoints/{of_id.segment}",
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


def list_logs_request(
    id: UUID | str | models.Endpoint | models.EntityReference,
    *,
    sas_validity_in_seconds: int | timedelta | None = None,
    skip_token: str | None = None,
    top: int | None = None,
) -> Request[models.PaginatedFiles]:
    """The request of `Endpoints.list_logs`."""
    of_id = given_entity("id", id, "/endpoints/", "/files/logs")
    query: Query = {}
    if sas_validity_in_seconds is not None:
        query["sasValidityInSeconds"] = SECONDS.to_text("sas_validity_in_seconds", sas_validity_in_seconds)
    if skip_token is not None:
        query["skipToken"] = TEXT.to_text("skip_token", skip_token)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    return Request(
        _LIST_LOGS,
        f"/endpoints/{of_id.segment}/files/logs",
        query,
        entities=(of_id,),
    )


def delete_logs_request(
    id: UUID | str | models.Endpoint | models.EntityReference, *, end_date: str | None = None
) -> Request[None]:
    """The request of `Endpoints.delete_logs`."""
    of_id = given_entity("id", id, "/endpoints/", "/files/logs")
    query: Query = {}
    if end_date is not None:
        query["endDate"] = TEXT.to_text("end_date", end_date)
    return Request(
        _DELETE_LOGS,
        f"/endpoints/{of_id.segment}/files/logs",
        query,
        entities=(of_id,),
    )


def get_log_request(
    id: UUID | str | models.Endpoint | models.EntityReference,
    log_id: UUID | str | models.File | models.EntityReference,
    *,
    sas_validity_in_seconds: int | timedelta | None = None,
) -> Request[models.File]:
    """The request of `Endpoints.get_log`."""
    of_id = given_entity("id", id, "/endpoints/", "/files/logs/{}")
    of_log_id = given_entity("log_id", log_id, "/endpoints/{}/files/logs/", "", (of_id,))
    query: Query = {}
    if sas_validity_in_seconds is not None:
        query["sasValidityInSeconds"] = SECONDS.to_text("sas_validity_in_seconds", sas_validity_in_seconds)
    return Request(
        _GET_LOG,
        f"/endpoints/{of_id.segment}/files/logs/{of_log_id.segment}",
        query,
        entities=(
            of_id,
            of_log_id,
        ),
    )


def delete_log_request(
    id: UUID | str | models.Endpoint | models.EntityReference, log_id: UUID | str | models.File | models.EntityReference
) -> Request[None]:
    """The request of `Endpoints.delete_log`."""
    of_id = given_entity("id", id, "/endpoints/", "/files/logs/{}")
    of_log_id = given_entity("log_id", log_id, "/endpoints/{}/files/logs/", "", (of_id,))
    return Request(
        _DELETE_LOG,
        f"/endpoints/{of_id.segment}/files/logs/{of_log_id.segment}",
        entities=(
            of_id,
            of_log_id,
        ),
    )


def list_base_model_logs_request(
    locale: str,
    *,
    sas_validity_in_seconds: int | timedelta | None = None,
    skip_token: str | None = None,
    top: int | None = None,
) -> Request[models.PaginatedFiles]:
    """The request of `Endpoints.list_base_model_logs`."""
    query: Query = {}
    if sas_validity_in_seconds is not None:
        query["sasValidityInSeconds"] = SECONDS.to_text("sas_validity_in_seconds", sas_validity_in_seconds)
    if skip_token is not None:
        query["skipToken"] = TEXT.to_text("skip_token", skip_token)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    return Request(
        _LIST_BASE_MODEL_LOGS,
        f"/endpoints/base/{path_text('locale', locale)}/files/logs",
        query,
    )


def delete_base_model_logs_request(locale: str, *, end_date: str | None = None) -> Request[None]:
    """The request of `Endpoints.delete_base_model_logs`."""
    query: Query = {}
    if end_date is not None:
        query["endDate"] = TEXT.to_text("end_date", end_date)
    return Request(
        _DELETE_BASE_MODEL_LOGS,
        f"/endpoints/base/{path_text('locale', locale)}/files/logs",
        query,
    )


def get_base_model_log_request(
    locale: str,
    log_id: UUID | str | models.File | models.EntityReference,
    *,
    sas_validity_in_seconds: int | timedelta | None = None,
) -> Request[models.File]:
    """The request of `Endpoints.get_base_model_log`."""
    of_log_id = given_entity("log_id", log_id, "/files/logs/")
    query: Query = {}
    if sas_validity_in_seconds is not None:
        query["sasValidityInSeconds"] = SECONDS.to_text("sas_validity_in_seconds", sas_validity_in_seconds)
    return Request(
        _GET_BASE_MODEL_LOG,
        f"/endpoints/base/{path_text('locale', locale)}/files/logs/{of_log_id.segment}",
        query,
        entities=(of_log_id,),
    )


def delete_base_model_log_request(
    locale: str, log_id: UUID | str | models.File | models.EntityReference
) -> Request[None]:
    """The request of `Endpoints.delete_base_model_log`."""
    of_log_id = given_entity("log_id", log_id, "/files/logs/")
    return Request(
        _DELETE_BASE_MODEL_LOG,
        f"/endpoints/base/{path_text('locale', locale)}/files/logs/{of_log_id.segment}",
        entities=(of_log_id,),
    )


class Endpoints:
    """Deployments of models for real-time recognition and, up to v3.2, their logs."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that endpoints support.

        GET /endpoints/locales. Published as GetSupportedLocalesForEndpoints."""
        return self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, limit: int | None = None
    ) -> Pages[models.Endpoint]:
        """List the custom endpoints of the resource.

        This version has no filter.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /endpoints. Published as GetEndpoints."""
        return self._transport.pages(
            list_request(skip=skip, top=top),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.Endpoint | Mapping[str, object]) -> models.Endpoint:
        """Deploy a model as an endpoint for real-time recognition.

        Needs display_name and locale; model refers to the model by its URL. With properties.logging_enabled the service
        keeps audio and transcripts. Deployment runs in the background: poll endpoints.get until status is Succeeded or
        Failed. text adapts a language model for this endpoint. After properties.time_to_live (ISO 8601, up to 31 days)
        the service deletes the endpoint.

        Args:
            body: The endpoint to create.

        POST /endpoints. Published as CreateEndpoint."""
        return self._transport.send(create_request(body))

    def get(self, id: UUID | str | models.Endpoint | models.EntityReference) -> models.Endpoint:
        """Return one custom endpoint.

        Its links hold the URLs that recognition clients connect to.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /endpoints/{id}. Published as GetEndpoint."""
        return self._transport.send(get_request(id))

    def delete(self, id: UUID | str | models.Endpoint | models.EntityReference) -> None:
        """Remove an endpoint and end its deployment.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /endpoints/{id}. Published as DeleteEndpoint."""
        return self._transport.send(delete_request(id))

    def update(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        body: models.EndpointUpdate | Mapping[str, object],
    ) -> models.Endpoint:
        """Change an endpoint's model, logging or descriptive properties.

        Changes only the properties that the body holds: display_name, description, custom_properties, project, model or
        properties.content_logging_enabled. Responses call the last one logging_enabled.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /endpoints/{id}. Published as UpdateEndpoint."""
        return self._transport.send(update_request(id, body))

    def list_logs(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
        skip_token: str | None = None,
        top: int | None = None,
        limit: int | None = None,
    ) -> Pages[models.File]:
        """List the logs of an endpoint: audio and transcripts.

        An endpoint has logs only if logging is enabled. Removed in 2024-11-15.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.
            skip_token: Token of the next page, from the link of the page before. Default: the first page.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /endpoints/{id}/files/logs. Published as GetEndpointLogs."""
        return self._transport.pages(
            list_logs_request(id, sas_validity_in_seconds=sas_validity_in_seconds, skip_token=skip_token, top=top),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def delete_logs(
        self, id: UUID | str | models.Endpoint | models.EntityReference, *, end_date: str | None = None
    ) -> None:
        """Delete the logs of an endpoint, all of them or up to a given day.

        Returns before the logs are deleted: with many logs, deletion can take a day. The service does not report its
        end. Removed in 2024-11-15.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            end_date: Last day (UTC) whose logs are deleted, as yyyy-mm-dd. Earlier logs are deleted, too. Default: all
                logs.

        DELETE /endpoints/{id}/files/logs. Published as DeleteEndpointLogs."""
        return self._transport.send(delete_logs_request(id, end_date=end_date))

    def get_log(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        log_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
    ) -> models.File:
        """Return one log of an endpoint, with the URL of its content.

        Removed in 2024-11-15.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            log_id: Id of the log, from the listing of logs: a file name such as 2019-09-20_080000_<uuid>.wav: an id, a
                UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.

        GET /endpoints/{id}/files/logs/{logId}. Published as GetEndpointLog."""
        return self._transport.send(get_log_request(id, log_id, sas_validity_in_seconds=sas_validity_in_seconds))

    def delete_log(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        log_id: UUID | str | models.File | models.EntityReference,
    ) -> None:
        """Delete a single log of an endpoint.

        Audio and transcript are separate logs, so a recording can need two calls. Removed in 2024-11-15.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            log_id: Id of the log, from the listing of logs: a file name such as 2019-09-20_080000_<uuid>.wav: an id, a
                UUID, the entity itself, a reference to it, or its URL.

        DELETE /endpoints/{id}/files/logs/{logId}. Published as DeleteEndpointLog."""
        return self._transport.send(delete_log_request(id, log_id))

    def list_base_model_logs(
        self,
        locale: str,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
        skip_token: str | None = None,
        top: int | None = None,
        limit: int | None = None,
    ) -> Pages[models.File]:
        """List the logs kept for a locale's default base model.

        The list holds audio and transcripts. Removed in 2024-11-15.

        Args:
            locale: Locale of the default base model, such as en-US.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.
            skip_token: Token of the next page, from the link of the page before. Default: the first page.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /endpoints/base/{locale}/files/logs. Published as GetBaseModelLogs."""
        return self._transport.pages(
            list_base_model_logs_request(
                locale, sas_validity_in_seconds=sas_validity_in_seconds, skip_token=skip_token, top=top
            ),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def delete_base_model_logs(self, locale: str, *, end_date: str | None = None) -> None:
        """Delete the logs of a locale's default base model, all of them or up to a given day.

        Returns before the logs are deleted: with many logs, deletion can take a day. The service does not report its
        end. Removed in 2024-11-15.

        Args:
            locale: Locale of the default base model, such as en-US.
            end_date: Last day (UTC) whose logs are deleted, as yyyy-mm-dd. Earlier logs are deleted, too. Default: all
                logs.

        DELETE /endpoints/base/{locale}/files/logs. Published as DeleteBaseModelLogs."""
        return self._transport.send(delete_base_model_logs_request(locale, end_date=end_date))

    def get_base_model_log(
        self,
        locale: str,
        log_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
    ) -> models.File:
        """Return one log of a locale's default base model, with the URL of its content.

        Removed in 2024-11-15.

        Args:
            locale: Locale of the default base model, such as en-US.
            log_id: Id of the log, from the listing of logs: a file name such as 2019-09-20_080000_<uuid>.wav: an id, a
                UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.

        GET /endpoints/base/{locale}/files/logs/{logId}. Published as GetBaseModelLog."""
        return self._transport.send(
            get_base_model_log_request(locale, log_id, sas_validity_in_seconds=sas_validity_in_seconds)
        )

    def delete_base_model_log(self, locale: str, log_id: UUID | str | models.File | models.EntityReference) -> None:
        """Delete a single log of a locale's default base model.

        Audio and transcript are separate logs, so a recording can need two calls. Removed in 2024-11-15.

        Args:
            locale: Locale of the default base model, such as en-US.
            log_id: Id of the log, from the listing of logs: a file name such as 2019-09-20_080000_<uuid>.wav: an id, a
                UUID, the entity itself, a reference to it, or its URL.

        DELETE /endpoints/base/{locale}/files/logs/{logId}. Published as DeleteBaseModelLog."""
        return self._transport.send(delete_base_model_log_request(locale, log_id))


class AsyncEndpoints:
    """Deployments of models for real-time recognition and, up to v3.2, their logs."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that endpoints support.

        GET /endpoints/locales. Published as GetSupportedLocalesForEndpoints."""
        return await self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, limit: int | None = None
    ) -> AsyncPages[models.Endpoint]:
        """List the custom endpoints of the resource.

        This version has no filter.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /endpoints. Published as GetEndpoints."""
        return self._transport.pages(
            list_request(skip=skip, top=top),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.Endpoint | Mapping[str, object]) -> models.Endpoint:
        """Deploy a model as an endpoint for real-time recognition.

        Needs display_name and locale; model refers to the model by its URL. With properties.logging_enabled the service
        keeps audio and transcripts. Deployment runs in the background: poll endpoints.get until status is Succeeded or
        Failed. text adapts a language model for this endpoint. After properties.time_to_live (ISO 8601, up to 31 days)
        the service deletes the endpoint.

        Args:
            body: The endpoint to create.

        POST /endpoints. Published as CreateEndpoint."""
        return await self._transport.send(create_request(body))

    async def get(self, id: UUID | str | models.Endpoint | models.EntityReference) -> models.Endpoint:
        """Return one custom endpoint.

        Its links hold the URLs that recognition clients connect to.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /endpoints/{id}. Published as GetEndpoint."""
        return await self._transport.send(get_request(id))

    async def delete(self, id: UUID | str | models.Endpoint | models.EntityReference) -> None:
        """Remove an endpoint and end its deployment.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /endpoints/{id}. Published as DeleteEndpoint."""
        return await self._transport.send(delete_request(id))

    async def update(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        body: models.EndpointUpdate | Mapping[str, object],
    ) -> models.Endpoint:
        """Change an endpoint's model, logging or descriptive properties.

        Changes only the properties that the body holds: display_name, description, custom_properties, project, model or
        properties.content_logging_enabled. Responses call the last one logging_enabled.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /endpoints/{id}. Published as UpdateEndpoint."""
        return await self._transport.send(update_request(id, body))

    def list_logs(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
        skip_token: str | None = None,
        top: int | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.File]:
        """List the logs of an endpoint: audio and transcripts.

        An endpoint has logs only if logging is enabled. Removed in 2024-11-15.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.
            skip_token: Token of the next page, from the link of the page before. Default: the first page.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /endpoints/{id}/files/logs. Published as GetEndpointLogs."""
        return self._transport.pages(
            list_logs_request(id, sas_validity_in_seconds=sas_validity_in_seconds, skip_token=skip_token, top=top),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def delete_logs(
        self, id: UUID | str | models.Endpoint | models.EntityReference, *, end_date: str | None = None
    ) -> None:
        """Delete the logs of an endpoint, all of them or up to a given day.

        Returns before the logs are deleted: with many logs, deletion can take a day. The service does not report its
        end. Removed in 2024-11-15.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            end_date: Last day (UTC) whose logs are deleted, as yyyy-mm-dd. Earlier logs are deleted, too. Default: all
                logs.

        DELETE /endpoints/{id}/files/logs. Published as DeleteEndpointLogs."""
        return await self._transport.send(delete_logs_request(id, end_date=end_date))

    async def get_log(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        log_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
    ) -> models.File:
        """Return one log of an endpoint, with the URL of its content.

        Removed in 2024-11-15.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            log_id: Id of the log, from the listing of logs: a file name such as 2019-09-20_080000_<uuid>.wav: an id, a
                UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.

        GET /endpoints/{id}/files/logs/{logId}. Published as GetEndpointLog."""
        return await self._transport.send(get_log_request(id, log_id, sas_validity_in_seconds=sas_validity_in_seconds))

    async def delete_log(
        self,
        id: UUID | str | models.Endpoint | models.EntityReference,
        log_id: UUID | str | models.File | models.EntityReference,
    ) -> None:
        """Delete a single log of an endpoint.

        Audio and transcript are separate logs, so a recording can need two calls. Removed in 2024-11-15.

        Args:
            id: The endpoint: an id, a UUID, the entity itself, a reference to it, or its URL.
            log_id: Id of the log, from the listing of logs: a file name such as 2019-09-20_080000_<uuid>.wav: an id, a
                UUID, the entity itself, a reference to it, or its URL.

        DELETE /endpoints/{id}/files/logs/{logId}. Published as DeleteEndpointLog."""
        return await self._transport.send(delete_log_request(id, log_id))

    def list_base_model_logs(
        self,
        locale: str,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
        skip_token: str | None = None,
        top: int | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.File]:
        """List the logs kept for a locale's default base model.

        The list holds audio and transcripts. Removed in 2024-11-15.

        Args:
            locale: Locale of the default base model, such as en-US.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.
            skip_token: Token of the next page, from the link of the page before. Default: the first page.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /endpoints/base/{locale}/files/logs. Published as GetBaseModelLogs."""
        return self._transport.pages(
            list_base_model_logs_request(
                locale, sas_validity_in_seconds=sas_validity_in_seconds, skip_token=skip_token, top=top
            ),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def delete_base_model_logs(self, locale: str, *, end_date: str | None = None) -> None:
        """Delete the logs of a locale's default base model, all of them or up to a given day.

        Returns before the logs are deleted: with many logs, deletion can take a day. The service does not report its
        end. Removed in 2024-11-15.

        Args:
            locale: Locale of the default base model, such as en-US.
            end_date: Last day (UTC) whose logs are deleted, as yyyy-mm-dd. Earlier logs are deleted, too. Default: all
                logs.

        DELETE /endpoints/base/{locale}/files/logs. Published as DeleteBaseModelLogs."""
        return await self._transport.send(delete_base_model_logs_request(locale, end_date=end_date))

    async def get_base_model_log(
        self,
        locale: str,
        log_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
    ) -> models.File:
        """Return one log of a locale's default base model, with the URL of its content.

        Removed in 2024-11-15.

        Args:
            locale: Locale of the default base model, such as en-US.
            log_id: Id of the log, from the listing of logs: a file name such as 2019-09-20_080000_<uuid>.wav: an id, a
                UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.

        GET /endpoints/base/{locale}/files/logs/{logId}. Published as GetBaseModelLog."""
        return await self._transport.send(
            get_base_model_log_request(locale, log_id, sas_validity_in_seconds=sas_validity_in_seconds)
        )

    async def delete_base_model_log(
        self, locale: str, log_id: UUID | str | models.File | models.EntityReference
    ) -> None:
        """Delete a single log of a locale's default base model.

        Audio and transcript are separate logs, so a recording can need two calls. Removed in 2024-11-15.

        Args:
            locale: Locale of the default base model, such as en-US.
            log_id: Id of the log, from the listing of logs: a file name such as 2019-09-20_080000_<uuid>.wav: an id, a
                UUID, the entity itself, a reference to it, or its URL.

        DELETE /endpoints/base/{locale}/files/logs/{logId}. Published as DeleteBaseModelLog."""
        return await self._transport.send(delete_base_model_log_request(locale, log_id))
