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
    "Models_ListSupportedLocales",
    "GET",
    "/models/locales",
    {
        200: lambda body: ListOf(TEXT).decode("Models_ListSupportedLocales", body),
    },
)
_LIST_CUSTOM_MODELS: Final[Operation[models.PaginatedCustomModels]] = Operation(
    "Models_ListCustomModels",
    "GET",
    "/models",
    {
        200: lambda body: read(models.PaginatedCustomModels, body),
    },
)
_CREATE: Final[Operation[models.CustomModel]] = Operation(
    "Models_Create",
    "POST",
    "/models",
    {
        201: lambda body: read(models.CustomModel, body),
    },
)
_LIST_BASE_MODELS: Final[Operation[models.PaginatedBaseModels]] = Operation(
    "Models_ListBaseModels",
    "GET",
    "/models/base",
    {
        200: lambda body: read(models.PaginatedBaseModels, body),
    },
)
_GET_CUSTOM_MODEL: Final[Operation[models.CustomModel]] = Operation(
    "Models_GetCustomModel",
    "GET",
    "/models/{id}",
    {
        200: lambda body: read(models.CustomModel, body),
    },
)
_DELETE: Final[Operation[None]] = Operation(
    "Models_Delete",
    "DELETE",
    "/models/{id}",
    {
        204: nothing,
    },
)
_UPDATE: Final[Operation[models.CustomModel]] = Operation(
    "Models_Update",
    "PATCH",
    "/models/{id}",
    {
        200: lambda body: read(models.CustomModel, body),
    },
)
_GET_BASE_MODEL: Final[Operation[models.BaseModel]] = Operation(
    "Models_GetBaseModel",
    "GET",
    "/models/base/{id}",
    {
        200: lambda body: read(models.BaseModel, body),
    },
)
_COPY: Final[Operation[models.Operation]] = Operation(
    "Models_Copy",
    "POST",
    "/models/{id}:copy",
    {
        202: lambda body: read(models.Operation, body),
    },
)
_AUTHORIZE_COPY: Final[Operation[models.ModelCopyAuthorization]] = Operation(
    "Models_AuthorizeCopy",
    "POST",
    "/models:authorizecopy",
    {
        200: lambda body: read(models.ModelCopyAuthorization, body),
    },
)
_GET_CUSTOM_MODEL_MANIFEST: Final[Operation[models.ModelManifest]] = Operation(
    "Models_GetCustomModelManifest",
    "GET",
    "/models/{id}/manifest",
    {
        200: lambda body: read(models.ModelManifest, body),
    },
)
_GET_BASE_MODEL_MANIFEST: Final[Operation[models.ModelManifest]] = Operation(
    "Models_GetBaseModelManifest",
    "GET",
    "/models/base/{id}/manifest",
    {
        200: lambda body: read(models.ModelManifest, body),
    },
)
_LIST_FILES: Final[Operation[models.PaginatedFiles]] = Operation(
    "Models_ListFiles",
    "GET",
    "/models/{id}/files",
    {
        200: lambda body: read(models.PaginatedFiles, body),
    },
)
_GET_FILE: Final[Operation[models.File]] = Operation(
    "Models_GetFile",
    "GET",
    "/models/{id}/files/{fileId}",
    {
        200: lambda body: read(models.File, body),
    },
)


def list_supported_locales_request() -> Request[list[str]]:
    """The request of `Models.list_supported_locales`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _LIST_SUPPORTED_LOCALES,
        "/models/locales",
        query,
    )


def list_custom_models_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedCustomModels]:
    """The request of `Models.list_custom_models`."""
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
        _LIST_CUSTOM_MODELS,
        "/models",
        query,
    )


def create_request(body: models.CustomModel | Mapping[str, object]) -> Request[models.CustomModel]:
    """The request of `Models.create`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.CustomModel).encode("body", body)
    return Request(
        _CREATE,
        "/models",
        query,
        json=json,
        content_type="application/json",
    )


def list_base_models_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedBaseModels]:
    """The request of `Models.list_base_models`."""
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
        _LIST_BASE_MODELS,
        "/models/base",
        query,
    )


