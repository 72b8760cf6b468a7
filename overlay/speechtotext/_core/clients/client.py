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
from speechtotext._core.async_transport import AsyncHttpTransport
from speechtotext._core.attempts import Service
from speechtotext._core.limiter import RateLimit
from speechtotext._core.migration import Migration
from speechtotext._core.raw_responses import RawResponse, last_response
from speechtotext._core.retry import RetryPolicy
from speechtotext._core.transport import HttpTransport
from speechtotext._errors import InvalidArgument
from speechtotext._http.connections import Connections, ThreadConnections
from speechtotext._http.log_redaction import hide_secrets_in_logs
from speechtotext._http.response_bodies import MAX_RESPONSE_SIZE

from .arguments import Seconds, Verify
from .base import ClientBase
from .setup import (
    checked_http_client,
    chosen_keys,
    client_maker,
    limiter_of,
    options_of,
    usable_credential,
    with_tokens,
)

T = TypeVar("T")
_RATE_LIMIT: Final = RateLimit()

hide_secrets_in_logs()


class VersionedClient(ClientBase[HttpTransport]):
    """A client for one version of the API. Threads can share it.

    Args:
        region: Azure region of the resource, such as westeurope.
        endpoint: instead of the region: the URL of the resource, `https://NAME.cognitiveservices.azure.com`, or of a
            gateway in front of it, with its base path, `https://NAME.azure-api.net/speech`.
        key: one of the resource's two keys, as text or as an `azure.core.credentials.AzureKeyCredential`; both as a
            `KeyCredential`: if the service refuses one, the client uses the other.
        credential: instead of the key: a source of Entra ID tokens, such as `azure.identity.DefaultAzureCredential`, or
            an `IssuedToken`. Entra ID needs `endpoint` and the role Cognitive Services Speech User or Speech
            Contributor.
        auth: instead of the key: any `httpx.Auth`.
        storage_credential: a source of Entra ID tokens for storage of your own, whose URLs have no signature. It needs
            the role Storage Blob Data Reader, and goes to Azure Blob Storage only. It also reads inputs such as
            az://ACCOUNT/CONTAINER.
        api_version: a newer version of the service to use, such as "2025-10-15", or a `Migration` with options. A
            request that the newer version cannot express raises `NotExpressible`. A harmless loss causes a
            `MigrationWarning`.
        timeout: seconds to wait for a connection, for sending, and for the next bytes of the response. Default: 60, or
            the timeout of your `http_client`; an hour for fast transcription.
        deadline: seconds that one call can take in total, with its retries; after that it raises `DeadlineExceeded`.
            Default: no limit. Waits, uploads and downloads have a `timeout` of their own.
        max_response_size: maximum size of the decoded body of a response in bytes. Default: 512 MiB.
        strict: for tests: raise `UnexpectedResponse` for every response that contradicts the API's description.
            Default: only reading the attribute in question raises it.
        retry: when requests are retried.
        rate_limit: maximum number of requests in a time. Default: 100 in 10 seconds. None: no limit.
        limits: maximum number of connections.
        proxy: URL of a proxy.
        verify: certificate authorities to trust: the path of a PEM file or of a folder, or an `ssl.SSLContext`. False:
            no check. Default: the usual authorities.
        http_client: your own `httpx.Client`, instead of `limits`, `proxy` and `verify`. You close it. All threads share
            it; without it, each thread has a connection of its own.

    Missing arguments are read from the environment: SPEECH_REGION, SPEECH_ENDPOINT, SPEECH_KEY and SPEECH_KEY_2.

    Raises:
        ConfigurationError: the region, endpoint or credentials are missing or invalid.
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
        """Return the result of a call together with its response: `stt.with_raw_response(lambda stt:
        stt.transcriptions.get(id))`.

        If the call sends several requests, it is the last response.

        Args:
            call: function that takes the client and makes one call.

        Raises:
            InvalidArgument: the call sent no request, such as a listing without iteration.
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
    """An asynchronous client for one version of the API. Tasks can share it.

    Args:
        region: Azure region of the resource, such as westeurope.
        endpoint: instead of the region: the URL of the resource, `https://NAME.cognitiveservices.azure.com`, or of a
            gateway in front of it, with its base path, `https://NAME.azure-api.net/speech`.
        key: one of the resource's two keys, as text or as an `azure.core.credentials.AzureKeyCredential`; both as a
            `KeyCredential`: if the service refuses one, the client uses the other.
        credential: instead of the key: a source of Entra ID tokens, such as
            `azure.identity.aio.DefaultAzureCredential`, or an `IssuedToken`; a synchronous one runs in a thread. Entra
            ID needs `endpoint` and the role Cognitive Services Speech User or Speech Contributor.
        auth: instead of the key: any `httpx.Auth`.
        storage_credential: a source of Entra ID tokens for storage of your own, whose URLs have no signature. It needs
            the role Storage Blob Data Reader, and goes to Azure Blob Storage only. It also reads inputs such as
            az://ACCOUNT/CONTAINER.
        api_version: a newer version of the service to use, such as "2025-10-15", or a `Migration` with options. A
            request that the newer version cannot express raises `NotExpressible`. A harmless loss causes a
            `MigrationWarning`.
        timeout: seconds to wait for a connection, for sending, and for the next bytes of the response. Default: 60, or
            the timeout of your `http_client`; an hour for fast transcription.
        deadline: seconds that one call can take in total, with its retries; after that it raises `DeadlineExceeded`.
            Default: no limit. Waits, uploads and downloads have a `timeout` of their own.
        max_response_size: maximum size of the decoded body of a response in bytes. Default: 512 MiB.
        strict: for tests: raise `UnexpectedResponse` for every response that contradicts the API's description.
            Default: only reading the attribute in question raises it.
        retry: when requests are retried.
        rate_limit: maximum number of requests in a time. Default: 100 in 10 seconds. None: no limit.
        limits: maximum number of connections.
        proxy: URL of a proxy.
        verify: certificate authorities to trust: the path of a PEM file or of a folder, or an `ssl.SSLContext`. False:
            no check. Default: the usual authorities.
        http_client: your own `httpx.AsyncClient`, instead of `limits`, `proxy` and `verify`. You close it.

    Missing arguments are read from the environment: SPEECH_REGION, SPEECH_ENDPOINT, SPEECH_KEY and SPEECH_KEY_2.

    Raises:
        ConfigurationError: the region, endpoint or credentials are missing or invalid.
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
        """Return the result of a call together with its response: `await stt.with_raw_response(lambda stt:
        stt.transcriptions.get(id))`.

        If the call sends several requests, it is the last response.

        Args:
            call: function that takes the client and makes one call.

        Raises:
            InvalidArgument: the call sent no request.
        """
        answers: list[httpx.Response] = []
        derived = self._derived(self._transport.options)
        derived._transport.on_response = answers.append
        pending = call(derived)
        if not isinstance(pending, Awaitable):
            raise InvalidArgument("the call has nothing to await: for a listing, call page() or all()")
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
