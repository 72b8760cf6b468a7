"""Credentials: keys, Entra ID tokens and issued tokens, as the headers that carry them."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import urlsplit

from speechtotext import _clock
from speechtotext._errors import ConfigurationError, SpeechError
from speechtotext._locks import ForkSafeLock
from speechtotext._redaction import Secret, SecretHeaders
from speechtotext_api.wire import without_signatures

from .tokens import RETRY_PAUSES, AccessToken, TokenHolder

if TYPE_CHECKING:
    from anyio import Lock
    from anyio.lowlevel import RunVar

KEY_HEADER = "Ocp-Apim-Subscription-Key"

# Of blobs, in every cloud.
STORAGE_SCOPE = "https://storage.azure.com/.default"


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

    def __init__(self, key: Secret) -> None:
        self.key = key
        self._headers = SecretHeaders({KEY_HEADER: key.reveal()})

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        return self._headers


class AsyncKeyAuthentication:
    """The key of a resource."""

    renewable = False

    def __init__(self, key: Secret) -> None:
        self.key = key
        self._headers = SecretHeaders({KEY_HEADER: key.reveal()})

    async def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        return self._headers


class BearerAuthentication:
    """Tokens of a credential. One thread renews a token before it ends; the others use it meanwhile."""

    renewable = True

    def __init__(self, credential: TokenCredential, scope: str) -> None:
        self._credential = credential
        self._scope = scope
        self._tokens = TokenHolder()
        self._lock = ForkSafeLock()

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        held = self._tokens.headers(rejected)
        if held is None:
            with self._lock:
                return self._tokens.headers(rejected) or self._first()
        if self._tokens.begin_renewal():
            try:
                held = self._tokens.keep(self._fetched())
            except SpeechError as error:
                self._tokens.renewal_failed(error)
            finally:
                self._tokens.end_renewal()
        return held

    def _first(self) -> dict[str, str]:
        """The headers of a new token, where none serves any more."""
        for pause in RETRY_PAUSES:
            try:
                return self._tokens.keep(self._fetched())
            except SpeechError as error:
                if not self._tokens.may_pass(error):
                    raise
            _clock.sleep(pause)
        return self._tokens.keep(self._fetched())

    def _fetched(self) -> AccessToken:
        try:
            token = self._credential.get_token(self._scope)
        except SpeechError:
            raise
        except Exception as error:
            raise no_token(error) from error
        if inspect.isawaitable(token):
            cast("Awaitable[object]", token).__await__().close()
            raise ConfigurationError("The credential is an asynchronous one: Client needs a synchronous one.")
        return token


class AsyncBearerAuthentication:
    """Tokens of a credential, fetched without blocking the event loop.

    One task renews a token before it ends; the others use it meanwhile.
    """

    renewable = True

    def __init__(self, credential: TokenCredential | AsyncTokenCredential, scope: str) -> None:
        self._credential = credential
        self._scope = scope
        self._tokens = TokenHolder()
        # One for each event loop: a lock serves the tasks of one.
        self._locks: RunVar[Lock] | None = None

    async def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        held = self._tokens.headers(rejected)
        if held is None:
            async with self._lock():
                return self._tokens.headers(rejected) or await self._first()
        if self._tokens.begin_renewal():
            try:
                held = self._tokens.keep(await self._fetched())
            except SpeechError as error:
                self._tokens.renewal_failed(error)
            finally:
                self._tokens.end_renewal()
        return held

    def _lock(self) -> Lock:
        # Imported here: slow to import, and synchronous clients do without.
        from anyio import Lock
        from anyio.lowlevel import RunVar

        if self._locks is None:
            self._locks = RunVar("lock")
        lock = self._locks.get(None)
        if lock is None:
            lock = Lock()
            self._locks.set(lock)
        return lock

    async def _first(self) -> dict[str, str]:
        """The headers of a new token, where none serves any more."""
        for pause in RETRY_PAUSES:
            try:
                return self._tokens.keep(await self._fetched())
            except SpeechError as error:
                if not self._tokens.may_pass(error):
                    raise
            await _clock.async_sleep(pause)
        return self._tokens.keep(await self._fetched())

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
            raise no_token(error) from error


def token_scope(origin: str) -> str:
    """The scope that a token for this host is asked for, by its cloud."""
    host = urlsplit(origin).hostname or ""
    cloud = next((end for end in ("us", "cn") if host.endswith(f".{end}")), "com")
    return f"https://cognitiveservices.azure.{cloud}/.default"


def checked_key(key: Secret) -> Secret:
    """The key, without white space around it.

    Raises:
        ConfigurationError: it is empty or holds what no key does.
    """
    stripped = Secret(key.reveal().strip() if isinstance(key.reveal(), str) else "")
    if not _is_key(stripped):
        raise ConfigurationError("The key is empty or holds characters that no key has: copy it once more.")
    return stripped


def key_of(authentication: Authentication | AsyncAuthentication) -> str:
    """The key among the credentials.

    Raises:
        ConfigurationError: there is none.
    """
    if isinstance(authentication, KeyAuthentication | AsyncKeyAuthentication):
        return authentication.key.reveal()
    raise ConfigurationError("The service wants the key of the target: make the target's client with key='…'.")


def _is_key(key: Secret) -> bool:
    text = key.reveal()
    return bool(text) and text.isascii() and text.isprintable()


def no_token(error: Exception) -> ConfigurationError:
    """Return the error for a credential that fails: its own errors are of any type."""
    told = " ".join(without_signatures(str(error)).split())[:300] or type(error).__name__
    return ConfigurationError(f"The credential gave no token: {told.rstrip('.')}.")
