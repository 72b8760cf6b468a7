"""What the clients of all versions have in common."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import ClassVar, Final, Generic, Self, TypeVar, cast

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
    token_scope,
)
from speechtotext._auth.endpoint import service_url
from speechtotext._auth.keys import KeyCredential, key_and_credential
from speechtotext._errors import ConfigurationError, InvalidArgument, request_id, without_credentials
from speechtotext_api.wire import UNSET, Unset

from .async_transport import AsyncHttpTransport
from .attempts import Options, Service
from .client_arguments import Seconds, Verify, timeout_of
from .client_setup import (
    checked_deadline,
    checked_headers,
    checked_http_client,
    checked_retry,
    chosen_key,
    client_maker,
    limiter_of,
    options_of,
    usable_credential,
    with_tokens,
)
from .connections import Connections, ThreadConnections
from .limiter import RateLimit
from .log_redaction import hide_secrets_in_logs
from .migration import Migration, Translator, TranslatorFactory
from .response_bodies import MAX_RESPONSE_SIZE
from .retry import RetryPolicy
from .transport import HttpTransport

T = TypeVar("T")

_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_HEADER_VALUE: Final = re.compile(r"([!-~]([ \t!-~]*[!-~])?)?", re.ASCII)
_RATE_LIMIT: Final = RateLimit()


class RawResponse(Generic[T]):
    """An answer beside what was made of it.

    Attributes:
        parsed: what the call returned.
        response: the whole answer.
        status_code: HTTP status.
        headers: the answer's headers.
        request_id: id of the request in the service's logs.
    """

    def __init__(self, parsed: T, response: httpx.Response) -> None:
        self.parsed = parsed
        self.response = without_credentials(response)
        self.status_code = response.status_code
        self.headers = response.headers
        self.request_id = request_id(response)

    def __repr__(self) -> str:
        return f"<RawResponse {self.status_code} {self.parsed!r}>"


hide_secrets_in_logs()

X = TypeVar("X", bound=HttpTransport | AsyncHttpTransport)


class _Versioned(Generic[X]):
    """The API version that a class of clients is for, and what an instance was made for."""

    _api_version: ClassVar[str] = ""
    _base_path: ClassVar[str] = ""
    _make_translator: ClassVar[staticmethod[[str, Migration], Translator]]
    _transport: X
    _owned: bool

    def __init_subclass__(
        cls, *, api_version: str = "", base_path: str = "", translator: TranslatorFactory | None = None
    ) -> None:
        super().__init_subclass__()
        cls._api_version = api_version or cls._api_version
        cls._base_path = base_path or cls._base_path
        if translator is not None:
            cls._make_translator = staticmethod(translator)

    def __repr__(self) -> str:
        if not hasattr(self, "_transport"):  # not made yet, as tracebacks with locals show it
            return f"<{type(self).__name__} {self._api_version}>"
        translator = self._transport.translator
        spoken = "" if translator is None else f" over {translator.migration.to}"
        return f"<{type(self).__name__} {self._api_version}{spoken} of {self._transport.service.origin}>"

    def _translator(self, api_version: str | Migration | None) -> Translator | None:
        """What stands between this client and a newer version; None if it speaks its own."""
        if not isinstance(api_version, str | Migration | None):
            raise ConfigurationError(
                f"api_version is {api_version!r}: give the name of a version, such as '2025-10-15', or a Migration."
            )
        migration = Migration(to=api_version) if isinstance(api_version, str) else api_version
        if migration is None or migration.to == self._api_version:
            return None
        kind = VersionedClient if isinstance(self, VersionedClient) else AsyncVersionedClient
        for client in migration.copy_targets.values():
            if not isinstance(client, kind):
                raise ConfigurationError(f"copy_targets: {type(client).__name__} is no client of the same kind.")
        return self._make_translator(self._api_version, migration)

    def with_options(
        self,
        *,
        timeout: Seconds | httpx.Timeout | Unset | None = UNSET,
        retry: RetryPolicy | None = None,
        headers: Mapping[str, str] | None = None,
        deadline: Seconds | Unset | None = UNSET,
    ) -> Self:
        """A client that shares this one's connections and credentials, with other options.

        Args:
            timeout: seconds to wait for a connection, to send, or for an answer's next bytes.
            retry: when requests are sent again.
            headers: further headers to send.
            deadline: seconds that one call may take in all, its retries included; None for no limit.
        """
        options = self._transport.options
        return self._derived(
            options._replace(
                retry=options.retry if retry is None else checked_retry(retry),
                timeout=options.timeout if isinstance(timeout, Unset) else timeout_of(timeout),
                headers=options.headers if headers is None else {**options.headers, **checked_headers(headers)},
                deadline=options.deadline if isinstance(deadline, Unset) else checked_deadline(deadline),
            )
        )

    def _derived(self, options: Options) -> Self:
        derived = object.__new__(type(self))
        derived._transport = cast("X", self._transport.with_options(options))
        # The connections are those of the client it comes from, which closes them.
        derived._owned = False
        return derived


class VersionedClient(_Versioned[HttpTransport]):
    """A client for one version of the API. It may be shared between threads.

    Args:
        region: Azure region of the resource, such as westeurope.
        endpoint: in place of the region: the resource's own URL, `https://NAME.cognitiveservices.azure.com`, or that of
            a gateway in front of it, with its base path: `https://NAME.azure-api.net/speech`.
        key: one of the resource's two keys, as text or as an `azure.core.credentials.AzureKeyCredential`.
        credential: in place of the key: a source of Entra ID tokens, such as `azure.identity.DefaultAzureCredential`,
            or an `IssuedToken`. Entra ID needs the resource's own URL, and the role Cognitive Services Speech User or
            Speech Contributor.
        auth: in place of the key: any `httpx.Auth`.
        storage_credential: a source of Entra ID tokens for files in storage of your own, which the service names by
            plain URLs; it needs the role Storage Blob Data Reader. It goes to Azure's blob storage only.
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

    Where no argument says otherwise, SPEECH_REGION, SPEECH_ENDPOINT and SPEECH_KEY of the environment do.

    Raises:
        ConfigurationError: no region, endpoint or credentials, or some that cannot be meant.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        endpoint: str | None = None,
        key: str | KeyCredential | None = None,
        credential: TokenCredential | KeyCredential | None = None,
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
        given, source = key_and_credential(key, credential)
        del key, credential  # tracebacks may show what functions hold
        origin = service_url(region, endpoint)
        chosen = chosen_key(given, source, auth)
        authentication: Authentication = NoAuthentication()
        if source is not None:
            authentication = BearerAuthentication(usable_credential(source, origin), token_scope(origin))
        elif chosen is not None:
            authentication = KeyAuthentication(chosen)
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

        Raises:
            InvalidArgument: the call sent nothing, as a listing does that nobody has iterated over.
        """
        answers: list[httpx.Response] = []
        derived = self._derived(self._transport.options)
        derived._transport.on_response = answers.append
        parsed = call(derived)
        return RawResponse(parsed, _last(answers))

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


class AsyncVersionedClient(_Versioned[AsyncHttpTransport]):
    """An asynchronous client for one version of the API. It may be shared between the tasks of one event loop.

    Args:
        region: Azure region of the resource, such as westeurope.
        endpoint: in place of the region: the resource's own URL, `https://NAME.cognitiveservices.azure.com`, or that of
            a gateway in front of it, with its base path: `https://NAME.azure-api.net/speech`.
        key: one of the resource's two keys, as text or as an `azure.core.credentials.AzureKeyCredential`.
        credential: in place of the key: a source of Entra ID tokens, such as
            `azure.identity.aio.DefaultAzureCredential`, or an `IssuedToken`; a synchronous one is asked in a thread.
            Entra ID needs the resource's own URL, and the role Cognitive Services Speech User or Speech Contributor.
        auth: in place of the key: any `httpx.Auth`.
        storage_credential: a source of Entra ID tokens for files in storage of your own, which the service names by
            plain URLs; it needs the role Storage Blob Data Reader. It goes to Azure's blob storage only.
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

    Where no argument says otherwise, SPEECH_REGION, SPEECH_ENDPOINT and SPEECH_KEY of the environment do.

    Raises:
        ConfigurationError: no region, endpoint or credentials, or some that cannot be meant.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        endpoint: str | None = None,
        key: str | KeyCredential | None = None,
        credential: TokenCredential | AsyncTokenCredential | KeyCredential | None = None,
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
        given, source = key_and_credential(key, credential)
        del key, credential  # tracebacks may show what functions hold
        origin = service_url(region, endpoint)
        chosen = chosen_key(given, source, auth)
        authentication: AsyncAuthentication = AsyncNoAuthentication()
        if source is not None:
            tokens = cast("TokenCredential | AsyncTokenCredential", source)
            authentication = AsyncBearerAuthentication(usable_credential(tokens, origin), token_scope(origin))
        elif chosen is not None:
            authentication = AsyncKeyAuthentication(chosen)
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
        return RawResponse(parsed, _last(answers))

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


def _last(answers: list[httpx.Response]) -> httpx.Response:
    if not answers:
        raise InvalidArgument("the call sent no request, so there is no answer; of a listing, ask for page() or all()")
    return answers[-1]
