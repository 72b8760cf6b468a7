"""Credentials: keys, Entra ID tokens and issued tokens, as the headers that carry them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, cast

from speechtotext import _clock
from speechtotext._errors import ConfigurationError, CredentialError, SpeechError
from speechtotext._locks import ForkSafeLock
from speechtotext._refusals import shortened
from speechtotext_api.wire import without_signatures

from .keys import KeyChoice, Keys
from .tokens import RETRY_PAUSES, AccessToken, TokenHolder

if TYPE_CHECKING:
    from anyio import Lock
    from anyio.lowlevel import RunVar

# Characters of a credential's own error: azure-identity lists all that it has tried, each on a line of its own.
_LONGEST_REASON = 1000
_ATTEMPT = re.compile(r"^\t(\w+): (.*)$", re.MULTILINE)

# Of blobs, in every cloud.
STORAGE_SCOPE = "https://storage.azure.com/.default"


class TokenCredential(Protocol):
    """A source of Entra ID tokens, such as `azure.identity.DefaultAzureCredential`."""

    def get_token(self, *scopes: str) -> AccessToken:
        """Return a token for these scopes.

        Args:
            scopes: scopes that the token is for, such as https://cognitiveservices.azure.com/.default.
        """
        ...


class AsyncTokenCredential(Protocol):
    """An asynchronous source of Entra ID tokens, such as `azure.identity.aio.DefaultAzureCredential`."""

    async def get_token(self, *scopes: str) -> AccessToken:
        """Return a token for these scopes.

        Args:
            scopes: scopes that the token is for, such as https://cognitiveservices.azure.com/.default.
        """
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
    """The keys of a resource: one, or two of which the other is sent when one is refused."""

    def __init__(self, keys: Keys) -> None:
        self.choice = KeyChoice(keys)
        self.renewable = self.choice.has_fallback

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        return self.choice.headers(rejected)


class AsyncKeyAuthentication:
    """The same for requests of an asynchronous client."""

    def __init__(self, keys: Keys) -> None:
        self.choice = KeyChoice(keys)
        self.renewable = self.choice.has_fallback

    async def headers(self, rejected: dict[str, str] | None) -> dict[str, str]:
        return self.choice.headers(rejected)


class BearerAuthentication:
    """Tokens of a credential. One thread renews a token before it ends; the others use it meanwhile."""

    renewable = True

    def __init__(self, credential: TokenCredential, scope: str) -> None:
        self.credential = credential
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
            token = self.credential.get_token(self._scope)
        except SpeechError:
            raise
        except Exception as error:
            raise no_token(error) from error
        if inspect.isawaitable(token):
            cast("Awaitable[object]", token).__await__().close()
            raise ConfigurationError(
                "The credential is asynchronous: use AsyncClient, or give a synchronous credential."
            )
        return token


class AsyncBearerAuthentication:
    """Tokens of a credential, fetched without blocking the event loop.

    One task renews a token before it ends; the others use it meanwhile.
    """

    renewable = True

    def __init__(self, credential: TokenCredential | AsyncTokenCredential, scope: str) -> None:
        self.credential = credential
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
        get_token: Callable[[str], AccessToken | Awaitable[AccessToken]] = self.credential.get_token
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


def key_of(authentication: Authentication | AsyncAuthentication) -> str:
    """The key among the credentials.

    Raises:
        ConfigurationError: there is none.
    """
    if isinstance(authentication, KeyAuthentication | AsyncKeyAuthentication):
        return authentication.choice.key.reveal()
    raise ConfigurationError("Copying with a key needs the key of the target: create the target's client with key='…'.")


def credential_for_storage(authentication: Authentication | AsyncAuthentication) -> TokenCredential | None:
    """Return the source of tokens among the credentials for storage; None if there is none that blocking calls take."""
    if not isinstance(authentication, BearerAuthentication | AsyncBearerAuthentication):
        return None
    credential = authentication.credential
    return None if inspect.iscoroutinefunction(credential.get_token) else cast("TokenCredential", credential)


def no_token(error: Exception) -> CredentialError:
    """Return the error for a credential that fails: its own errors are of any type."""
    reason = without_signatures(str(error))
    attempts = _ATTEMPT.findall(reason)
    if len(attempts) > 1:
        tried = "; ".join(f"{name}: {_cause(name, words)}" for name, words in attempts)
        reason = f"{_ATTEMPT.split(reason)[0]} {tried}"
    told = shortened(" ".join(reason.split()), _LONGEST_REASON) or type(error).__name__
    advice = " Sign in with az login, or give the program an identity of its own." if len(attempts) > 1 else ""
    notes = "".join(f" {note}" for note in getattr(error, "__notes__", ()))
    return CredentialError(f"The credential returned no token: {told.rstrip('.')}.{notes}{advice}")


def _cause(name: str, words: str) -> str:
    """Return the sentence that says why one credential of a chain gave no token: what follows it repeats its guide."""
    cause = words.removeprefix(f"{name} authentication unavailable. ").removeprefix(f"{name} ")
    return re.split(r"(?<=[a-z])\.(?:\s|$)", cause, maxsplit=1)[0]
