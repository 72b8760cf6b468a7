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
    SECONDS,
    TEXT,
    ListOf,
)
from ...object_kinds import ObjectOf
from ...wire import nothing
from .. import API_VERSION, models

_LIST_SUPPORTED_LOCALES: Final[Operation[list[str]]] = Operation(
    "Transcriptions_ListSupportedLocales",
    "GET",
    "/transcriptions/locales",
    {
        200: lambda body: ListOf(TEXT).decode("Transcriptions_ListSupportedLocales", body),
    },
)
_LIST: Final[Operation[models.PaginatedTranscriptions]] = Operation(
    "Transcriptions_List",
    "GET",
    "/transcriptions",
    {
        200: lambda body: read(models.PaginatedTranscriptions, body),
    },
)
_CREATE: Final[Operation[models.Transcription]] = Operation(
    "Transcriptions_Create",
    "POST",
    "/transcriptions",
    {
        201: lambda body: read(models.Transcription, body),
    },
)
_GET: Final[Operation[models.Transcription]] = Operation(
    "Transcriptions_Get",
    "GET",
    "/transcriptions/{id}",
    {
        200: lambda body: read(models.Transcription, body),
    },
)
_DELETE: Final[Operation[None]] = Operation(
    "Transcriptions_Delete",
    "DELETE",
    "/transcriptions/{id}",
    {
        204: nothing,
    },
)
_UPDATE: Final[Operation[models.Transcription]] = Operation(
    "Transcriptions_Update",
    "PATCH",
    "/transcriptions/{id}",
    {
        200: lambda body: read(models.Transcription, body),
    },
)
_LIST_FILES: Final[Operation[models.PaginatedFiles]] = Operation(
    "Transcriptions_ListFiles",
    "GET",
    "/transcriptions/{id}/files",
    {
        200: lambda body: read(models.PaginatedFiles, body),
    },
)
_GET_FILE: Final[Operation[models.File]] = Operation(
    "Transcriptions_GetFile",
    "GET",
    "/transcriptions/{id}/files/{fileId}",
    {
        200: lambda body: read(models.File, body),
    },
)


def list_supported_locales_request() -> Request[list[str]]:
    """The request of `Transcriptions.list_supported_locales`."""
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/transcriptions/locales",
    )


def list_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedTranscriptions]:
    """The request of `Transcriptions.list`."""
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST,
        "/transcriptions",
        query,
    )


def create_request(body: models.Transcription | Mapping[str, object]) -> Request[models.Transcription]:
    """The request of `Transcriptions.create`."""
    json = ObjectOf(models.Transcription).encode("body", body)
    return Request(
        _CREATE,
        "/transcriptions",
        json=json,
        content_type="application/json",
    )


