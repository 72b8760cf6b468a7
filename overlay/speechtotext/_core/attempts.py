"""One call on its way: what its attempts send, and what is made of what came back. No I/O but opening files."""

from __future__ import annotations

import logging
import random
import re
import socket
from collections.abc import Mapping
from contextlib import ExitStack
from functools import lru_cache
from math import inf
from os import PathLike
from types import MappingProxyType
from typing import IO, Any, NamedTuple, cast
from urllib.parse import urlencode

import httpx

from speechtotext import _clock
from speechtotext._errors import (
    ConfigurationError,
    DeadlineExceeded,
    TransportError,
    UnexpectedResponse,
    strip_credentials,
)
from speechtotext._http.log_redaction import remember_credentials
from speechtotext._http.request_bodies import body_arguments
from speechtotext._http.response_bodies import MAX_RESPONSE_SIZE, BodyRefused, BodyTooLarge
from speechtotext._redaction import SecretHeaders, without_secrets
from speechtotext._refusals import read_refusal
from speechtotext._telemetry import CallWork
from speechtotext._user_agent import user_agent_headers
from speechtotext_api.calls import File, Request

from .pages import same_origin
from .retry import Outcome, RetryPolicy

_log = logging.getLogger("speechtotext")

# How long a thread waits for a connection to be free unless a time-out says otherwise, in seconds.
POOL_TIMEOUT = 60.0
# Fast transcription sends nothing until all is done: how long to wait for that, in seconds.
_ANSWERED_WHEN_DONE = frozenset(("Transcriptions_Transcribe",))
_LONGEST_WORK = 3600.0
# For None httpx would take the URL apart to look for a user's name, which no URL of the service has.
_NO_AUTH = httpx.Auth()
# Codes of a 503 that does not pass.
_PERMANENT = frozenset(("diarizationunavailable",))
# The service was never reached.
_REGIONAL_ORIGIN = re.compile(r"https://([a-z0-9]+)\.api\.cognitive\.")
_NOT_REACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# No attempt could ever succeed.
_HOPELESS = (httpx.UnsupportedProtocol, httpx.LocalProtocolError)


class Service(NamedTuple):
    """Where requests go.

    Args:
        origin: scheme and host.
        base_path: what stands before the paths of the operations.
    """

    origin: str
    base_path: str


class Options(NamedTuple):
    """How requests are sent."""

    retry: RetryPolicy = RetryPolicy()
    timeout: httpx.Timeout | None = None
    headers: Mapping[str, str] = MappingProxyType({})
    auth: httpx.Auth | None = None
    deadline: float | None = None
    max_response_size: int = MAX_RESPONSE_SIZE
    strict: bool = False
    timeout_is_default: bool = False
    """Whether no timeout was asked for, neither of the client nor of an http_client of the user's."""


