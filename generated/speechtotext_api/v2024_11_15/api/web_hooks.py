from __future__ import annotations

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
)
from ...object_kinds import ObjectOf
from ...wire import nothing
from .. import API_VERSION, models

_LIST: Final[Operation[models.PaginatedWebHooks]] = Operation(
    "WebHooks_List",
    "GET",
    "/webhooks",
    {
        200: lambda body: read(models.PaginatedWebHooks, body),
    },
)
_CREATE: Final[Operation[models.WebHook]] = Operation(
    "WebHooks_Create",
    "POST",
    "/webhooks",
    {
        201: lambda body: read(models.WebHook, body),
    },
)
_GET: Final[Operation[models.WebHook]] = Operation(
    "WebHooks_Get",
    "GET",
    "/webhooks/{id}",
    {
        200: lambda body: read(models.WebHook, body),
    },
)
_DELETE: Final[Operation[None]] = Operation(
    "WebHooks_Delete",
    "DELETE",
    "/webhooks/{id}",
    {
        204: nothing,
    },
)
_UPDATE: Final[Operation[models.WebHook]] = Operation(
    "WebHooks_Update",
    "PATCH",
    "/webhooks/{id}",
    {
        200: lambda body: read(models.WebHook, body),
    },
)
_PING: Final[Operation[None]] = Operation(
    "WebHooks_Ping",
    "POST",
    "/webhooks/{id}:ping",
    {
        202: nothing,
    },
)
_TEST: Final[Operation[None]] = Operation(
    "WebHooks_Test",
    "POST",
    "/webhooks/{id}:test",
    {
        202: nothing,
        204: nothing,
    },
)


def list_request(
    *, skip: int | None = None, top: int | None = None, filter: str | None = None
) -> Request[models.PaginatedWebHooks]:
    """The request of `WebHooks.list`."""
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
        "/webhooks",
        query,
    )


def create_request(body: models.WebHook | Mapping[str, object]) -> Request[models.WebHook]:
    """The request of `WebHooks.create`."""
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.WebHook).encode("body", body)
    return Request(
        _CREATE,
        "/webhooks",
        query,
        json=json,
        content_type="application/json",
    )


def get_request(id: UUID | str | models.WebHook | models.EntityReference) -> Request[models.WebHook]:
    """The request of `WebHooks.get`."""
    of_id = given_entity("id", id, "/webhooks/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _GET,
        f"/webhooks/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def delete_request(id: UUID | str | models.WebHook | models.EntityReference) -> Request[None]:
    """The request of `WebHooks.delete`."""
    of_id = given_entity("id", id, "/webhooks/")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _DELETE,
        f"/webhooks/{of_id.segment}",
        query,
        entities=(of_id,),
    )


def update_request(
    id: UUID | str | models.WebHook | models.EntityReference, body: models.WebHookUpdate | Mapping[str, object]
) -> Request[models.WebHook]:
    """The request of `WebHooks.update`."""
    of_id = given_entity("id", id, "/webhooks/")
    query: Query = {
        "api-version": API_VERSION,
    }
    json = ObjectOf(models.WebHookUpdate).encode("body", body)
    return Request(
        _UPDATE,
        f"/webhooks/{of_id.segment}",
        query,
        json=json,
        content_type=patch_type(json),
        entities=(of_id,),
    )


def ping_request(id: UUID | str | models.WebHook | models.EntityReference) -> Request[None]:
    """The request of `WebHooks.ping`."""
    of_id = given_entity("id", id, "/webhooks/", ":ping")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _PING,
        f"/webhooks/{of_id.segment}:ping",
        query,
        entities=(of_id,),
    )


def test_request(id: UUID | str | models.WebHook | models.EntityReference) -> Request[None]:
    """The request of `WebHooks.test`."""
    of_id = given_entity("id", id, "/webhooks/", ":test")
    query: Query = {
        "api-version": API_VERSION,
    }
    return Request(
        _TEST,
        f"/webhooks/{of_id.segment}:test",
        query,
        entities=(of_id,),
    )