def get_custom_model_request(
    id: UUID | str | models.CustomModel | models.EntityReference,
) -> Request[models.CustomModel]:
    """The request of `Models.get_custom_model`."""
    of_id = given_entity("id", id, "/models/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET_CUSTOM_MODEL,
        f"/models/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.CustomModel | models.EntityReference) -> Request[None]:
    """The request of `Models.delete`."""
    of_id = given_entity("id", id, "/models/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _DELETE,
        f"/models/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.CustomModel | models.EntityReference, body: models.ModelUpdate | Mapping[str, object]
) -> Request[models.CustomModel]:
    """The request of `Models.update`."""
    of_id = given_entity("id", id, "/models/")
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.ModelUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/models/{of_id.segment}",
        query,
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


def get_base_model_request(id: UUID | str | models.BaseModel | models.EntityReference) -> Request[models.BaseModel]:
    """The request of `Models.get_base_model`."""
    of_id = given_entity("id", id, "/models/base/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET_BASE_MODEL,
        f"/models/base/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def copy_request(
    id: UUID | str | models.CustomModel | models.EntityReference,
    body: models.ModelCopyAuthorization | Mapping[str, object],
) -> Request[models.Operation]:
    """The request of `Models.copy`."""
    of_id = given_entity("id", id, "/models/", ":copy")
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.ModelCopyAuthorization).encode("body", body)
    return Request(
        _COPY,
        f"/models/{of_id.segment}:copy",
        query,
        json=json,
        content_type="application/json",
        entities=(of_id,),
    )


