from __future__ import annotations

import builtins
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
    SECONDS,
    TEXT,
    Choice,
    ListOf,
    MapOf,
)
from ...object_kinds import ObjectOf
from ...wire import nothing
from .. import API_VERSION, models

_LIST_SUPPORTED_LOCALES: Final[Operation[dict[str, list[models.DatasetKind]]]] = Operation(
    "Datasets_ListSupportedLocales",
    "GET",
    "/datasets/locales",
    {
        200: lambda body: MapOf(ListOf(Choice(models.DatasetKind))).decode("Datasets_ListSupportedLocales", body),
    },
)
_LIST: Final[Operation[models.PaginatedDatasets]] = Operation(
    "Datasets_List",
    "GET",
    "/datasets",
    {
        200: lambda body: read(models.PaginatedDatasets, body),
    },
)
_CREATE: Final[Operation[models.Dataset]] = Operation(
    "Datasets_Create",
    "POST",
    "/datasets",
    {
        201: lambda body: read(models.Dataset, body),
    },
)
_GET: Final[Operation[models.Dataset]] = Operation(
    "Datasets_Get",
    "GET",
    "/datasets/{id}",
    {
        200: lambda body: read(models.Dataset, body),
    },
)
_DELETE: Final[Operation[None]] = Operation(
    "Datasets_Delete",
    "DELETE",
    "/datasets/{id}",
    {
        204: nothing,
    },
)
_UPDATE: Final[Operation[models.Dataset]] = Operation(
    "Datasets_Update",
    "PATCH",
    "/datasets/{id}",
    {
        200: lambda body: read(models.Dataset, body),
    },
)
_UPLOAD_FORM: Final[Operation[models.Dataset]] = Operation(
    "Datasets_Upload",
    "POST",
    "/datasets/upload",
    {
        201: lambda body: read(models.Dataset, body),
    },
)
_LIST_FILES: Final[Operation[models.PaginatedFiles]] = Operation(
    "Datasets_ListFiles",
    "GET",
    "/datasets/{id}/files",
    {
        200: lambda body: read(models.PaginatedFiles, body),
    },
)
_GET_FILE: Final[Operation[models.File]] = Operation(
    "Datasets_GetFile",
    "GET",
    "/datasets/{id}/files/{fileId}",
    {
        200: lambda body: read(models.File, body),
    },
)


def list_supported_locales_request() -> Request[dict[str, list[models.DatasetKind]]]:
    """The request of `Datasets.list_supported_locales`."""
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/datasets/locales",
    )


def list_request(*, skip: int | None = None, top: int | None = None) -> Request[models.PaginatedDatasets]:
    """The request of `Datasets.list`."""
    query: Query = {}
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    return Request(
        _LIST,
        "/datasets",
        query,
    )


def create_request(body: models.Dataset | Mapping[str, object]) -> Request[models.Dataset]:
    """The request of `Datasets.create`."""
    json = ObjectOf(models.Dataset).encode("body", body)
    return Request(
        _CREATE,
        "/datasets",
        json=json,
        content_type="application/json",
    )


