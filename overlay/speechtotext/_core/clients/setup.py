"""Set clients up: what their arguments come to."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeVar

import httpx

from speechtotext._auth.issued_tokens import IssuedToken
from speechtotext._auth.keys import Keys, checked_keys, environment_keys
from speechtotext._core.attempts import Options
from speechtotext._core.limiter import Limiter, RateLimit
from speechtotext._core.retry import RetryPolicy
from speechtotext._errors import ConfigurationError

from .arguments import Seconds, Verify, instance_of, seconds_of, timeout_of, trusted_certificates

H = TypeVar("H", httpx.Client, httpx.AsyncClient)

_TIMEOUT: Final = 60.0
# What httpx waits for of its own accord, when nobody has asked for anything.
_HTTPX_TIMEOUT: Final = httpx.Timeout(5.0)
_LOOPBACK_DIRECT: Final = {f"all://{host}": None for host in ("localhost", "127.0.0.1", "[::1]")}
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_HEADER_VALUE: Final = re.compile(r"([!-~]([ \t!-~]*[!-~])?)?", re.ASCII)


def chosen_keys(keys: Keys, credential: object, auth: object) -> Keys:
    """The keys, if the client authenticates with them."""
    told = (("key", keys or None), ("credential", credential), ("auth", auth))
    given = [name for name, value in told if value is not None]
    if len(given) > 1:
        raise ConfigurationError(f"Both {given[0]} and {given[1]} were given: give one of them.")
    if credential is not None or auth is not None:
        return ()
    if not keys:
        keys = environment_keys()
        if not keys:
            raise ConfigurationError("No key: pass key='…' or credential=…, or set SPEECH_KEY.")
    elif not all(isinstance(key.reveal(), str) and key.reveal().strip() for key in keys):
        raise ConfigurationError(
            "key is empty or not text: give one of the resource's two keys, or leave the argument out to use "
            "SPEECH_KEY."
        )
    return checked_keys(keys)


C = TypeVar("C")


def with_tokens(credential: C) -> C:
    if not callable(getattr(credential, "get_token", None)):
        raise ConfigurationError(f"A {type(credential).__name__} is not a credential: it has no get_token.")
    return credential


def usable_credential(credential: C, origin: str) -> C:
    with_tokens(credential)
    if ".api.cognitive." in origin and not isinstance(credential, IssuedToken):
        raise ConfigurationError(
            "Entra ID needs the resource's own URL in place of the region: "
            "pass endpoint='https://NAME.cognitiveservices.azure.com'."
        )
    return credential


def options_of(
    retry: RetryPolicy | None,
    timeout: Seconds | httpx.Timeout | None,
    auth: httpx.Auth | None,
    deadline: Seconds | None,
    max_response_size: int,
    http_client: httpx.Client | httpx.AsyncClient | None,
) -> Options:
    if not isinstance(max_response_size, int) or max_response_size < 1:
        raise ConfigurationError(f"max_response_size is {max_response_size!r}: give a positive number of bytes.")
    if auth is not None and not isinstance(auth, httpx.Auth):
        raise ConfigurationError(f"auth is a {type(auth).__name__}: give an httpx.Auth.")
    return Options(
        RetryPolicy() if retry is None else checked_retry(retry),
        None if timeout is None else timeout_of(timeout),
        auth=auth,
        deadline=checked_deadline(deadline),
        max_response_size=max_response_size,
        timeout_is_default=http_client is None or http_client.timeout == _HTTPX_TIMEOUT,
    )


def checked_retry(retry: RetryPolicy) -> RetryPolicy:
    return instance_of(RetryPolicy, "retry", retry, "RetryPolicy(attempts=3)")


def limiter_of(rate_limit: RateLimit | None) -> Limiter | None:
    if rate_limit is None:
        return None
    return Limiter(instance_of(RateLimit, "rate_limit", rate_limit, "RateLimit(50, 10)"))


def checked_deadline(deadline: Seconds | None) -> float | None:
    seconds = None if deadline is None else seconds_of("deadline", deadline)
    if seconds is not None and not seconds > 0:
        raise ConfigurationError(f"deadline is {deadline}: give a positive number of seconds, or None for no limit.")
    return seconds


def checked_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    if not isinstance(headers, Mapping):
        raise ConfigurationError(f"headers is a {type(headers).__name__}: give a mapping of names to values.")
    for name, value in headers.items():
        if not (isinstance(name, str) and _HEADER_NAME.fullmatch(name)):
            raise ConfigurationError(f"{name!r} is not the name of a header: use ASCII letters, digits and '-'.")
        # The value may be a secret.
        if not (isinstance(value, str) and _HEADER_VALUE.fullmatch(value)):
            raise ConfigurationError(f"The value of the header {name} is invalid: give one line of ASCII text.")
    return headers


def checked_http_client(http: H | None, kind: type[H]) -> H | None:
    """The user's client, if it is one of the right kind."""
    if http is not None and not isinstance(http, kind):
        raise ConfigurationError(f"http_client is a {type(http).__name__}: give an httpx.{kind.__name__}.")
    return http


def client_maker(kind: type[H], *, limits: httpx.Limits | None, proxy: str | None, verify: Verify) -> Callable[[], H]:
    """What makes a client to send with.

    Raises:
        ConfigurationError: the arguments cannot be meant.
    """
    # What runs on this machine is not reached through a proxy.
    arguments: dict[str, Any] = {"timeout": _TIMEOUT, "proxy": proxy, "mounts": _LOOPBACK_DIRECT}
    if limits is not None:
        arguments["limits"] = limits

    @cache
    def certificates() -> ssl.SSLContext | bool:
        # Slow to load: once for all connections, and not before one is needed.
        return trusted_certificates(verify)

    def make() -> H:
        return _connected(kind, {**arguments, "verify": certificates()})

    if limits is not None or proxy is not None or verify is not True:
        # So that what is wrong with them is told where they were given. It has no connection that would need closing.
        make()
    return make


def _connected(kind: type[H], arguments: dict[str, Any]) -> H:
    try:
        return kind(**arguments)
    except (AttributeError, ImportError, OSError, TypeError, ValueError, httpx.InvalidURL) as error:
        raise ConfigurationError(f"The connections cannot be set up with these arguments: {error}.") from error