def authorize_copy_request(
    body: models.ModelCopyAuthorizationDefinition | Mapping[str, object],
) -> Request[models.ModelCopyAuthorization]:
    """The request of `Models.authorize_copy`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.ModelCopyAuthorizationDefinition).encode("body", body)
    return Request(
        _AUTHORIZE_COPY,
        "/models:authorizecopy",
        query,
        json=json,
        content_type="application/json",
    )


def get_custom_model_manifest_request(
    id: UUID | str | models.CustomModel | models.EntityReference, *, sas_lifetime_minutes: int | timedelta
) -> Request[models.ModelManifest]:
    """The request of `Models.get_custom_model_manifest`."""
    of_id = given_entity("id", id, "/models/", "/manifest")
    query: Query = {
        "api-version": API_VERSION,
    }
    query["sasLifetimeMinutes"] = MINUTES.to_text("sas_lifetime_minutes", sas_lifetime_minutes)
    return Request(
        _GET_CUSTOM_MODEL_MANIFEST,
        f"/models/{of_id.segment}/manifest",
        query,
        entities=(of_id,),
    )


def get_base_model_manifest_request(
    id: UUID | str | models.BaseModel | models.EntityReference, *, sas_lifetime_minutes: int | timedelta
) -> Request[models.ModelManifest]:
    """The request of `Models.get_base_model_manifest`."""
    of_id = given_entity("id", id, "/models/base/", "/manifest")
    query: Query = {
        "api-version": API_VERSION,
    }
    query["sasLifetimeMinutes"] = MINUTES.to_text("sas_lifetime_minutes", sas_lifetime_minutes)
    return Request(
        _GET_BASE_MODEL_MANIFEST,
        f"/models/base/{of_id.segment}/manifest",
        query,
        entities=(of_id,),
    )


def list_files_request(
    id: UUID | str | models.CustomModel | models.EntityReference,
    *,
    sas_lifetime_minutes: int | timedelta | None = None,
    skip: int | None = None,
    top: int | None = None,
    filter: str | None = None,
) -> Request[models.PaginatedFiles]:
    """The request of `Models.list_files`."""
    of_id = given_entity("id", id, "/models/", "/files")
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
        f"/models/{of_id.segment}/files",
        query,
        entities=(of_id,),
    )


def get_file_request(
    id: UUID | str | models.CustomModel | models.EntityReference,
    file_id: UUID | str | models.File | models.EntityReference,
    *,
    sas_lifetime_minutes: int | timedelta | None = None,
) -> Request[models.File]:
    """The request of `Models.get_file`."""
    of_id = given_entity("id", id, "/models/", "/files/{}")
    of_file_id = given_entity("file_id", file_id, "/models/{}/files/", "", (of_id,))
    query: Query = {
        "api-version": API_VERSION,
    }
    if sas_lifetime_minutes is not None:
        query["sasLifetimeMinutes"] = MINUTES.to_text("sas_lifetime_minutes", sas_lifetime_minutes)
    return Request(
        _GET_FILE,
        f"/models/{of_id.segment}/files/{of_file_id.segment}",
        query,
        entities=(
            of_id,
            of_file_id,
        ),
    )


class Models:
    """Base models, custom models made from them, their files, manifests and copies between resources."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list_supported_locales(self) -> builtins.list[str]:
        """List the locales in which models can be adapted.

        GET /models/locales."""
        return self._transport.send(list_supported_locales_request())

    def list_custom_models(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> Pages[models.CustomModel]:
        """List the custom models of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `locale eq 'en-GB' and status ne 'Failed'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /models."""
        return self._transport.pages(
            list_custom_models_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.CustomModel | Mapping[str, object]) -> models.CustomModel:
        """Start the training of a custom model.

        Needs display_name and locale; refer to base_model and datasets by URL. Training runs in the background: poll
        models.get_custom_model until status is Succeeded or Failed. properties.custom_model_weight_percent (1 to 100)
        sets the weight of the custom part; leave it out at first.

        Args:
            body: The custom model to create.

        POST /models."""
        return self._transport.send(create_request(body))

    def list_base_models(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> Pages[models.BaseModel]:
        """List the base models that can be used as they are or adapted.

        properties.deprecation_dates say until when a model can be adapted and used.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `locale eq 'en-US' and createdDateTime ge 2024-01-01T00:00:00Z`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /models/base."""
        return self._transport.pages(
            list_base_models_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def get_custom_model(self, id: UUID | str | models.CustomModel | models.EntityReference) -> models.CustomModel:
        """Return one custom model.

        Use models.get_base_model for base models. When status is Failed, properties.error says why.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /models/{id}."""
        return self._transport.send(get_custom_model_request(id))

    def delete(self, id: UUID | str | models.CustomModel | models.EntityReference) -> None:
        """Delete a custom model.

        Succeeds if it is already deleted.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /models/{id}."""
        return self._transport.send(delete_request(id))

    def update(
        self,
        id: UUID | str | models.CustomModel | models.EntityReference,
        body: models.ModelUpdate | Mapping[str, object],
    ) -> models.CustomModel:
        """Change the name, description or other editable properties of a custom model.

        Changes only the properties that the body holds: display_name, description, custom_properties or project.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /models/{id}."""
        return self._transport.send(update_request(id, body))

    def get_base_model(self, id: UUID | str | models.BaseModel | models.EntityReference) -> models.BaseModel:
        """Return one base model.

        Args:
            id: The base model: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /models/base/{id}."""
        return self._transport.send(get_base_model_request(id))

    def copy(
        self,
        id: UUID | str | models.CustomModel | models.EntityReference,
        body: models.ModelCopyAuthorization | Mapping[str, object],
    ) -> models.Operation:
        """Copy a custom model to a resource that has authorized the copy.

        Call it on the source, with the response of models.authorize_copy on the target. It returns 202 at once; poll
        operations.get_model_copy at Operation-Location until status is Succeeded or Failed. Base models cannot be
        copied.

        Args:
            id: The custom model to copy: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The authorization that the target resource returned, unchanged.

        POST /models/{id}:copy."""
        return self._transport.send(copy_request(id, body))

    def authorize_copy(
        self, body: models.ModelCopyAuthorizationDefinition | Mapping[str, object]
    ) -> models.ModelCopyAuthorization:
        """Let another resource copy a custom model into this one.

        Call it on the target. The body names the source by its Azure resource id. Pass the response to models.copy on
        the source, unchanged and before its expiration_date_time. Base models cannot be copied.

        Args:
            body: The source of the copy: the Azure resource id of the resource that holds the model.

        POST /models:authorizecopy."""
        return self._transport.send(authorize_copy_request(body))

    def get_custom_model_manifest(
        self, id: UUID | str | models.CustomModel | models.EntityReference, *, sas_lifetime_minutes: int | timedelta
    ) -> models.ModelManifest:
        """Return what a Speech container needs to run a custom model.

        The manifest names the model, the URLs of its files and the settings to run it with.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in the URLs of the model files. Required.

        GET /models/{id}/manifest."""
        return self._transport.send(get_custom_model_manifest_request(id, sas_lifetime_minutes=sas_lifetime_minutes))

    def get_base_model_manifest(
        self, id: UUID | str | models.BaseModel | models.EntityReference, *, sas_lifetime_minutes: int | timedelta
    ) -> models.ModelManifest:
        """Return what a Speech container needs to run a base model.

        The manifest names the model, the URLs of its files and the settings to run it with.

        Args:
            id: The base model: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in the URLs of the model files. Required.

        GET /models/base/{id}/manifest."""
        return self._transport.send(get_base_model_manifest_request(id, sas_lifetime_minutes=sas_lifetime_minutes))

    def list_files(
        self,
        id: UUID | str | models.CustomModel | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> Pages[models.File]:
        """List the files of a custom model, such as its training report (kind ModelReport).

        Each entry's links.content_url downloads the file.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'ModelReport'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /models/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_lifetime_minutes=sas_lifetime_minutes, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def get_file(
        self,
        id: UUID | str | models.CustomModel | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a custom model, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.

        GET /models/{id}/files/{fileId}."""
        return self._transport.send(get_file_request(id, file_id, sas_lifetime_minutes=sas_lifetime_minutes))


class AsyncModels:
    """Base models, custom models made from them, their files, manifests and copies between resources."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def list_supported_locales(self) -> builtins.list[str]:
        """List the locales in which models can be adapted.

        GET /models/locales."""
        return await self._transport.send(list_supported_locales_request())

    def list_custom_models(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> AsyncPages[models.CustomModel]:
        """List the custom models of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `locale eq 'en-GB' and status ne 'Failed'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /models."""
        return self._transport.pages(
            list_custom_models_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.CustomModel | Mapping[str, object]) -> models.CustomModel:
        """Start the training of a custom model.

        Needs display_name and locale; refer to base_model and datasets by URL. Training runs in the background: poll
        models.get_custom_model until status is Succeeded or Failed. properties.custom_model_weight_percent (1 to 100)
        sets the weight of the custom part; leave it out at first.

        Args:
            body: The custom model to create.

        POST /models."""
        return await self._transport.send(create_request(body))

    def list_base_models(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> AsyncPages[models.BaseModel]:
        """List the base models that can be used as they are or adapted.

        properties.deprecation_dates say until when a model can be adapted and used.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, locale, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `locale eq 'en-US' and createdDateTime ge 2024-01-01T00:00:00Z`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /models/base."""
        return self._transport.pages(
            list_base_models_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def get_custom_model(
        self, id: UUID | str | models.CustomModel | models.EntityReference
    ) -> models.CustomModel:
        """Return one custom model.

        Use models.get_base_model for base models. When status is Failed, properties.error says why.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /models/{id}."""
        return await self._transport.send(get_custom_model_request(id))

    async def delete(self, id: UUID | str | models.CustomModel | models.EntityReference) -> None:
        """Delete a custom model.

        Succeeds if it is already deleted.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /models/{id}."""
        return await self._transport.send(delete_request(id))

    async def update(
        self,
        id: UUID | str | models.CustomModel | models.EntityReference,
        body: models.ModelUpdate | Mapping[str, object],
    ) -> models.CustomModel:
        """Change the name, description or other editable properties of a custom model.

        Changes only the properties that the body holds: display_name, description, custom_properties or project.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /models/{id}."""
        return await self._transport.send(update_request(id, body))

    async def get_base_model(self, id: UUID | str | models.BaseModel | models.EntityReference) -> models.BaseModel:
        """Return one base model.

        Args:
            id: The base model: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /models/base/{id}."""
        return await self._transport.send(get_base_model_request(id))

    async def copy(
        self,
        id: UUID | str | models.CustomModel | models.EntityReference,
        body: models.ModelCopyAuthorization | Mapping[str, object],
    ) -> models.Operation:
        """Copy a custom model to a resource that has authorized the copy.

        Call it on the source, with the response of models.authorize_copy on the target. It returns 202 at once; poll
        operations.get_model_copy at Operation-Location until status is Succeeded or Failed. Base models cannot be
        copied.

        Args:
            id: The custom model to copy: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The authorization that the target resource returned, unchanged.

        POST /models/{id}:copy."""
        return await self._transport.send(copy_request(id, body))

    async def authorize_copy(
        self, body: models.ModelCopyAuthorizationDefinition | Mapping[str, object]
    ) -> models.ModelCopyAuthorization:
        """Let another resource copy a custom model into this one.

        Call it on the target. The body names the source by its Azure resource id. Pass the response to models.copy on
        the source, unchanged and before its expiration_date_time. Base models cannot be copied.

        Args:
            body: The source of the copy: the Azure resource id of the resource that holds the model.

        POST /models:authorizecopy."""
        return await self._transport.send(authorize_copy_request(body))

    async def get_custom_model_manifest(
        self, id: UUID | str | models.CustomModel | models.EntityReference, *, sas_lifetime_minutes: int | timedelta
    ) -> models.ModelManifest:
        """Return what a Speech container needs to run a custom model.

        The manifest names the model, the URLs of its files and the settings to run it with.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in the URLs of the model files. Required.

        GET /models/{id}/manifest."""
        return await self._transport.send(
            get_custom_model_manifest_request(id, sas_lifetime_minutes=sas_lifetime_minutes)
        )

    async def get_base_model_manifest(
        self, id: UUID | str | models.BaseModel | models.EntityReference, *, sas_lifetime_minutes: int | timedelta
    ) -> models.ModelManifest:
        """Return what a Speech container needs to run a base model.

        The manifest names the model, the URLs of its files and the settings to run it with.

        Args:
            id: The base model: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in the URLs of the model files. Required.

        GET /models/base/{id}/manifest."""
        return await self._transport.send(
            get_base_model_manifest_request(id, sas_lifetime_minutes=sas_lifetime_minutes)
        )

    def list_files(
        self,
        id: UUID | str | models.CustomModel | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
        skip: int | None = None,
        top: int | None = None,
        filter: str | None = None,
        limit: int | None = None,
    ) -> AsyncPages[models.File]:
        """List the files of a custom model, such as its training report (kind ModelReport).

        Each entry's links.content_url downloads the file.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare kind and name with eq or ne, and createdDateTime also with
                lt, le, gt or ge. Join comparisons with and, or, not. Example: `kind eq 'ModelReport'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /models/{id}/files."""
        return self._transport.pages(
            list_files_request(id, sas_lifetime_minutes=sas_lifetime_minutes, skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def get_file(
        self,
        id: UUID | str | models.CustomModel | models.EntityReference,
        file_id: UUID | str | models.File | models.EntityReference,
        *,
        sas_lifetime_minutes: int | timedelta | None = None,
    ) -> models.File:
        """Return one file of a custom model, with the URL of its content.

        Until its SAS expires, links.content_url downloads the content without credentials.

        Args:
            id: The custom model: an id, a UUID, the entity itself, a reference to it, or its URL.
            file_id: Id of the file, from the listing of files: an id, a UUID, the entity itself, a reference to it, or
                its URL.
            sas_lifetime_minutes: Lifetime in minutes of the SAS in each content URL that is returned; default: 12
                hours. Not accepted for resources with storage of their own (BYOS), whose URLs have no SAS.

        GET /models/{id}/files/{fileId}."""
        return await self._transport.send(get_file_request(id, file_id, sas_lifetime_minutes=sas_lifetime_minutes))