class RequestAttempts:
    """One call and its attempts."""

    def __init__(self, service: Service, options: Options, request: Request[Any], link: str | None) -> None:
        if link is not None and not same_origin(link, service.origin):
            raise ConfigurationError(
                f"{request.operation.id}: the link leads to another host, and the client does not follow it."
            )
        self._options = options
        self._request = request
        self._service = service
        self._url = link or f"{service.origin}{service.base_path}{request.path}"
        self._link = link
        self._id = f"{random.getrandbits(128):032x}"
        self._attempts = 0
        self._waited = 0.0
        self._trouble = ""
        self._streams = _streams_of(request)
        self._work: CallWork | None = None
        self.rejected: dict[str, str] | None = None

    @property
    def auth(self) -> httpx.Auth:
        return _NO_AUTH if self._options.auth is None else self._options.auth

    def watched(self) -> CallWork:
        """Record the call, and each of its attempts."""
        self._work = CallWork(self._name, f"{self._service.base_path}{self._request.operation.path}", self._id)
        return self._work

    @property
    def reads_files(self) -> bool:
        """Whether sending it means reading files."""
        return self._streams.reads_files

    @property
    def patience(self) -> float | None:
        """Seconds to wait for a connection to be free."""
        return POOL_TIMEOUT if self._options.timeout is None else self._options.timeout.pool

    def next_request(
        self,
        http: httpx.Client | httpx.AsyncClient,
        credentials: Mapping[str, str],
        opened: ExitStack,
        *,
        closed: bool,
        remaining: float = inf,
    ) -> httpx.Request:
        """The request of the next attempt.

        Args:
            remaining: seconds until the deadline.
        """
        if closed:
            raise ConfigurationError(f"{self._name} cannot be sent: the client has been closed.")
        if self._attempts:
            self._streams.rewind()
        self._attempts += 1
        request = self._request
        headers = self._headers(http, credentials)
        remember_credentials(credentials)
        arguments: dict[str, Any] = {"headers": headers}
        timeout = self._timeout(http.timeout)
        if remaining != inf:
            arguments["timeout"] = _no_longer_than(remaining, timeout)
        elif timeout is not http.timeout:
            arguments["timeout"] = timeout
        query: tuple[tuple[str, str], ...] = ()
        try:
            if self._link is None:
                arguments |= body_arguments(request, opened)
                if http.params:
                    # Of the user's own http_client, which puts them in place of what the URL says.
                    arguments["params"] = request.query
                elif request.query:
                    query = tuple(request.query.items())
            built = http.build_request(request.operation.method, _parsed_url(self._url, query), **arguments)
        except httpx.InvalidURL as error:
            raise TransportError(f"{self._name} has no valid URL: {error}.") from error
        except UnicodeEncodeError as error:
            raise ConfigurationError(
                f"{self._name} cannot be sent: its arguments hold {error.object[error.start]!a}, an "
                "unpaired surrogate, which UTF-8 cannot encode. Decode the text again."
            ) from None
        if self._work is not None:
            self._work.begin(built)
        return built

    def _headers(self, http: httpx.Client | httpx.AsyncClient, credentials: Mapping[str, str]) -> SecretHeaders:
        headers = user_agent_headers(http.headers)
        headers["x-ms-client-request-id"] = self._id
        headers |= self._request.headers
        if self._options.headers:
            # Whatever the case that they are written in, a later one takes the place of an earlier one.
            merged = httpx.Headers(headers)
            for further in (self._options.headers, credentials):
                merged.update(further)
            headers = dict(merged.items())
        else:
            headers.update(credentials)
        if self._link is None and self._request.content_type:
            headers = {name: value for name, value in headers.items() if name.lower() != "content-type"}
            headers["Content-Type"] = self._request.content_type
        return SecretHeaders(headers)

    def _timeout(self, default: httpx.Timeout) -> httpx.Timeout:
        if self._options.timeout is not None:
            return self._options.timeout
        if self._options.timeout_is_default and self._name in _ANSWERED_WHEN_DONE:
            return httpx.Timeout(POOL_TIMEOUT, read=_LONGEST_WORK)
        return default

    def pause(
        self, result: httpx.Response | Exception, credentials: dict[str, str], *, renewable: bool
    ) -> float | None:
        """Seconds until the next attempt; None if there is none to be."""
        if self._work is not None:
            self._work.ended(result)
        if isinstance(result, httpx.Response):
            _log.debug("%s was answered with HTTP %d (attempt %d)", self._name, result.status_code, self._attempts)
            if result.status_code == 401 and renewable and self.rejected is None and self._streams.can_rewind:
                self.rejected = credentials
                return 0.0
            if result.status_code < 400:
                return None
            if result.status_code == 503 and _is_permanent(result):
                return None
            outcome = Outcome(result.status_code, result.headers)
        else:
            _log.debug("%s got no response: %s (attempt %d)", self._name, type(result).__name__, self._attempts)
            if not isinstance(result, httpx.TransportError) or isinstance(result, _HOPELESS):
                return None
            outcome = Outcome(None, {}, reached=not isinstance(result, _NOT_REACHED))
        if not self._streams.can_rewind:
            return None
        wait = self._options.retry.wait(
            self._request.operation.method, self._attempts, outcome, self._waited, _clock.chance(), _clock.utc_now()
        )
        if wait is not None:
            self._waited += wait
            self._trouble = f"HTTP {outcome.status}" if outcome.status else type(result).__name__
            _log.info("%s: %s; attempt %d follows in %.1f s", self._name, self._trouble, self._attempts + 1, wait)
            if self._work is not None:
                self._work.retried(wait, str(outcome.status) if outcome.status else self._trouble)
        return wait

    def response(
        self, result: httpx.Response | Exception, credentials: Mapping[str, str], *, closed: bool
    ) -> httpx.Response:
        """The answer of the last attempt, or the error that there is none."""
        if isinstance(result, httpx.Response):
            return result
        if not isinstance(result, httpx.HTTPError | RuntimeError) or (isinstance(result, RuntimeError) and not closed):
            raise result
        if closed:
            raise ConfigurationError(f"{self._name} was cut short: the client has been closed.") from result
        strip_credentials(result)
        told = without_secrets(str(result), credentials)
        # A cause that quotes a secret would show it in every traceback.
        raise self._failure(result, told) from (result if told == str(result) else None)

    def refused_body(self, response: httpx.Response, reason: BodyRefused) -> UnexpectedResponse:
        """The error for a response whose body is not read to its end."""
        advice = (
            " If you expect such responses, make the client with a larger max_response_size."
            if isinstance(reason, BodyTooLarge)
            else ""
        )
        return UnexpectedResponse(
            (
                f"{self._name} was answered with HTTP {response.status_code} and a body that cannot be read: "
                f"{reason}.{advice}"
            ),
            httpx.Response(response.status_code, headers=response.headers, request=response.request),
        )

    def overdue(self) -> DeadlineExceeded:
        """The error for a call that got no response before its deadline."""
        tries = f" after {self._attempts} attempts" if self._attempts > 1 else ""
        last = f"; the last one: {self._trouble}" if self._trouble else ""
        return DeadlineExceeded(
            f"{self._name} got no response before its deadline{tries}{last}. Give it a later deadline or timeout."
        )

    def _failure(self, error: Exception, told: str) -> TransportError:
        tries = f" after {self._attempts} attempts" if self._attempts > 1 else ""
        in_time = " in time" if isinstance(error, httpx.TimeoutException) else ""
        what = ": ".join(filter(None, [type(error).__name__, " ".join(told.split())]))
        advice = _timeout_advice(error) or _region_advice(error, self._service.origin)
        failure = TransportError(
            f"{self._name} got no response from {self._service.origin}{in_time}{tries} ({what}).{advice}"
        )
        # A request that may have arrived, and can do something twice, is not sent again: this was the last attempt.
        failure.may_have_arrived = not isinstance(error, _NOT_REACHED)
        return failure

    @property
    def _name(self) -> str:
        return self._request.operation.id


