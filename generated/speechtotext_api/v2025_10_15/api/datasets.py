from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import IO, Final
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

_LIST_SUPPORTED_LOCALES: Final[Operation[models.DatasetLocales]] = Operation(
    "Datasets_ListSupportedLocales",
    "GET",
    "/datasets/locales",
    {
        200: lambda body: read(models.DatasetLocales, body),
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
_GET_BLOCKS: Final[Operation[models.UploadedBlocks]] = Operation(
    "Datasets_GetBlocks",
    "GET",
    "/datasets/{id}/blocks",
    {
        200: lambda body: read(models.UploadedBlocks, body),
    },
)
_UPLOAD_BLOCK: Final[Operation[None]] = Operation(
    "Datasets_UploadBlock",
    "PUT",
    "/datasets/{id}/blocks",
    {
        201: nothing,
    },
)
_COMMIT_BLOCKS: Final[Operation[None]] = Operation(
    "Datasets_CommitBlocks",
    "POST",
    "/datasets/{id}/blocks:commit",
    {
        200: nothing,
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


def list_supported_locales_request() -> Request[models.DatasetLocales]:
    """The request of `Datasets.list_supported_locales`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/datasets/locales",
        query,
    )


def list_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedDatasets]:
    """The request of `Datasets.list`."""
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
        "/datasets",
        query,
    )


def create_request(body: models.Dataset | Mapping[str, object]) -> Request[models.Dataset]:
    """The request of `Datasets.create`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.Dataset).encode("body", body)
    return Request(
        _CREATE,
        "/datasets",
        query,
        json=json,
        content_type="application/json",
    )


def get_request(id: UUID | str | models.Dataset | models.EntityReference) -> Request[models.Dataset]:
    """The request of `Datasets.get`."""
    of_id = given_entity("id", id, "/datasets/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET,
        f"/datasets/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.Dataset | models.EntityReference) -> Request[None]:
    """The request of `Datasets.delete`."""
    of_id = given_entity("id", id, "/datasets/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _DELETE,
        f"/datasets/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.Dataset | models.EntityReference, body: models.DatasetUpdate | Mapping[str, object]
) -> Request[models.Dataset]:
    """The request of `Datasets.update`."""
    of_id = given_entity("id", id, "/datasets/")
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.DatasetUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/datasets/{of_id.segment}",
        query,
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


def get_blocks_request(id: UUID | str | models.Dataset | models.EntityReference) -> Request[models.UploadedBlocks]:
    """The request of `Datasets.get_blocks`."""
    of_id = given_entity("id", id, "/datasets/", "/blocks")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET_BLOCKS,
        f"/datasets/{of_id.segment}/blocks",
        query,
        entities=(of_id,),
    )


def upload_block_request(
    id: UUID | str | models.Dataset | models.EntityReference, body: bytes | IO[bytes], *, blockid: str
) -> Request[None]:
    """The request of `Datasets.upload_block`."""
    of_id = given_entity("id", id, "/datasets/", "/blocks")
    query: Query = {
        "api-version": API_VERSION,
    }
    query["blockid"] = TEXT.to_text("blockid", blockid)
    return Request(
        _UPLOAD_BLOCK,
        f"/datasets/{of_id.segment}/blocks",
        query,
        content=body,
        content_type="application/octet-stream",
        entities=(of_id,),
    )


def commit_blocks_request(
    id: UUID | str | models.Dataset | models.EntityReference,
    body: Sequence[models.CommitBlocksEntry | Mapping[str, object]],
) -> Request[None]:
    """The request of `Datasets.commit_blocks`."""
    of_id = given_entity("id", id, "/datasets/", "/blocks:commit")
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ListOf(ObjectOf(models.CommitBlocksEntry)).encode("body", body)
    return Request(
        _COMMIT_BLOCKS,
        f"/datasets/{of_id.segment}/blocks:commit",
        query,
        json=json,
        content_type="application/json",
        entities=(of_id,),
    )


def list_files_request(
    id: UUID | str | models.Dataset | models.EntityReference,
    *,
    sas_lifetime_minutes: int | timedelta | None = None,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedFiles]:
    """The request of `Datasets.list_files`."""
    of_id = given_entity("id", id, "/datasets/", "/files")
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
        f"/datasets/{of_id.segment}/files",
        query,
        entities=(of_id,),
    )


def get_file_request(
    id: UUID | str | models.Dataset | models.EntityReference,
    file_id: UUID | str | models.File | models.EntityReference,
    *,
    sas_lifetime_minutes: int | timedelta | None = None,
) -> Request[models.File]:
    """The request of `Datasets.get_file`."""
    of_id = given_entity("id", id, "/datasets/", "/files/{}")
    of_file_id = given_entity("file_id", file_id, "/datasets/{}/files/", "", (of_id,))
    query: Query = {
        "api-version": API_VERSION,
    }
    if sas_lifetime_minutes is not None:
        query["sasLifetimeMinutes"] = MINUTES.to_text("sas_lifetime_minutes", sas_lifetime_minutes)
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

    def list_supported_locales(self) -> models.DatasetLocales:
        """List the locales that datasets support, by kind of data.

        The response maps each kind to its locales. Up to v3.2 it maps locales to kinds.

        GET /datasets/locales."""
        return self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> Pages[models.Dataset]:
        """List the datasets of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind, status, locale, displayName and description with eq
                or ne, and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and,
                or, not. Example: `locale eq 'de-DE' and kind eq 'Acoustic'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /datasets."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.Dataset | Mapping[str, object]) -> models.Dataset:
        """Create a dataset and start importing its data.

        Needs display_name, locale and kind. With content_url the service fetches the data from there. The import runs
        in the background: poll datasets.get until status is Succeeded or Failed. Without content_url the dataset waits
        for datasets.upload_block and datasets.commit_blocks.

        Args:
            body: The dataset to create.

        POST /datasets."""
        return self._transport.send(create_request(body))

    def get(self, id: UUID | str | models.Dataset | models.EntityReference) -> models.Dataset:
        """Return one dataset.

        When status is Succeeded, properties hold the number of accepted and rejected lines. When it is Failed,
        properties.error says why.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /datasets/{id}."""
        return self._transport.send(get_request(id))

    def delete(self, id: UUID | str | models.Dataset | models.EntityReference) -> None:
        """Delete a dataset.

        Succeeds if it is already deleted.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /datasets/{id}."""
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

        PATCH /datasets/{id}."""
        return self._transport.send(update_request(id, body))

    def get_blocks(self, id: UUID | str | models.Dataset | models.EntityReference) -> models.UploadedBlocks:
        """List the blocks sent so far for a dataset.

        The response has two lists, committed and uncommitted blocks, with the name and size of each block. An empty
        list can be absent.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /datasets/{id}/blocks."""
        return self._transport.send(get_blocks_request(id))

    def upload_block(
        self, id: UUID | str | models.Dataset | models.EntityReference, body: bytes | IO[bytes], *, blockid: str
    ) -> None:
        """Send one block of a dataset's data.

        A block has at most 8 MiB. The dataset must have been created without content_url. The import starts with
        datasets.commit_blocks.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: Content of the block, at most 8 MiB.
            blockid: Id of the block: the Base64 form of at most 64 bytes. All ids of a dataset have the same length.

        PUT /datasets/{id}/blocks."""
        return self._transport.send(upload_block_request(id, body, blockid=blockid))

    def commit_blocks(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        body: Sequence[models.CommitBlocksEntry | Mapping[str, object]],
    ) -> None:
        """Combine the uploaded blocks and start the import.

        Latest means the newer of a committed and an uncommitted block. Poll datasets.get afterwards until status is
        Succeeded or Failed.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: Blocks in the order of the data, each with its id and kind: Committed, Uncommitted or Latest.

        POST /datasets/{id}/blocks:commit."""
        return self._transport.send(commit_blocks_request(id, body))

    def list_files(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.File]:
        """List the files of a dataset: the imported data and the import report.

        Each entry's links.content_url downloads the file.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'DatasetReport'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /datasets/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_lifetime_minutes=sas_lifetime_minutes, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def get_file(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a dataset, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.

        GET /datasets/{id}/files/{fileId}."""
        return self._transport.send(get_file_request(id, file_id, sas_lifetime_minutes=sas_lifetime_minutes))


class AsyncDatasets:
    """Training and test data for custom speech: imports from a URL or in blocks, their files and reports."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> models.DatasetLocales:
        """List the locales that datasets support, by kind of data.

        The response maps each kind to its locales. Up to v3.2 it maps locales to kinds.

        GET /datasets/locales."""
        return await self._transport.send(list_supported_locales_request())

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> AsyncPages[models.Dataset]:
        """List the datasets of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind, status, locale, displayName and description with eq
                or ne, and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and,
                or, not. Example: `locale eq 'de-DE' and kind eq 'Acoustic'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /datasets."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.Dataset | Mapping[str, object]) -> models.Dataset:
        """Create a dataset and start importing its data.

        Needs display_name, locale and kind. With content_url the service fetches the data from there. The import runs
        in the background: poll datasets.get until status is Succeeded or Failed. Without content_url the dataset waits
        for datasets.upload_block and datasets.commit_blocks.

        Args:
            body: The dataset to create.

        POST /datasets."""
        return await self._transport.send(create_request(body))

    async def get(self, id: UUID | str | models.Dataset | models.EntityReference) -> models.Dataset:
        """Return one dataset.

        When status is Succeeded, properties hold the number of accepted and rejected lines. When it is Failed,
        properties.error says why.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /datasets/{id}."""
        return await self._transport.send(get_request(id))

    async def delete(self, id: UUID | str | models.Dataset | models.EntityReference) -> None:
        """Delete a dataset.

        Succeeds if it is already deleted.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /datasets/{id}."""
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

        PATCH /datasets/{id}."""
        return await self._transport.send(update_request(id, body))

    async def get_blocks(self, id: UUID | str | models.Dataset | models.EntityReference) -> models.UploadedBlocks:
        """List the blocks sent so far for a dataset.

        The response has two lists, committed and uncommitted blocks, with the name and size of each block. An empty
        list can be absent.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /datasets/{id}/blocks."""
        return await self._transport.send(get_blocks_request(id))

    async def upload_block(
        self, id: UUID | str | models.Dataset | models.EntityReference, body: bytes | IO[bytes], *, blockid: str
    ) -> None:
        """Send one block of a dataset's data.

        A block has at most 8 MiB. The dataset must have been created without content_url. The import starts with
        datasets.commit_blocks.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: Content of the block, at most 8 MiB.
            blockid: Id of the block: the Base64 form of at most 64 bytes. All ids of a dataset have the same length.

        PUT /datasets/{id}/blocks."""
        return await self._transport.send(upload_block_request(id, body, blockid=blockid))

    async def commit_blocks(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        body: Sequence[models.CommitBlocksEntry | Mapping[str, object]],
    ) -> None:
        """Combine the uploaded blocks and start the import.

        Latest means the newer of a committed and an uncommitted block. Poll datasets.get afterwards until status is
        Succeeded or Failed.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: Blocks in the order of the data, each with its id and kind: Committed, Uncommitted or Latest.

        POST /datasets/{id}/blocks:commit."""
        return await self._transport.send(commit_blocks_request(id, body))

    def list_files(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.File]:
        """List the files of a dataset: the imported data and the import report.

        Each entry's links.content_url downloads the file.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'DatasetReport'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /datasets/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_lifetime_minutes=sas_lifetime_minutes, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def get_file(
        self,
        id: UUID | str | models.Dataset | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a dataset, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The dataset: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.

        GET /datasets/{id}/files/{fileId}."""
        return await self._transport.send(get_file_request(id, file_id, sas_lifetime_minutes=sas_lifetime_minutes))
