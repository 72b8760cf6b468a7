"""Everything that this package raises for what the service or the network does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx


class SpeechError(Exception):
    """The base of all errors of this package."""


class ConfigurationError(SpeechError):
    """A client that cannot be made, or used, the way it was asked for."""


class TransportError(SpeechError):
    """No answer came: no connection, a connection lost, or a time-out."""


class UnexpectedResponse(SpeechError):
    """An answer that is not what the service's description says. `response` holds it."""

    def __init__(self, message: str, response: httpx.Response) -> None:
        super().__init__(message)
        self.response = response


class ApiError(SpeechError):
    """The service refused a call.

    Attributes:
        status_code: HTTP status.
        code: the service's error code, such as InvalidRequest; None if the body named none.
        inner_codes: codes of the nested inner errors, outermost first, such as InvalidLocale.
        message: the service's own words.
        target: what the error is about, if told.
        details: further errors, as the service sent them.
        request_id: id of the request in the service's logs, to quote to its support.
        retry_after: value of the Retry-After header, as sent.
        response: the whole answer.
    """

    def __init__(self, response: httpx.Response, operation: str) -> None:
        error = _error_object(response)
        inner = _inner_errors(error)
        self.status_code = response.status_code
        self.code: str | None = _text(error.get("code"))
        self.inner_codes = tuple(code for code in (_text(entry.get("code")) for entry in inner) if code)
        told = (_text(entry.get("message")) for entry in reversed([error, *inner]))
        self.message: str = next(filter(None, told), "") or _plain_text(response)
        self.target: str | None = _text(error.get("target"))
        details = error.get("details")
        self.details: list[Any] = details if isinstance(details, list) else []
        self.request_id = request_id(response)
        self.retry_after: str | None = response.headers.get("Retry-After")
        self.response = response
        super().__init__(self._sentence(operation))

    def _sentence(self, operation: str) -> str:
        codes = " > ".join(filter(None, [self.code, *self.inner_codes]))
        message = " ".join(self.message.split()).rstrip(".")
        said = f": {message}" if message else ""
        known = ", ".join(filter(None, [codes, self.request_id and f"request id {self.request_id}"]))
        return f"{operation} was answered with HTTP {self.status_code}{said}{f' ({known})' if known else ''}."


class InvalidRequest(ApiError):
    """400, 405, 413, 415 or 422: the request itself is wrong."""


class AuthenticationError(ApiError):
    """401: the key is not one of this resource, or of another region than the one that was asked."""


class PermissionDenied(ApiError):
    """403: known, but not allowed to do this."""


class NotFound(ApiError):
    """404 or 410: there is nothing of that id, or nothing any more."""


class Conflict(ApiError):
    """409 or 412: not possible in the present state."""


class RateLimited(ApiError):
    """429: more requests than the resource may make."""


class ServerError(ApiError):
    """5xx: the service failed."""


_BY_STATUS: Mapping[int, type[ApiError]] = {
    **dict.fromkeys((400, 405, 413, 415, 422), InvalidRequest),
    401: AuthenticationError,
    403: PermissionDenied,
    **dict.fromkeys((404, 410), NotFound),
    **dict.fromkeys((409, 412), Conflict),
    429: RateLimited,
}


def error_of(response: httpx.Response, operation: str) -> ApiError | UnexpectedResponse:
    """The error that an answer stands for which is none of success."""
    status = response.status_code
    if status < 400:
        return UnexpectedResponse(f"{operation} was answered with HTTP {status}, which says nothing here.", response)
    kind = _BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    return kind(response, operation)


def request_id(response: httpx.Response) -> str | None:
    """The id that the service gave to a request."""
    names = ("apim-request-id", "x-ms-request-id", "X-RequestId")
    return next((str(response.headers[name]) for name in names if name in response.headers), None)


def _error_object(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return {}
    if isinstance(body, dict) and isinstance(body.get("error"), dict):
        body = body["error"]
    return body if isinstance(body, dict) else {}


def _inner_errors(error: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    inner = error.get("innerError", error.get("innererror"))
    while isinstance(inner, dict):
        found.append(inner)
        inner = inner.get("innerError", inner.get("innererror"))
    return found


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _plain_text(response: httpx.Response) -> str:
    """The first line of a body that is plain text."""
    if not response.headers.get("Content-Type", "").startswith("text/plain"):
        return ""
    return next(iter(response.text.strip().splitlines()), "")[:200]
