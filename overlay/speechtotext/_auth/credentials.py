"""Credentials: keys, Entra ID tokens and issued tokens, as the headers that carry them."""

from __future__ import annotations

import inspect
import re
import time
from collections.abc import Awaitable, Callable
from threading import Lock
from typing import Any, NamedTuple, Protocol, cast
from urllib.parse import urlsplit

import httpx

from speechtotext._errors import ConfigurationError, SpeechError, TransportError, UnexpectedResponse, error_for
from speechtotext._user_agent import user_agent
from speechtotext_api.wire import without_signatures

KEY_HEADER = "Ocp-Apim-Subscription-Key"

# Of blobs, in every cloud.
STORAGE_SCOPE = "https://storage.azure.com/.default"

# A token is renewed when it has less than this left, in seconds: an issued token of 10 minutes serves for 9.
_MARGIN = 60.0
_ISSUED_FOR = 600
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*", re.ASCII)


class AccessToken(Protocol):
    """A token and when it ends, in seconds since 1970."""

    @property
    def token(self) -> str:
        """The token itself."""
        ...

    @property
    def expires_on(self) -> int:
        """When it ends, in seconds since 1970."""
        ...


class TokenCredential(Protocol):
    """A source of Entra ID tokens, such as `azure.identity.DefaultAzureCredential`."""

    def get_token(self, *scopes: str) -> AccessToken:
        """A token for these scopes."""
        ...


class AsyncTokenCredential(Protocol):
    """An asynchronous source of Entra ID tokens, such as `azure.identity.aio.DefaultAzureCredential`."""

    async def get_token(self, *scopes: str) -> AccessToken:
        """A token for these scopes."""
        ...


class Authentication(Protocol):
    """What puts credentials on a request. `rejected` holds the headers that were just refused with 401, if any."""

    renewable: bool

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str]: ...


class AsyncAuthentication(Protocol):
    """The same for requests of an asynchronous client."""

    renewable: bool

    async def headers(self, rejected: dict[str, str] | None) -> dict[str, str]: ...


class NoAuthentication:
    """None of ours: an `httpx.Auth` does it."""

    renewable = False

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        return {}


class AsyncNoAuthentication:
    """None of ours: an `httpx.Auth` does it."""

    renewable = False

    async def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        return {}


class KeyAuthentication:
    """The key of a resource."""

    renewable = False

    def __init__(self, key: str) -> None:
        self.key = key
        self._headers = {KEY_HEADER: key}

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        return self._headers


class AsyncKeyAuthentication:
    """The key of a resource."""

    renewable = False

    def __init__(self, key: str) -> None:
        self.key = key
        self._headers = {KEY_HEADER: key}

    async def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        return self._headers


class _Bearer:
    """A token that is kept while it serves."""

    renewable = True

    def __init__(self, scope: str) -> None:
        self._scope = scope
        self._token: AccessToken | None = None

    def _held(self, rejected: dict[str, str] | None) -> dict[str, str] | None:
        """The headers of the token at hand, unless it is about to end or was rejected."""
        token = self._token
        if token is None or token.expires_on - time.time() < _MARGIN:
            return None
        headers = {"Authorization": f"Bearer {token.token}"}
        return None if headers == rejected else headers

    def _keep(self, token: AccessToken) -> dict[str, str]:
        value, ends = getattr(token, "token", None), getattr(token, "expires_on", None)
        if not (isinstance(value, str) and _is_token(value) and isinstance(ends, int | float)):
            raise ConfigurationError(f"The credential gave no token, but a {type(token).__name__} that holds none.")
        self._token = token
        return {"Authorization": f"Bearer {token.token}"}


class BearerAuthentication(_Bearer):
    """Tokens of a credential; fetched once for all threads that need one at a time."""

    def __init__(self, credential: TokenCredential, scope: str) -> None:
        super().__init__(scope)
        self._credential = credential
        self._lock = Lock()

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        held = self._held(rejected)
        if held is None:
            with self._lock:
                held = self._held(rejected) or self._keep(self._fetched())
        return held

    def _fetched(self) -> AccessToken:
        try:
            token = self._credential.get_token(self._scope)
        except SpeechError:
            raise
        except Exception as error:
            raise _no_token(error) from error
        if inspect.isawaitable(token):
            cast("Awaitable[object]", token).__await__().close()
            raise ConfigurationError("The credential is an asynchronous one: Client needs a synchronous one.")
        return token


