"""Tokens while they serve: when one is used, when it is renewed, and by whom."""

from __future__ import annotations

import logging
import os
import re
import time
from math import isnan
from typing import Final, NamedTuple, Protocol

from speechtotext import _clock
from speechtotext._errors import ConfigurationError, RateLimited, ServerError, SpeechError, TransportError
from speechtotext._locks import ForkSafeLock
from speechtotext._redaction import SecretHeaders

_log = logging.getLogger("speechtotext")

# A token is renewed when a tenth of its life is left, and at most so many seconds before its end: one of an hour after
# 55 minutes, one of ten minutes after 9.
_LONGEST_MARGIN: Final = 300.0
# Seconds after which a renewal is tried again that failed, or that gave the same token again.
_RENEWAL_PAUSE: Final = 10.0
RETRY_PAUSES: Final = (0.2, 0.5)
"""Seconds between the attempts where no token serves any more."""

_TOKEN: Final = re.compile(r"[A-Za-z0-9._~+/-]+=*", re.ASCII)


class AccessToken(Protocol):
    """A token and its expiry time, in seconds since 1970."""

    @property
    def token(self) -> str:
        """The token."""
        ...

    @property
    def expires_on(self) -> int:
        """The expiry time, in seconds since 1970."""
        ...


class _Held(NamedTuple):
    headers: SecretHeaders
    ends: float
    renewed_from: float


class TokenHolder:
    """Holds a token until it ends. No I/O, so that threads and tasks can share it."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._not_before = 0.0
        self._renewing_process: int | None = None
        self._lock = ForkSafeLock()

    def may_pass(self, error: SpeechError) -> bool:
        """Whether a credential that failed is worth asking again: it gave tokens before, or the network failed."""
        return self._held is not None or isinstance(error, TransportError | ServerError | RateLimited)

    def headers(self, rejected: dict[str, str] | None) -> dict[str, str] | None:
        """The headers of the token at hand; None if there is none, if it has ended or was rejected."""
        held = self._held
        return None if held is None or held.ends <= time.time() or held.headers == rejected else held.headers

    def keep(self, token: AccessToken) -> dict[str, str]:
        """Hold a token from now on; gives its headers.

        Raises:
            ConfigurationError: it is none.
        """
        value, ends = getattr(token, "token", None), getattr(token, "expires_on", None)
        headers = SecretHeaders({"Authorization": f"Bearer {value}"})
        valid = isinstance(value, str) and is_token(value) and isinstance(ends, int | float) and not isnan(ends)
        del value
        if not valid:
            kind = type(token).__name__
            del token
            raise ConfigurationError(f"The credential returned a {kind} without a token.")
        end = float(ends or 0)
        margin = min(_LONGEST_MARGIN, (end - time.time()) / 10)
        self._held = _Held(headers, end, end - margin)
        return headers

    def begin_renewal(self) -> bool:
        """Whether the caller is the one to renew the token now. It then has to call `end_renewal`."""
        held = self._held
        if held is None or time.time() < held.renewed_from:
            return False
        with self._lock:
            # A renewal that was begun in the parent process goes on there.
            if self._renewing_process == os.getpid() or _clock.monotonic() < self._not_before:
                return False
            self._renewing_process = os.getpid()
            return True

    def end_renewal(self) -> None:
        """Let others renew the token, after a pause."""
        with self._lock:
            self._renewing_process = None
            self._not_before = _clock.monotonic() + _RENEWAL_PAUSE

    def renewal_failed(self, error: SpeechError) -> None:
        """Note that the old token goes on serving."""
        _log.warning("The token could not be renewed early; the client uses it until it expires: %s", error)


def is_token(text: str) -> bool:
    """Whether text is what RFC 6750 calls a bearer token."""
    return _TOKEN.fullmatch(text) is not None