def get_request(id: UUID | str | models.Transcription | models.EntityReference) -> Request[models.Transcription]:
    """The request of `Transcriptions.get`."""
    of_id = given_entity("id", id, "/transcriptions/")
    return Request(
        _GET,
        f"/transcriptions/{of_id.segment}",
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.Transcription | models.EntityReference) -> Request[None]:
    """The request of `Transcriptions.delete`."""
    of_id = given_entity("id", id, "/transcriptions/")
    return Request(
        _DELETE,
        f"/transcriptions/{of_id.segment}",
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.Transcription | models.EntityReference,
    body: models.TranscriptionUpdate | Mapping[str, object],
) -> Request[models.Transcription]:
    """The request of `Transcriptions.update`."""
    of_id = given_entity("id", id, "/transcriptions/")
    json = ObjectOf(models.TranscriptionUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/transcriptions/{of_id.segment}",
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


def list_files_request(
    id: UUID | str | models.Transcription | models.EntityReference,
    *,
    sas_validity_in_seconds: int | timedelta | None = None,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedFiles]:
    """The request of `Transcriptions.list_files`."""
    of_id = given_entity("id", id, "/transcriptions/", "/files")
    query: Query = {}
    if sas_validity_in_seconds is not None:
        query["sasValidityInSeconds"] = SECONDS.to_text("sas_validity_in_seconds", sas_validity_in_seconds)
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    if filter is not None:
        query["filter"] = TEXT.to_text("filter", filter)
    return Request(
        _LIST_FILES,
        f"/transcriptions/{of_id.segment}/files",
        query,
        entities=(of_id,),
    )


def get_file_request(
    id: UUID | str | models.Transcription | models.EntityReference,
    file_id: UUID | str | models.File | models.EntityReference,
    *,
    sas_validity_in_seconds: int | timedelta | None = None,
) -> Request[models.File]:
    """The request of `Transcriptions.get_file`."""
    of_id = given_entity("id", id, "/transcriptions/", "/files/{}")
    of_file_id = given_entity("file_id", file_id, "/transcriptions/{}/files/", "", (of_id,))
    query: Query = {}
    if sas_validity_in_seconds is not None:
        query["sasValidityInSeconds"] = SECONDS.to_text("sas_validity_in_seconds", sas_validity_in_seconds)
    return Request(
        _GET_FILE,
        f"/transcriptions/{of_id.segment}/files/{of_file_id.segment}",
        query,
        entities=(
            of_id,
            of_file_id,
        ),
    )


class Transcriptions:
    """Batch transcription jobs, their files and, in the dated versions, fast transcription."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that transcriptions support.

        The response is one list, for batch transcription.

        GET /transcriptions/locales."""
        return self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> Pages[models.Transcription]:
        """List the transcription jobs of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Failed' and createdDateTime gt 2024-01-01T11:00:00Z`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /transcriptions."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.Transcription | Mapping[str, object]) -> models.Transcription:
        """Start a batch transcription job.

        Needs display_name, locale, and exactly one source of audio: content_urls (up to 1,000), content_container_url
        (with permission to read and list) or dataset. A SAS must stay valid while the job waits. The job runs in the
        background: it can start after 30 minutes and take up to 24 hours. Poll transcriptions.get, at most once a
        minute for long jobs, until status is Succeeded or Failed. The service deletes the job when
        properties.time_to_live (ISO 8601, up to 31 days) has passed after its end; unset or zero keeps it.
        properties.diarization sets a range for the number of speakers, together with diarization_enabled;
        language_identification has a mode, Continuous (2 to 10 candidate locales) or Single.

        Args:
            body: The transcription to create.

        POST /transcriptions."""
        return self._transport.send(create_request(body))

    def get(self, id: UUID | str | models.Transcription | models.EntityReference) -> models.Transcription:
        """Return one transcription job.

        Its status goes from NotStarted through Running to Succeeded or Failed. A job can succeed although some of its
        inputs failed: the report among its files (kind TranscriptionReport) lists them. If the job failed,
        properties.error says why.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /transcriptions/{id}."""
        return self._transport.send(get_request(id))

    def delete(self, id: UUID | str | models.Transcription | models.EntityReference) -> None:
        """Delete a transcription job and its results.

        Succeeds if it is already deleted. The service refuses to delete a job that has not ended (DeleteNotAllowed).
        Results in destination_container_url stay.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /transcriptions/{id}."""
        return self._transport.send(delete_request(id))

    def update(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        body: models.TranscriptionUpdate | Mapping[str, object],
    ) -> models.Transcription:
        """Change the name, description or other editable properties of a transcription job.

        Changes only the properties that the body holds: display_name, description, custom_properties or project.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /transcriptions/{id}."""
        return self._transport.send(update_request(id, body))

    def list_files(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.File]:
        """List the files of a transcription job: one result per input and the report.

        Results have kind Transcription, the report has TranscriptionReport. Each entry's links.content_url downloads
        the file. The property source in a result names its input; the name of the file does not.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'TranscriptionReport'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /transcriptions/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_validity_in_seconds=sas_validity_in_seconds, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def get_file(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a transcription job, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.

        GET /transcriptions/{id}/files/{fileId}."""
        return self._transport.send(get_file_request(id, file_id, sas_validity_in_seconds=sas_validity_in_seconds))


class AsyncTranscriptions:
    """Batch transcription jobs, their files and, in the dated versions, fast transcription."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> builtins.list[str]:
        """List the locales that transcriptions support.

        The response is one list, for batch transcription.

        GET /transcriptions/locales."""
        return await self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> AsyncPages[models.Transcription]:
        """List the transcription jobs of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `status eq 'Failed' and createdDateTime gt 2024-01-01T11:00:00Z`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /transcriptions."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.Transcription | Mapping[str, object]) -> models.Transcription:
        """Start a batch transcription job.

        Needs display_name, locale, and exactly one source of audio: content_urls (up to 1,000), content_container_url
        (with permission to read and list) or dataset. A SAS must stay valid while the job waits. The job runs in the
        background: it can start after 30 minutes and take up to 24 hours. Poll transcriptions.get, at most once a
        minute for long jobs, until status is Succeeded or Failed. The service deletes the job when
        properties.time_to_live (ISO 8601, up to 31 days) has passed after its end; unset or zero keeps it.
        properties.diarization sets a range for the number of speakers, together with diarization_enabled;
        language_identification has a mode, Continuous (2 to 10 candidate locales) or Single.

        Args:
            body: The transcription to create.

        POST /transcriptions."""
        return await self._transport.send(create_request(body))

    async def get(self, id: UUID | str | models.Transcription | models.EntityReference) -> models.Transcription:
        """Return one transcription job.

        Its status goes from NotStarted through Running to Succeeded or Failed. A job can succeed although some of its
        inputs failed: the report among its files (kind TranscriptionReport) lists them. If the job failed,
        properties.error says why.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /transcriptions/{id}."""
        return await self._transport.send(get_request(id))

    async def delete(self, id: UUID | str | models.Transcription | models.EntityReference) -> None:
        """Delete a transcription job and its results.

        Succeeds if it is already deleted. The service refuses to delete a job that has not ended (DeleteNotAllowed).
        Results in destination_container_url stay.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /transcriptions/{id}."""
        return await self._transport.send(delete_request(id))

    async def update(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        body: models.TranscriptionUpdate | Mapping[str, object],
    ) -> models.Transcription:
        """Change the name, description or other editable properties of a transcription job.

        Changes only the properties that the body holds: display_name, description, custom_properties or project.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /transcriptions/{id}."""
        return await self._transport.send(update_request(id, body))

    def list_files(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.File]:
        """List the files of a transcription job: one result per input and the report.

        Results have kind Transcription, the report has TranscriptionReport. Each entry's links.content_url downloads
        the file. The property source in a result names its input; the name of the file does not.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'TranscriptionReport'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /transcriptions/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_validity_in_seconds=sas_validity_in_seconds, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def get_file(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a transcription job, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.

        GET /transcriptions/{id}/files/{fileId}."""
        return await self._transport.send(
            get_file_request(id, file_id, sas_validity_in_seconds=sas_validity_in_seconds)
        )