class WebHooks:
    """Requests that the service sends to your URL when entities are created, processed, completed or deleted."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> Pages[models.WebHook]:
        """List the web hooks of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, webUrl, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `webUrl eq 'https://contoso.example/hook'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /webhooks."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    def create(self, body: models.WebHook | Mapping[str, object]) -> models.WebHook:
        """Register a URL that the service calls when chosen events happen.

        Needs display_name, web_url and events. The service sends events only after web_url has passed the challenge: a
        POST with X-MicrosoftSpeechServices-Event: challenge and a query parameter validationToken. Answer 200 with the
        token as the body. Later requests hold one event each, named in the same header. With properties.secret,
        X-MicrosoftSpeechServices-Signature holds the Base64 of the HMAC-SHA256 of the body. Payloads have the form of
        the API version that created the web hook.

        Args:
            body: The web hook to create.

        POST /webhooks."""
        return self._transport.send(create_request(body))

    def get(self, id: UUID | str | models.WebHook | models.EntityReference) -> models.WebHook:
        """Return one web hook.

        properties.api_version is the version whose form its payloads have. If the web hook does not work,
        properties.error says why.

        Args:
            id: The web hook: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /webhooks/{id}."""
        return self._transport.send(get_request(id))

    def delete(self, id: UUID | str | models.WebHook | models.EntityReference) -> None:
        """Delete a web hook. The service stops its calls.

        Args:
            id: The web hook: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /webhooks/{id}."""
        return self._transport.send(delete_request(id))

    def update(
        self,
        id: UUID | str | models.WebHook | models.EntityReference,
        body: models.WebHookUpdate | Mapping[str, object],
    ) -> models.WebHook:
        """Change the URL, events, secret or descriptive properties of a web hook.

        To keep the secret, send it again: without properties.secret, requests are no longer signed. A new web_url has
        to pass the challenge before it gets events. Send the current web_url to enable a disabled web hook.

        Args:
            id: The web hook: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /webhooks/{id}."""
        return self._transport.send(update_request(id, body))

    def ping(self, id: UUID | str | models.WebHook | models.EntityReference) -> None:
        """Make the service send a ping to a web hook.

        The body of the ping is the web hook itself, signed if it has a secret. The response confirms only that the ping
        was started.

        Args:
            id: The web hook that is to be called: an id, a UUID, the entity itself, a reference to it, or its URL.

        POST /webhooks/{id}:ping."""
        return self._transport.send(ping_request(id))

    def test(self, id: UUID | str | models.WebHook | models.EntityReference) -> None:
        """Make the service send a sample of every event that a web hook receives.

        Each sample describes the newest entity that fits, and is signed if the web hook has a secret. Returns 202 when
        samples are sent, 204 when no entity fits.

        Args:
            id: The web hook that is to be called: an id, a UUID, the entity itself, a reference to it, or its URL.

        POST /webhooks/{id}:test."""
        return self._transport.send(test_request(id))


class AsyncWebHooks:
    """Requests that the service sends to your URL when entities are created, processed, completed or deleted."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def list(
        self, *, skip: int | None = None, top: int | None = None, filter: str | None = None, limit: int | None = None
    ) -> AsyncPages[models.WebHook]:
        """List the web hooks of the resource.

        Args:
            skip: Number of entries to skip.
            top: Maximum number of entries on the page. The link to the next page leads to the others.
            filter: Expression that selects entries. Compare status, webUrl, displayName and description with eq or ne,
                and createdDateTime and lastActionDateTime also with lt, le, gt or ge. Join comparisons with and, or,
                not. Example: `webUrl eq 'https://contoso.example/hook'`.
            limit: Maximum number of items to return, over all pages. Default: all.

        GET /webhooks."""
        return self._transport.pages(
            list_request(skip=skip, top=top, filter=filter),
            lambda page: page.values,
            lambda page: page.next_link,
            limit,
        )

    async def create(self, body: models.WebHook | Mapping[str, object]) -> models.WebHook:
        """Register a URL that the service calls when chosen events happen.

        Needs display_name, web_url and events. The service sends events only after web_url has passed the challenge: a
        POST with X-MicrosoftSpeechServices-Event: challenge and a query parameter validationToken. Answer 200 with the
        token as the body. Later requests hold one event each, named in the same header. With properties.secret,
        X-MicrosoftSpeechServices-Signature holds the Base64 of the HMAC-SHA256 of the body. Payloads have the form of
        the API version that created the web hook.

        Args:
            body: The web hook to create.

        POST /webhooks."""
        return await self._transport.send(create_request(body))

    async def get(self, id: UUID | str | models.WebHook | models.EntityReference) -> models.WebHook:
        """Return one web hook.

        properties.api_version is the version whose form its payloads have. If the web hook does not work,
        properties.error says why.

        Args:
            id: The web hook: an id, a UUID, the entity itself, a reference to it, or its URL.

        GET /webhooks/{id}."""
        return await self._transport.send(get_request(id))

    async def delete(self, id: UUID | str | models.WebHook | models.EntityReference) -> None:
        """Delete a web hook. The service stops its calls.

        Args:
            id: The web hook: an id, a UUID, the entity itself, a reference to it, or its URL.

        DELETE /webhooks/{id}."""
        return await self._transport.send(delete_request(id))

    async def update(
        self,
        id: UUID | str | models.WebHook | models.EntityReference,
        body: models.WebHookUpdate | Mapping[str, object],
    ) -> models.WebHook:
        """Change the URL, events, secret or descriptive properties of a web hook.

        To keep the secret, send it again: without properties.secret, requests are no longer signed. A new web_url has
        to pass the challenge before it gets events. Send the current web_url to enable a disabled web hook.

        Args:
            id: The web hook: an id, a UUID, the entity itself, a reference to it, or its URL.
            body: The properties to change. Properties that are left out stay as they are; null deletes one.

        PATCH /webhooks/{id}."""
        return await self._transport.send(update_request(id, body))

    async def ping(self, id: UUID | str | models.WebHook | models.EntityReference) -> None:
        """Make the service send a ping to a web hook.

        The body of the ping is the web hook itself, signed if it has a secret. The response confirms only that the ping
        was started.

        Args:
            id: The web hook that is to be called: an id, a UUID, the entity itself, a reference to it, or its URL.

        POST /webhooks/{id}:ping."""
        return await self._transport.send(ping_request(id))

    async def test(self, id: UUID | str | models.WebHook | models.EntityReference) -> None:
        """Make the service send a sample of every event that a web hook receives.

        Each sample describes the newest entity that fits, and is signed if the web hook has a secret. Returns 202 when
        samples are sent, 204 when no entity fits.

        Args:
            id: The web hook that is to be called: an id, a UUID, the entity itself, a reference to it, or its URL.

        POST /webhooks/{id}:test."""
        return await self._transport.send(test_request(id))
