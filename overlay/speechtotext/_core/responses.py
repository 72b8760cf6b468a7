"""Decode responses into what calls return, or raise the error they stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import httpx

from speechtotext._errors import UnexpectedResponse, error_for
from speechtotext_api.calls import Request
from speechtotext_api.entities import created
from speechtotext_api.json_object import verify
from speechtotext_api.wire import DecodeError, nothing

T = TypeVar("T")


def parsed(response: httpx.Response) -> Any:
    """The JSON of a response, as `response.json()` gives it.

    Raises:
        ValueError: it holds none.
    """
    # Here, because it is slow to import.
    import msgspec

    try:
        return msgspec.json.decode(response.content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # It may be JSON all the same: in another encoding, with half of a character, or with numbers beyond all bounds.
        return response.json()


def decode_response(request: Request[T], response: httpx.Response, read: Callable[[httpx.Response], Any] = parsed) -> T:
    """What a call returns for an answer, whose JSON `read` gives. An odd member of it is told when it is read.

    Raises:
        ApiError: the service refused the call.
        UnexpectedResponse: the answer is none that the service's description knows.
    """
    operation = request.operation
    if not response.is_success:
        if operation.method == "DELETE" and response.status_code == 404 and nothing in operation.answers.values():
            # What is to be deleted is gone: the service itself answers so with 204.
            return cast("T", None)
        raise error_for(response, operation.id)
    decode = operation.answers.get(response.status_code) or next(iter(operation.answers.values()))
    is_empty = decode is nothing or decode is created
    if is_empty and response.headers.get("Content-Type", "").startswith("text/html") and response.content:
        # The sign-in page of a proxy, say, which is no sign that anything was done.
        raise UnexpectedResponse(f"{operation.id} was answered with a page of HTML.", response)
    try:
        body = None if is_empty else read(response)
        result = decode(body)
        if response.status_code in (201, 202) and getattr(result, "self_", "") is None:
            # An entity that was just made, in an answer which leaves it to the headers to say where it is.
            location = response.headers.get("Operation-Location") or response.headers.get("Location")
            result.self_ = location  # type: ignore[attr-defined]
        return result
    except DecodeError as error:
        raise _odd(request, error, response) from error
    except (ValueError, RecursionError) as error:
        raise UnexpectedResponse(f"{operation.id} was answered with a body that is not JSON.", response) from error


def require_regular(request: Request[Any], result: object, response: httpx.Response) -> None:
    """Refuse an answer of which any member is odd.

    Raises:
        UnexpectedResponse: a member is missing, or holds something else than the service's description says.
    """
    try:
        verify(result)
    except DecodeError as error:
        raise _odd(request, error, response) from error


def _odd(request: Request[Any], error: DecodeError, response: httpx.Response) -> UnexpectedResponse:
    return UnexpectedResponse(f"{request.operation.id} was answered with a body in which {error}.", response)
