from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from ...calls import (
    AsyncPages,
    AsyncTransport,
    FileInput,
    Form,
    Operation,
    Pages,
    Query,
    Request,
    Transport,
    as_file,
    given_entity,
    patch_type,
)
from ...json_object import read
from ...kinds import (
    INTEGER,
    MINUTES,
    TEXT,
)
from ...object_kinds import ObjectOf
from ...wire import nothing
from .. import API_VERSION, models

_LIST_SUPPORTED_LOCALES: Final[Operation[models.TranscriptionLocales]] = Operation(
    "Transcriptions_ListSupportedLocales",
    "GET",
    "/transcriptions/locales",
    {
        200: lambda body: read(models.TranscriptionLocales, body),
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
_SUBMIT: Final[Operation[models.Transcription]] = Operation(
    "Transcriptions_Submit",
    "POST",
    "/transcriptions:submit",
    {
        201: lambda body: read(models.Transcription, body),
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
_TRANSCRIBE: Final[Operation[models.TranscribeResult]] = Operation(
    "Transcriptions_Transcribe",
    "POST",
    "/transcriptions:transcribe",
    {
        200: lambda body: read(models.TranscribeResult, body),
    },
)


def list_supported_locales_request() -> Request[models.TranscriptionLocales]:
    """The request of `Transcriptions.list_supported_locales`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/transcriptions/locales",
        query,
    )


def list_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedTranscriptions]:
    """The request of `Transcriptions.list`."""
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
        "/transcriptions",
        query,
    )


def get_request(id: UUID | str | models.Transcription | models.EntityReference) -> Request[models.Transcription]:
    """The request of `Transcriptions.get`."""
    of_id = given_entity("id", id, "/transcriptions/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET,
        f"/transcriptions/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.Transcription | models.EntityReference) -> Request[None]:
    """The request of `Transcriptions.delete`."""
    of_id = given_entity("id", id, "/transcriptions/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _DELETE,
        f"/transcriptions/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.Transcription | models.EntityReference,
    body: models.TranscriptionUpdate | Mapping[str, object],
) -> Request[models.Transcription]:
    """The request of `Transcriptions.update`."""
    of_id = given_entity("id", id, "/transcriptions/")
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.TranscriptionUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/transcriptions/{of_id.segment}",
        query,
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


def submit_request(body: models.Transcription | Mapping[str, object]) -> Request[models.Transcription]:
    """The request of `Transcriptions.submit`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.Transcription).encode("body", body)
    return Request(
        _SUBMIT,
        "/transcriptions:submit",
        query,
        json=json,
        content_type="application/json",
    )


def list_files_request(
    id: UUID | str | models.Transcription | models.EntityReference,
    *,
    sas_lifetime_minutes: int | timedelta | None = None,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedFiles]:
    """The request of `Transcriptions.list_files`."""
    of_id = given_entity("id", id, "/transcriptions/", "/files")
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
        f"/transcriptions/{of_id.segment}/files",
        query,
        entities=(of_id,),
    )


def get_file_request(
    id: UUID | str | models.Transcription | models.EntityReference,
    file_id: UUID | str | models.File | models.EntityReference,
    *,
    sas_lifetime_minutes: int | timedelta | None = None,
) -> Request[models.File]:
    """The request of `Transcriptions.get_file`."""
    of_id = given_entity("id", id, "/transcriptions/", "/files/{}")
    of_file_id = given_entity("file_id", file_id, "/transcriptions/{}/files/", "", (of_id,))
    query: Query = {
        "api-version": API_VERSION,
    }
    if sas_lifetime_minutes is not None:
        query["sasLifetimeMinutes"] = MINUTES.to_text("sas_lifetime_minutes", sas_lifetime_minutes)
    return Request(
        _GET_FILE,
        f"/transcriptions/{of_id.segment}/files/{of_file_id.segment}",
        query,
        entities=(
            of_id,
            of_file_id,
        ),
    )


def transcribe_request(
    audio: FileInput | None = None, *, definition: models.TranscribeDefinition | Mapping[str, object] | None = None
) -> Request[models.TranscribeResult]:
    """The request of `Transcriptions.transcribe`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    form: Form = {}
    if audio is not None:
        form["audio"] = as_file(audio)
    if definition is not None:
        form["definition"] = ObjectOf(models.TranscribeDefinition).to_text("definition", definition)
    return Request(
        _TRANSCRIBE,
        "/transcriptions:transcribe",
        query,
        form=form,
    )


class Transcriptions:
    """Batch transcription jobs, their files and, in the dated versions, fast transcription."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list_supported_locales(self) -> models.TranscriptionLocales:
        """List the locales that transcriptions support.

        The response has two lists: Submit for batch jobs, Transcribe for fast transcription.

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

    def submit(self, body: models.Transcription | Mapping[str, object]) -> models.Transcription:
        """Start a batch transcription job.

        Needs display_name, locale, properties.time_to_live_hours (6 hours to 31 days; 48 is a good value) and exactly
        one source of audio: content_urls (up to 1,000), content_container_url (with permission to read and list) or
        dataset. A SAS must stay valid while the job waits. The job runs in the background: it can start after 30
        minutes and take up to 24 hours. Poll transcriptions.get, at most once a minute for long jobs, until status is
        Succeeded or Failed. properties.diarization takes enabled and max_speakers, 2 to 35.

        Args:
            body: The transcription to create.

        POST /transcriptions:submit."""
        return self._transport.send(submit_request(body))

    create = submit

    def list_files(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
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
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS) and jobs with a
                destination_container_url, whose URLs have no SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'TranscriptionReport'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /transcriptions/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_lifetime_minutes=sas_lifetime_minutes, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def get_file(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a transcription job, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS) and jobs with a
                destination_container_url, whose URLs have no SAS.

        GET /transcriptions/{id}/files/{fileId}."""
        return self._transport.send(get_file_request(id, file_id, sas_lifetime_minutes=sas_lifetime_minutes))

    def transcribe(
        self,
        audio: FileInput | None = None,
        *,
        definition: models.TranscribeDefinition | Mapping[str, object] | None = None,
    ) -> models.TranscribeResult:
        """Transcribe one audio file and return the text in the same call.

        This is fast transcription: there is no job, and the service keeps nothing. Without locales in the definition
        the service detects the language. It can transcribe up to two channels separately. A long file takes minutes, so
        use a long timeout. The definition can hold a phrase list, enhanced mode (transcribe or translate, with prompts)
        and audio_url instead of the file. If both are sent, the file takes precedence.

        Args:
            audio: The audio file. 2025-10-15 states its limits: shorter than 2 hours, smaller than 250 MB.
            definition: Settings of the transcription: language, speakers, channels and others.

        POST /transcriptions:transcribe."""
        return self._transport.send(transcribe_request(audio, definition=definition))


class AsyncTranscriptions:
    """Batch transcription jobs, their files and, in the dated versions, fast transcription."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> models.TranscriptionLocales:
        """List the locales that transcriptions support.

        The response has two lists: Submit for batch jobs, Transcribe for fast transcription.

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

    async def submit(self, body: models.Transcription | Mapping[str, object]) -> models.Transcription:
        """Start a batch transcription job.

        Needs display_name, locale, properties.time_to_live_hours (6 hours to 31 days; 48 is a good value) and exactly
        one source of audio: content_urls (up to 1,000), content_container_url (with permission to read and list) or
        dataset. A SAS must stay valid while the job waits. The job runs in the background: it can start after 30
        minutes and take up to 24 hours. Poll transcriptions.get, at most once a minute for long jobs, until status is
        Succeeded or Failed. properties.diarization takes enabled and max_speakers, 2 to 35.

        Args:
            body: The transcription to create.

        POST /transcriptions:submit."""
        return await self._transport.send(submit_request(body))

    create = submit

    def list_files(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
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
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS) and jobs with a
                destination_container_url, whose URLs have no SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'TranscriptionReport'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /transcriptions/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_lifetime_minutes=sas_lifetime_minutes, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def get_file(
        self,
        id: UUID | str | models.Transcription | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a transcription job, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The transcription job: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS) and jobs with a
                destination_container_url, whose URLs have no SAS.

        GET /transcriptions/{id}/files/{fileId}."""
        return await self._transport.send(get_file_request(id, file_id, sas_lifetime_minutes=sas_lifetime_minutes))

    async def transcribe(
        self,
        audio: FileInput | None = None,
        *,
        definition: models.TranscribeDefinition | Mapping[str, object] | None = None,
    ) -> models.TranscribeResult:
        """Transcribe one audio file and return the text in the same call.

        This is fast transcription: there is no job, and the service keeps nothing. Without locales in the definition
        the service detects the language. It can transcribe up to two channels separately. A long file takes minutes, so
        use a long timeout. The definition can hold a phrase list, enhanced mode (transcribe or translate, with prompts)
        and audio_url instead of the file. If both are sent, the file takes precedence.

        Args:
            audio: The audio file. 2025-10-15 states its limits: shorter than 2 hours, smaller than 250 MB.
            definition: Settings of the transcription: language, speakers, channels and others.

        POST /transcriptions:transcribe."""
        return await self._transport.send(transcribe_request(audio, definition=definition))