def _is_permanent(response: httpx.Response) -> bool:
    refusal = read_refusal(response)
    codes = filter(None, (refusal.code, *refusal.inner_codes, refusal.message))
    return any(code.lower().replace("_", "").replace(" ", "") in _PERMANENT for code in codes)


def _timeout_advice(error: Exception) -> str:
    """Return which option helps against a timeout."""
    if isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout):
        return " Give a longer timeout=… to the client, or to with_options for one call."
    if isinstance(error, httpx.PoolTimeout):
        return " Allow more connections with limits=…, or a longer wait with timeout=…."
    return ""


def _region_advice(error: Exception, origin: str) -> str:
    """Return what to check if the host of a region has no address."""
    region = _REGIONAL_ORIGIN.match(origin)
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, socket.gaierror):
        cause = cause.__cause__ or cause.__context__
    return "" if cause is None or region is None else f" Check the region {region[1]!r}, and the network."


def _no_longer_than(seconds: float, timeout: httpx.Timeout) -> httpx.Timeout:
    """The timeouts, none of them longer than so many seconds."""
    longest = max(seconds, 0.001)
    limited = {name: longest if value is None else min(value, longest) for name, value in timeout.as_dict().items()}
    return httpx.Timeout(**limited)


@lru_cache
def _parsed_url(url: str, query: tuple[tuple[str, str], ...]) -> httpx.URL:
    """A URL with its query. Jobs are polled at the same one again and again, and httpx takes long to parse one."""
    return httpx.URL(f"{url}?{urlencode(query)}" if query else url)


class _Streams:
    """The files that a request sends, and where the open ones began, so that they can be sent again."""

    def __init__(self, contents: list[IO[bytes] | str | PathLike[str]]) -> None:
        streams = [cast("IO[bytes]", content) for content in contents if hasattr(content, "read")]
        self.reads_files = bool(contents)
        self.can_rewind = all(stream.seekable() for stream in streams)
        self._starts = [(stream, stream.tell()) for stream in streams] if self.can_rewind else []

    def rewind(self) -> None:
        for stream, start in self._starts:
            stream.seek(start)


_NO_STREAMS = _Streams([])


def _streams_of(request: Request[Any]) -> _Streams:
    if request.form is None and request.content is None:
        return _NO_STREAMS
    parts = [part.content for part in (request.form or {}).values() if isinstance(part, File)]
    return _Streams([content for content in (*parts, request.content) if not isinstance(content, bytes | None)])