def get_request(id: UUID | str | models.Dataset | models.EntityReference) -> Request[models.Dataset]:
    """The request of `Datasets.get`."""
    of_id = given_entity("id", id, "/datasets/")
    return Request(
        _GET,
        f"/datasets/{of_id.segment}",
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.Dataset | models.EntityReference) -> Request[None]:
    """The request of `Datasets.delete`."""
    of_id = given_entity("id", id, "/datasets/")
    return Request(
        _DELETE,
        f"/datasets/{of_id.segment}",
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.Dataset | models.EntityReference, body: models.DatasetUpdate | Mapping[str, object]
) -> Request[models.Dataset]:
    """The request of `Datasets.update`."""
    of_id = given_entity("id", id, "/datasets/")
    json = ObjectOf(models.DatasetUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/datasets/{of_id.segment}",
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


def upload_form_request(
    data: FileInput | None = None,
    *,
    display_name: str,
    locale: str,
    kind: str,
    project: str | None = None,
    description: str | None = None,
    custom_properties: str | None = None,
    email: str | None = None,
) -> Request[models.Dataset]:
    """The request of `Datasets.upload_form`."""
    form: Form = {}
    if data is not None:
        form["data"] = as_file(data)
    form["displayName"] = TEXT.to_text("display_name", display_name)
    form["locale"] = TEXT.to_text("locale", locale)
    form["kind"] = TEXT.to_text("kind", kind)
    if project is not None:
        form["project"] = TEXT.to_text("project", project)
    if description is not None:
        form["description"] = TEXT.to_text("description", description)
    if custom_properties is not None:
        form["customProperties"] = TEXT.to_text("custom_properties", custom_properties)
    if email is not None:
        form["email"] = TEXT.to_text("email", email)
    return Request(
        _UPLOAD_FORM,
        "/datasets/upload",
        form=form,
    )


def list_files_request(
    id: UUID | str | models.Dataset | models.EntityReference,
    *,
    sas_validity_in_seconds: int | timedelta | None = None,
    skip: int | None = None,
    top: int | None = None,
) -> Request[models.PaginatedFiles]:
    """The request of `Datasets.list_files`."""
    of_id = given_entity("id", id, "/datasets/", "/files")
    query: Query = {}
    if sas_validity_in_seconds is not None:
        query["sasValidityInSeconds"] = SECONDS.to_text("sas_validity_in_seconds", sas_validity_in_seconds)
    if skip is not None:
        query["skip"] = INTEGER.to_text("skip", skip)
    if top is not None:
        query["top"] = INTEGER.to_text("top", top)
    return Request(
        _LIST_FILES,
        f"/datasets/{of_id.segment}/files",
        query,
        entities=(of_id,),
    )


def get_file_request(
    id: UUID | str | models.Dataset | models.EntityReference,
    file_id: UUID | str | models.File | models.EntityReference,
    *,
    sas_validity_in_seconds: int | timedelta | None = None,
) -> Request[models.File]:
    """The request of `Datasets.get_file`."""
    of_id = given_entity("id", id, "/datasets/", "/files/{}")
    of_file_id = given_entity("file_id", file_id, "/datasets/{}/files/", "", (of_id,))
    query: Query = {}
    if sas_validity_in_seconds is not None:
        query["sasValidityInSeconds"] = SECONDS.to_text("sas_validity_in_seconds", sas_validity_in_seconds)
    return Request(
        _GET_FILE,
        f"/datasets/{of_id.segment}/files/{of_file_id.segment}",
        query,
        entities=(
            of_id,
            of_file_id,
        ),
    )


class Datasets:
    """Training and test data for custom speech: imports from a URL or in blocks, their files and reports."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list_supported_locales(self) -> dict[str, builtins.list[models.DatasetKind]]:
        """List the locales that datasets support, by kind of data.

        The response maps each locale to the kinds it supports.

        GET /datasets/locales. Published as GetSupportedLocalesForDatasets."""
        return self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, limit: int | None = None
    ) -> Pages[models.Dataset]:
        """List the datasets of the resource.

        This version has no filter.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /datasets. Published as GetDatasets."""
        return self._transport.pages(
            list_request(skip=skip, top=top),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.Dataset | Mapping[str, object]) -> models.Dataset:
        """Create a dataset and start importing its data.

        Needs display_name, locale and kind. With content_url the service fetches the data from there. The import runs
        in the background: poll datasets.get until status is Succeeded or Failed. The data comes from content_url only:
        this version has no blocks.

        Args:
            body: The dataset to create.

        POST /datasets. Published as CreateDataset."""
        return self._transport.send(create_request(body))

    def get(self, id: UUID | str | models.Dataset | models.EntityReference) -> models.Dataset:
        """Return one dataset.

        When status is Succeeded, properties hold the number of accepted and rejected lines. When it is Failed,
        properties.error says why.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /datasets/{id}. Published as GetDataset."""
        return self._transport.send(get_request(id))

    def delete(self, id: UUID | str | models.Dataset | models.EntityReference) -> None:
        """Delete a dataset.

        Succeeds if it is already deleted.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /datasets/{id}. Published as DeleteDataset."""
        return self._transport.send(delete_request(id))

    def update(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        body: models.DatasetUpdate | Mapping[str, object],
    ) -> models.Dataset:
        """Change the name, description or other editable properties of a dataset.

        Changes only the properties that the body holds: display_name, description, custom_properties or project.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /datasets/{id}. Published as UpdateDataset."""
        return self._transport.send(update_request(id, body))

    def upload_form(
        self,
        data: FileInput | None = None,
        *,
        display_name: str,
        locale: str,
        kind: str,
        project: str | None = None,
        description: str | None = None,
        custom_properties: str | None = None,
        email: str | None = None,
    ) -> models.Dataset:
        """Create a dataset from data that is sent as a form.

        Deprecated in all versions that have it. Removed in 2024-11-15. Use datasets.create with content_url instead.
        Deprecated by the service.

        Args:
            data: The data itself: a zip of audio and one text file of its transcripts for acoustic data, one text file
                for language or pronunciation data. Required, although the published files declare it optional.
            display_name: Display name of the dataset.
            locale: Locale of the data, such as en-US.
            kind: Kind of the data: Language, Acoustic, Pronunciation or AudioFiles; v3.1 adds LanguageMarkdown, v3.2
                adds OutputFormatting.
            project: URL of the project of the dataset. Default: none.
            description: Free text about the dataset.
            custom_properties: Properties of your own, as a JSON object with string values: at most 10, with names of up
                to 64 and values of up to 256 characters.
            email: Email address to notify when the import has ended. The service deletes it afterwards.

        POST /datasets/upload. Published as UploadDatasetFromForm."""
        return self._transport.send(
            upload_form_request(
                data,
                display_name=display_name,
                locale=locale,
                kind=kind,
                project=project,
                description=description,
                custom_properties=custom_properties,
                email=email,
            )
        )

    def list_files(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        limit: int | None = None,
    ) -> Pages[models.File]:
        """List the files of a dataset: the imported data and the import report.

        Each entry's links.content_url downloads the file. This version has no filter.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /datasets/{id}/files. Published as GetDatasetFiles."""
        return self._transport.pages(
            list_files_request(id, sas_validity_in_seconds=sas_validity_in_seconds, skip=skip, top=top),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def get_file(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a dataset, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.

        GET /datasets/{id}/files/{fileId}. Published as GetDatasetFile."""
        return self._transport.send(get_file_request(id, file_id, sas_validity_in_seconds=sas_validity_in_seconds))


class AsyncDatasets:
    """Training and test data for custom speech: imports from a URL or in blocks, their files and reports."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> dict[str, builtins.list[models.DatasetKind]]:
        """List the locales that datasets support, by kind of data.

        The response maps each locale to the kinds it supports.

        GET /datasets/locales. Published as GetSupportedLocalesForDatasets."""
        return await self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, limit: int | None = None
    ) -> AsyncPages[models.Dataset]:
        """List the datasets of the resource.

        This version has no filter.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /datasets. Published as GetDatasets."""
        return self._transport.pages(
            list_request(skip=skip, top=top),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.Dataset | Mapping[str, object]) -> models.Dataset:
        """Create a dataset and start importing its data.

        Needs display_name, locale and kind. With content_url the service fetches the data from there. The import runs
        in the background: poll datasets.get until status is Succeeded or Failed. The data comes from content_url only:
        this version has no blocks.

        Args:
            body: The dataset to create.

        POST /datasets. Published as CreateDataset."""
        return await self._transport.send(create_request(body))

    async def get(self, id: UUID | str | models.Dataset | models.EntityReference) -> models.Dataset:
        """Return one dataset.

        When status is Succeeded, properties hold the number of accepted and rejected lines. When it is Failed,
        properties.error says why.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /datasets/{id}. Published as GetDataset."""
        return await self._transport.send(get_request(id))

    async def delete(self, id: UUID | str | models.Dataset | models.EntityReference) -> None:
        """Delete a dataset.

        Succeeds if it is already deleted.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /datasets/{id}. Published as DeleteDataset."""
        return await self._transport.send(delete_request(id))

    async def update(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        body: models.DatasetUpdate | Mapping[str, object],
    ) -> models.Dataset:
        """Change the name, description or other editable properties of a dataset.

        Changes only the properties that the body holds: display_name, description, custom_properties or project.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /datasets/{id}. Published as UpdateDataset."""
        return await self._transport.send(update_request(id, body))

    async def upload_form(
        self,
        data: FileInput | None = None,
        *,
        display_name: str,
        locale: str,
        kind: str,
        project: str | None = None,
        description: str | None = None,
        custom_properties: str | None = None,
        email: str | None = None,
    ) -> models.Dataset:
        """Create a dataset from data that is sent as a form.

        Deprecated in all versions that have it. Removed in 2024-11-15. Use datasets.create with content_url instead.
        Deprecated by the service.

        Args:
            data: The data itself: a zip of audio and one text file of its transcripts for acoustic data, one text file
                for language or pronunciation data. Required, although the published files declare it optional.
            display_name: Display name of the dataset.
            locale: Locale of the data, such as en-US.
            kind: Kind of the data: Language, Acoustic, Pronunciation or AudioFiles; v3.1 adds LanguageMarkdown, v3.2
                adds OutputFormatting.
            project: URL of the project of the dataset. Default: none.
            description: Free text about the dataset.
            custom_properties: Properties of your own, as a JSON object with string values: at most 10, with names of up
                to 64 and values of up to 256 characters.
            email: Email address to notify when the import has ended. The service deletes it afterwards.

        POST /datasets/upload. Published as UploadDatasetFromForm."""
        return await self._transport.send(
            upload_form_request(
                data,
                display_name=display_name,
                locale=locale,
                kind=kind,
                project=project,
                description=description,
                custom_properties=custom_properties,
                email=email,
            )
        )

    def list_files(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.File]:
        """List the files of a dataset: the imported data and the import report.

        Each entry's links.content_url downloads the file. This version has no filter.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /datasets/{id}/files. Published as GetDatasetFiles."""
        return self._transport.pages(
            list_files_request(id, sas_validity_in_seconds=sas_validity_in_seconds, skip=skip, top=top),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def get_file(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_validity_in_seconds: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a dataset, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_validity_in_seconds: Lifetime in seconds of the SAS in each content URL that is returned; default: 12
                hours. For a resource with storage of its own (BYOS), 0 returns blob URLs without SAS.

        GET /datasets/{id}/files/{fileId}. Published as GetDatasetFile."""
        return await self._transport.send(
            get_file_request(id, file_id, sas_validity_in_seconds=sas_validity_in_seconds)
        )
