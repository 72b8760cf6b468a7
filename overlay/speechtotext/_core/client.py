"""What the clients of all versions have in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Final, Self, TypeVar, cast

import httpx

from speechtotext._auth.credentials import (
    STORAGE_SCOPE,
    AsyncAuthentication,
    AsyncBearerAuthentication,
    AsyncKeyAuthentication,
    AsyncNoAuthentication,
    AsyncTokenCredential,
    Authentication,
    BearerAuthentication,
    KeyAuthentication,
    NoAuthentication,
    TokenCredential,
)
from speechtotext._auth.endpoint import service_url
from speechtotext._auth.entra import cloud_of
from speechtotext._auth.keys import HasKey, keys_and_credential
from speechtotext._errors import InvalidArgument
from speechtotext._http.connections import Connections, ThreadConnections
from speechtotext._http.log_redaction import hide_secrets_in_logs
from speechtotext._http.response_bodies import MAX_RESPONSE_SIZE

from .async_transport import AsyncHttpTransport
from .attempts import Service
from .client_arguments import Seconds, Verify
from .client_base import ClientBase
from .client_setup import (
    checked_http_client,
    chosen_keys,
    client_maker,
    limiter_of,
    options_of,
    usable_credential,
    with_tokens,
)
from .limiter import RateLimit
from .migration import Migration
from .raw_responses import RawResponse, last_response
from .retry import RetryPolicy
from .transport import HttpTransport

T = TypeVar("T")
_RATE_LIMIT: Final = RateLimit()

hide_secrets_in_logs()


class VersionedClient(ClientBase[HttpTransport]):
    """A client for one version of the API. It may be shared between threads.

    Args:
        region: Azure region of the resource, such as westeurope.
        endpoint: in place of the region: the resource's own URL, `https://NAME.cognitiveservices.azure.com`, or that of
            a gateway in front of it, with its base path: `https://NAME.azure-api.net/speech`.
        key: one of the resource's two keys, as text or as an `azure.core.credentials.AzureKeyCredential`; both as a
            `KeyCredential`, so that the other is sent when one is refused.
        credential: in place of the key: a source of Entra ID tokens, such as `azure.identity.DefaultAzureCredential`,
            or an `IssuedToken`. Entra ID needs the resource's own URL, and the role Cognitive Services Speech User or
            Speech Contributor.
        auth: in place of the key: any `httpx.Auth`.
        storage_credential: a source of Entra ID tokens for files in storage of your own, which the service names by
            plain URLs; it needs the role Storage Blob Data Reader. It goes to Azure's blob storage only. Inputs such as
            az://ACCOUNT/CONTAINER are read with it, too.
        api_version: the version of the service to speak, if it is a newer one than this client is for: "2025-10-15", or
            a `Migration` that says more. What it cannot say raises `NotExpressible`; what is lost without harm, a
            `MigrationWarning`.
        timeout: seconds to wait for a connection, to send, or for an answer's next bytes; by default 60, or what your
            `http_client` says. Fast transcription is waited for an hour by default.
        deadline: seconds that one call may take in all, its retries included; it raises `DeadlineExceeded`. By default
            there is no limit. Waits, uploads and downloads have their own `timeout`.
        max_response_size: the most bytes that the body of a response may have once it is decoded; 512 MiB by default.
        strict: for tests: refuse an answer as a whole if it lacks a member, or one holds something else than the API's
            description says. By default reading that attribute alone raises `UnexpectedResponse`.
        retry: when requests are sent again.
        rate_limit: how many requests may go in which time, 100 in 10 seconds by default; None for no limit.
        limits: how many connections there may be.
        proxy: URL of a proxy.
        verify: what certificates are checked against: the path of a PEM file or of a folder, in place of the usual
            authorities, or an `ssl.SSLContext`; False for no check.
        http_client: an `httpx.Client` of yours to send with, in place of the three before; it is not closed here, and
            all threads send through it, where otherwise each has a connection of its own.

    Where no argument says otherwise, SPEECH_REGION, SPEECH_ENDPOINT, SPEECH_KEY and SPEECH_KEY_2 of the environment
    do.

    Raises:
        ConfigurationError: no region, endpoint or credentials, or some that cannot be meant.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        endpoint: str | None = None,
        key: str | HasKey | None = None,
        credential: TokenCredential | HasKey | None = None,
        auth: httpx.Auth | None = None,
        storage_credential: TokenCredential | None = None,
        api_version: str | Migration | None = None,
        timeout: Seconds | httpx.Timeout | None = None,
        deadline: Seconds | None = None,
        max_response_size: int = MAX_RESPONSE_SIZE,
        strict: bool = False,
        retry: RetryPolicy | None = None,
        rate_limit: RateLimit | None = _RATE_LIMIT,
        limits: httpx.Limits | None = None,
        proxy: str | None = None,
        verify: Verify = True,
        http_client: httpx.Client | None = None,
    ) -> None:
        given, source = keys_and_credential(key, credential)
        del key, credential  # tracebacks may show what functions hold
        origin = service_url(region, endpoint)
        keys = chosen_keys(given, source, auth)
        authentication: Authentication = NoAuthentication()
        if source is not None:
            authentication = BearerAuthentication(usable_credential(source, origin), cloud_of(origin).scope)
        elif keys:
            authentication = KeyAuthentication(keys)
        self._owned = http_client is None
        self._transport = HttpTransport(
            Service(origin, self._base_path),
            authentication,
            NoAuthentication()
            if storage_credential is None
            else BearerAuthentication(with_tokens(storage_credential), STORAGE_SCOPE),
            limiter_of(rate_limit),
            ThreadConnections(
                client_maker(httpx.Client, limits=limits, proxy=proxy, verify=verify),
                checked_http_client(http_client, httpx.Client),
                getattr(limits, "max_connections", None),
            ),
            options_of(retry, timeout, auth, deadline, max_response_size, http_client)._replace(strict=strict),
            self._translator(api_version),
        )

    def with_raw_response(self, call: Callable[[Self], T]) -> RawResponse[T]:
        """The answer beside the result of a call: `stt.with_raw_response(lambda stt: stt.transcriptions.get(id))`.

        If the call sends several requests, the answer is that of the last one.

        Args:
            call: function that takes the client and makes one call.

        Raises:
            InvalidArgument: the call sent nothing, as a listing does that nobody has iterated over.
        """
        answers: list[httpx.Response] = []
        derived = self._derived(self._transport.options)
        derived._transport.on_response = answers.append
        parsed = call(derived)
        return RawResponse(parsed, last_response(answers))

    def close(self) -> None:
        """Close the connections."""
        if self._owned:
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncVersionedClient(ClientBase[AsyncHttpTransport]):
    """An asynchronous client for one version of the API. It may be shared between the tasks of one event loop.

    Args:
        region: Azure region of the resource, such as westeurope.
        endpoint: in place of the region: the resource's own URL, `https://NAME.cognitiveservices.azure.com`, or that of
            a gateway in front of it, with its base path: `https://NAME.azure-api.net/speech`.
        key: one of the resource's two keys, as text or as an `azure.core.credentials.AzureKeyCredential`; both as a
            `KeyCredential`, so that the other is sent when one is refused.
        credential: in place of the key: a source of Entra ID tokens, such as
            `azure.identity.aio.DefaultAzureCredential`, or an `IssuedToken`; a synchronous one is asked in a thread.
            Entra ID needs the resource's own URL, and the role Cognitive Services Speech User or Speech Contributor.
        auth: in place of the key: any `httpx.Auth`.
        storage_credential: a source of Entra ID tokens for files in storage of your own, which the service names by
            plain URLs; it needs the role Storage Blob Data Reader. It goes to Azure's blob storage only. Inputs such as
            az://ACCOUNT/CONTAINER are read with it, too.
        api_version: the version of the service to speak, if it is a newer one than this client is for: "2025-10-15", or
            a `Migration` that says more. What it cannot say raises `NotExpressible`; what is lost without harm, a
            `MigrationWarning`.
        timeout: seconds to wait for a connection, to send, or for an answer's next bytes; by default 60, or what your
            `http_client` says. Fast transcription is waited for an hour by default.
        deadline: seconds that one call may take in all, its retries included; it raises `DeadlineExceeded`. By default
            there is no limit. Waits, uploads and downloads have their own `timeout`.
        max_response_size: the most bytes that the body of a response may have once it is decoded; 512 MiB by default.
        strict: for tests: refuse an answer as a whole if it lacks a member, or one holds something else than the API's
            description says. By default reading that attribute alone raises `UnexpectedResponse`.
        retry: when requests are sent again.
        rate_limit: how many requests may go in which time, 100 in 10 seconds by default; None for no limit.
        limits: how many connections there may be.
        proxy: URL of a proxy.
        verify: what certificates are checked against: the path of a PEM file or of a folder, in place of the usual
            authorities, or an `ssl.SSLContext`; False for no check.
        http_client: an `httpx.AsyncClient` of yours to send with, in place of the three before; it is not closed here.

    Where no argument says otherwise, SPEECH_REGION, SPEECH_ENDPOINT, SPEECH_KEY and SPEECH_KEY_2 of the environment
    do.

    Raises:
        ConfigurationError: no region, endpoint or credentials, or some that cannot be meant.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        endpoint: str | None = None,
        key: str | HasKey | None = None,
        credential: TokenCredential | AsyncTokenCredential | HasKey | None = None,
        auth: httpx.Auth | None = None,
        storage_credential: TokenCredential | AsyncTokenCredential | None = None,
        api_version: str | Migration | None = None,
        timeout: Seconds | httpx.Timeout | None = None,
        deadline: Seconds | None = None,
        max_response_size: int = MAX_RESPONSE_SIZE,
        strict: bool = False,
        retry: RetryPolicy | None = None,
        rate_limit: RateLimit | None = _RATE_LIMIT,
        limits: httpx.Limits | None = None,
        proxy: str | None = None,
        verify: Verify = True,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        given, source = keys_and_credential(key, credential)
        del key, credential  # tracebacks may show what functions hold
        origin = service_url(region, endpoint)
        keys = chosen_keys(given, source, auth)
        authentication: AsyncAuthentication = AsyncNoAuthentication()
        if source is not None:
            tokens = cast("TokenCredential | AsyncTokenCredential", source)
            authentication = AsyncBearerAuthentication(usable_credential(tokens, origin), cloud_of(origin).scope)
        elif keys:
            authentication = AsyncKeyAuthentication(keys)
        self._owned = http_client is None
        self._transport = AsyncHttpTransport(
            Service(origin, self._base_path),
            authentication,
            AsyncNoAuthentication()
            if storage_credential is None
            else AsyncBearerAuthentication(with_tokens(storage_credential), STORAGE_SCOPE),
            limiter_of(rate_limit),
            Connections(
                client_maker(httpx.AsyncClient, limits=limits, proxy=proxy, verify=verify),
                checked_http_client(http_client, httpx.AsyncClient),
            ),
            options_of(retry, timeout, auth, deadline, max_response_size, http_client)._replace(strict=strict),
            self._translator(api_version),
        )

    async def with_raw_response(self, call: Callable[[Self], Awaitable[T]]) -> RawResponse[T]:
        """The answer beside the result of a call:
        `await stt.with_raw_response(lambda stt: stt.transcriptions.get(id))`.

        If the call sends several requests, the answer is that of the last one.

        Args:
            call: function that takes the client and makes one call.

        Raises:
            InvalidArgument: the call sent nothing.
        """
        answers: list[httpx.Response] = []
        derived = self._derived(self._transport.options)
        derived._transport.on_response = answers.append
        pending = call(derived)
        if not isinstance(pending, Awaitable):
            raise InvalidArgument("the call has nothing to await; of a listing, ask for page() or all()")
        parsed = await pending
        return RawResponse(parsed, last_response(answers))

    async def close(self) -> None:
        """Close the connections."""
        if self._owned:
            await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()