class AsyncBearerAuthentication(_Bearer):
    """Tokens of a credential; fetched once for all tasks that need one at a time, never blocking the event loop."""

    def __init__(self, credential: TokenCredential | AsyncTokenCredential, scope: str) -> None:
        super().__init__(scope)
        self._credential = credential
        self._lock: Any = None

    async def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        held = self._held(rejected)
        if held is None:
            import anyio

            self._lock = self._lock or anyio.Lock()
            async with self._lock:
                held = self._held(rejected) or self._keep(await self._fetched())
        return held

    async def _fetched(self) -> AccessToken:
        get_token: Callable[[str], AccessToken | Awaitable[AccessToken]] = self._credential.get_token
        try:
            import anyio.to_thread

            if inspect.iscoroutinefunction(get_token):
                return cast("AccessToken", await get_token(self._scope))
            token = await anyio.to_thread.run_sync(get_token, self._scope)
            return await token if inspect.isawaitable(token) else token
        except SpeechError:
            raise
        except Exception as error:
            raise _no_token(error) from error


class _IssuedAccessToken(NamedTuple):
    token: str
    expires_on: int


class IssuedToken:
    """A credential that exchanges a key for tokens of ten minutes, so that the key itself goes to one address only.

    Args:
        region: region of the resource.
        key: one of the resource's two keys.
        endpoint: in place of the region, the origin to ask.
        http_client: an `httpx.Client` of yours to ask with.

    Source: POST /sts/v1.0/issueToken?scope=speechservicesmanagement of the regional host.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        key: str,
        endpoint: str | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        from .endpoint import service_url

        self._url = f"{service_url(region, endpoint)}/sts/v1.0/issueToken"
        self._key = checked_key(key)
        self._http = http_client

    def __repr__(self) -> str:
        return f"<IssuedToken of {self._url}>"

    def get_token(self, *scopes: str) -> AccessToken:
        """A new token. The scopes are those of Entra ID and mean nothing here."""
        post = self._http.post if self._http is not None else httpx.post
        try:
            response = post(
                self._url,
                params={"scope": "speechservicesmanagement"},
                headers={**({} if self._http else {"User-Agent": user_agent()}), KEY_HEADER: self._key},
                follow_redirects=False,
            )
        except httpx.HTTPError as error:
            raise TransportError(f"No token was issued ({type(error).__name__}: {error}).") from error
        if response.status_code != 200:
            raise error_for(response, "Issuing a token")
        token = response.text.strip()
        if not _is_token(token):
            raise UnexpectedResponse("Issuing a token was answered with a body that is no token.", response)
        return _IssuedAccessToken(token, int(time.time()) + _ISSUED_FOR)


def token_scope(origin: str) -> str:
    """The scope that a token for this host is asked for, by its cloud."""
    host = urlsplit(origin).hostname or ""
    cloud = next((end for end in ("us", "cn") if host.endswith(f".{end}")), "com")
    return f"https://cognitiveservices.azure.{cloud}/.default"


def checked_key(key: str) -> str:
    """The key, without white space around it.

    Raises:
        ConfigurationError: it is empty or holds what no key does.
    """
    key = key.strip()
    if not (key and key.isascii() and key.isprintable()):
        raise ConfigurationError("The key is empty or holds characters that no key has: copy it once more.")
    return key


def key_of(authentication: Authentication | AsyncAuthentication) -> str:
    """The key among the credentials.

    Raises:
        ConfigurationError: there is none.
    """
    if isinstance(authentication, KeyAuthentication | AsyncKeyAuthentication):
        return authentication.key
    raise ConfigurationError("The service wants the key of the target: make the target's client with key='…'.")


def _is_token(text: str) -> bool:
    """Whether text is what RFC 6750 calls a bearer token."""
    return _TOKEN.fullmatch(text) is not None


def _no_token(error: Exception) -> ConfigurationError:
    """What a credential that fails means: its own errors are of any type."""
    told = " ".join(without_signatures(str(error)).split())[:300] or type(error).__name__
    return ConfigurationError(f"The credential gave no token: {told.rstrip('.')}.")
