"""Responses beside the values that calls return."""

from __future__ import annotations

from typing import Generic, TypeVar

import httpx

from speechtotext._errors import InvalidArgument, request_id, without_credentials

T = TypeVar("T")


class RawResponse(Generic[T]):
    """The result of a call together with its response.

    Attributes:
        parsed: result of the call.
        response: the response.
        status_code: HTTP status.
        headers: headers of the response.
        request_id: id of the request in the logs of the service.
    """

    def __init__(self, parsed: T, response: httpx.Response) -> None:
        self.parsed = parsed
        self.response = without_credentials(response)
        self.status_code = response.status_code
        self.headers = response.headers
        self.request_id = request_id(response)

    def __repr__(self) -> str:
        return f"<RawResponse {self.status_code} {self.parsed!r}>"


def last_response(answers: list[httpx.Response]) -> httpx.Response:
    if not answers:
        raise InvalidArgument("the call sent no request, so it has no response: for a listing, call page() or all()")
    return answers[-1]
